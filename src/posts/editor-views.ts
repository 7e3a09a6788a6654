import type { MessageKey } from "../messages/translator.ts";
import { view } from "../web/view.ts";
import type { ConvertedBody } from "./conversion.ts";
import type { Editor } from "./editor.ts";
import type { PostSource } from "./post.ts";

export const postEditor = view<Editor>("posts/admin/form", "admin");
export const postTrashed = view<{ post: PostSource; purgedAt: Date }>("posts/admin/trashed", "admin");
/** An HTML body beside what it would be as Markdown, with the ways on. */
export const postConversion = view<{
  body: ConvertedBody;
  action: string;
  ways: { fields: [name: string, value: string][]; label: MessageKey; isPrimary: boolean }[];
}>("posts/admin/convert", "admin");
