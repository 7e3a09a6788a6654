import type { MessageKey } from "../messages/translator.ts";
import type { PostSource } from "../posts/post.ts";
import { view } from "../web/view.ts";
import type { ConvertedBody } from "./conversion.ts";
import type { Editor } from "./editor.ts";

export const postEditor = view<Editor>("editor/admin/form", "admin");
export const postTrashed = view<{ post: PostSource; purgedAt: Date }>("editor/admin/trashed", "admin");
/** An HTML body beside what it would be as Markdown, with the ways on. */
export const postConversion = view<{
  body: ConvertedBody;
  action: string;
  ways: { fields: [name: string, value: string][]; label: MessageKey; isPrimary: boolean }[];
}>("editor/admin/convert", "admin");
