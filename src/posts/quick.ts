import { idsOf, isTicked, lineOf, textOf, type FormBody } from "../web/form.ts";
import type { Words } from "../web/words.ts";
import type { PostTyped } from "./form.ts";

/** What the row of a list sends, over what the post is. Everything else stays. */
export function withQuickFields(post: PostTyped, body: FormBody): PostTyped {
  const has = (name: string) => isTicked(body, `has-${name}`);
  return {
    ...post,
    title: lineOf(body, "title"),
    slug: lineOf(body, "slug"),
    publishOn: lineOf(body, "publishOn"),
    commentsOpen: isTicked(body, "commentsOpen"),
    ...(has("topics") && { categories: idsOf(body, "categories"), tags: lineOf(body, "tags") }),
    ...(has("sticky") && { isSticky: isTicked(body, "isSticky") }),
    version: textOf(body, "version"),
  };
}

/** A copy to begin with: a draft without a date, open to everybody once it is published, under an address of its own. */
export function copyOf(typed: PostTyped, t: Words["t"]): PostTyped {
  return {
    ...typed,
    title: t("desk.copyOf", { title: typed.title || t("desk.untitled") }),
    ...{ slug: "", publishOn: "", expiresOn: "", canonicalUrl: "", version: "" },
    ...{ visibility: "public", password: "", isSticky: false },
  };
}
