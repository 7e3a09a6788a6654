import { idOf, idsOf, lineOf, textOf, type FormBody } from "../web/form.ts";
import type { PostAction, PostTyped } from "./form.ts";

/** What is changed in several posts at once; '', null and none leave as it is what each of them has. */
export interface BulkChanges {
  action: Extract<PostAction, "draft" | "review" | "publish"> | "";
  /** Added to those it has. */
  categories: number[];
  /** Names with commas, added to those it has. */
  tags: string;
  /** In place of its byline. */
  author: number | null;
  comments: "open" | "closed" | "";
  sticky: "yes" | "no" | "";
}

const oneOf = <Choice extends string>(text: string, choices: readonly Choice[]): Choice | "" =>
  choices.find((choice) => choice === text) ?? "";

export function parseBulkChanges(body: FormBody): BulkChanges {
  return {
    action: oneOf(textOf(body, "state"), ["draft", "review", "publish"]),
    categories: idsOf(body, "categories"),
    tags: lineOf(body, "tags"),
    author: idOf(body, "author") ?? null,
    comments: oneOf(textOf(body, "comments"), ["open", "closed"]),
    sticky: oneOf(textOf(body, "sticky"), ["yes", "no"]),
  };
}

export function changesAnything(changes: BulkChanges): boolean {
  const { categories, ...others } = changes;
  return categories.length > 0 || Object.values(others).some((value) => value !== "" && value !== null);
}

/** The form of a post with the changes typed into it. */
export function withChanges(typed: PostTyped, changes: BulkChanges): PostTyped {
  return {
    ...typed,
    categories: [...new Set([...typed.categories, ...changes.categories])],
    tags: [typed.tags, changes.tags].filter(Boolean).join(", "),
    authors: changes.author === null ? typed.authors : [changes.author],
    commentsOpen: changes.comments === "" ? typed.commentsOpen : changes.comments === "open",
    isSticky: changes.sticky === "" ? typed.isSticky : changes.sticky === "yes",
  };
}
