import type { Response } from "express";
import { BodyTooLarge, LONGEST_BODY } from "../html/render.ts";
import type { MessageKey } from "../messages/translator.ts";
import type { PostSource } from "../posts/post.ts";
import { typedOf, type PostTyped } from "../posts/typed.ts";
import { fieldsOf, type FormBody } from "../web/form.ts";
import type { EditorPage } from "./page.ts";
import type { EditingParts } from "./parts.ts";
import { postConversion } from "./views.ts";

interface Parts extends Pick<EditingParts, "kind" | "convert" | "paths" | "words" | "render"> {
  /** Shows the editor with what is wrong. */
  show: EditorPage["show"];
}

/** Shows what an HTML body would be as Markdown; nothing is saved, and both ways on lead back to the form. */
export function conversionPage({ kind, convert, paths, words, render, show }: Parts) {
  return (res: Response, post: PostSource | undefined, body: FormBody) => {
    const typed = typedOf(body);
    const others = fieldsOf(body).filter(([name]) => !["do", "body", "bodyFormat"].includes(name));
    const way = (text: string, format: PostTyped["bodyFormat"], label: MessageKey) => ({
      fields: [...others, ["body", text], ["bodyFormat", format]] as [string, string][],
      ...{ label, isPrimary: format === "markdown" },
    });
    try {
      const converted = convert(typed.body);
      const ways = [
        way(converted.markdown, "markdown", "desk.convert.take"),
        way(typed.body, "html", "desk.convert.leave"),
      ];
      const title = words().t("desk.convert.title");
      const action = post ? paths.admin.edit(post) : paths.admin.list(kind);
      render(res, { title, section: `${kind}s` }, postConversion({ body: converted, action, ways }));
    } catch (error) {
      if (!(error instanceof BodyTooLarge)) throw error;
      const tooLong = { key: "desk.bodyTooLong", values: { max: LONGEST_BODY } } as const;
      show(res.status(422), post, typed, { errors: { body: tooLong } });
    }
  };
}
