import type { Response } from "express";
import type { PostForm } from "../posts/form.ts";
import { isOut, type PostSource } from "../posts/post.ts";
import type { PostTyped } from "../posts/typed.ts";
import { viewerOf } from "../sessions/guard.ts";
import type { EditorPage } from "./page.ts";
import type { EditingParts } from "./parts.ts";

interface Parts extends Pick<
  EditingParts,
  "kind" | "posts" | "publishing" | "saves" | "findingsFor" | "showPreview" | "paths" | "clock"
> {
  /** Shows the editor with what is wrong, or what was found. */
  show: EditorPage["show"];
}

/** What is typed, looked at as if it had been saved: nothing of it is kept, published or made. */
export function rehearsing({ kind, posts, publishing, saves, show, paths, clock, ...parts }: Parts) {
  /** The form where it fits; otherwise the editor says what is wrong. */
  const fitting = (res: Response, post: PostSource | undefined, typed: PostTyped): PostForm | undefined => {
    const form = saves.check(typed, post && isOut(post.status) ? "update" : "draft", post, viewerOf(res));
    if (form.ok) return form.value;
    show(res.status(422), post, typed, { errors: form.errors });
    return undefined;
  };
  return {
    /** Shows what readers would miss. */
    lookThrough(res: Response, post: PostSource | undefined, typed: PostTyped) {
      const form = fitting(res, post, typed);
      if (!form) return;
      show(res, post, typed, { findings: publishing.asIf(post?.id, form, clock(), parts.findingsFor) });
    },
    /** Shows the page of it. `fields` are carried back to the editor; null where they are saved already. */
    preview(
      res: Response,
      post: PostSource | undefined,
      typed: PostTyped,
      fields: [name: string, value: string][] | null,
    ) {
      const form = fitting(res, post, typed);
      if (!form) return;
      const shown = publishing.asIf(post?.id, form, clock(), (id) => posts.findAny(id)!);
      parts.showPreview(res, shown, {
        editHref: post ? paths.admin.edit(post) : paths.admin.list(kind),
        typed: fields,
      });
    },
  };
}
