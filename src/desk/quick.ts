import type { PostAction } from "../posts/form.ts";
import { postTemplates } from "../posts/options.ts";
import type { PostTyped } from "../posts/typed.ts";
import { choiceOf, idOf, idsOf, isTicked, lineOf, textOf, type FormBody } from "../web/form.ts";

/** What lists can do with the state of a post. */
export const stateActions = ["draft", "review", "publish"] as const;

/** Which state a row asks for; '' for the one it has. */
export function quickAction(body: FormBody): PostAction | "" {
  return choiceOf(body, "state", stateActions);
}

/** What the row of a list sends, over what the post is. What the row does not show stays. */
export function withQuickFields(post: PostTyped, body: FormBody): PostTyped {
  const has = (name: string) => isTicked(body, `has-${name}`);
  const author = idOf(body, "author");
  return {
    ...post,
    title: lineOf(body, "title"),
    slug: lineOf(body, "slug"),
    publishOn: lineOf(body, "publishOn"),
    commentsOpen: isTicked(body, "commentsOpen"),
    ...(has("topics") && { categories: idsOf(body, "categories"), tags: lineOf(body, "tags") }),
    ...(has("place") && { parent: idOf(body, "parent") ?? null, position: lineOf(body, "position") }),
    ...(has("sticky") && { isSticky: isTicked(body, "isSticky") }),
    ...(has("expiry") && { expiresOn: lineOf(body, "expiresOn") }),
    ...(author !== undefined && { authors: [author] }),
    template: choiceOf(body, "template", postTemplates) || post.template,
    version: textOf(body, "version"),
  };
}
