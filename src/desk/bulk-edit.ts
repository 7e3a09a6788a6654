import { postTemplates, type PostTemplate } from "../posts/options.ts";
import type { PostTyped } from "../posts/typed.ts";
import { choiceOf, idOf, idsOf, lineOf, textOf, type FormBody } from "../web/form.ts";
import { stateActions } from "./quick.ts";

/** What is changed in several posts at once; '', null and none leave as it is what each of them has. */
export interface BulkChanges {
  action: (typeof stateActions)[number] | "";
  /** Added to those it has. */
  categories: number[];
  /** Names with commas, added to those it has. */
  tags: string;
  /** In place of its byline. */
  author: number | null;
  template: PostTemplate | "";
  /** Pages: the one they stand below from now on. */
  parent: number | "top" | null;
  comments: "open" | "closed" | "";
  sticky: "yes" | "no" | "";
  expiry: "never" | "on" | "";
  /** For 'on', as <input type="datetime-local"> has it. */
  expiresOn: string;
}

export function parseBulkChanges(body: FormBody): BulkChanges {
  const expiry = choiceOf(body, "expiry", ["never", "on"]);
  const expiresOn = lineOf(body, "expiresOn");
  return {
    action: choiceOf(body, "state", stateActions),
    categories: idsOf(body, "categories"),
    tags: lineOf(body, "tags"),
    author: idOf(body, "author") ?? null,
    template: choiceOf(body, "template", postTemplates),
    parent: textOf(body, "parent") === "top" ? "top" : (idOf(body, "parent") ?? null),
    comments: choiceOf(body, "comments", ["open", "closed"]),
    sticky: choiceOf(body, "sticky", ["yes", "no"]),
    expiry: expiry === "on" && expiresOn === "" ? "" : expiry,
    expiresOn: expiry === "on" ? expiresOn : "",
  };
}

export function changesAnything(changes: BulkChanges): boolean {
  const { categories, ...others } = changes;
  return categories.length > 0 || Object.values(others).some((value) => value !== "" && value !== null);
}

/** The form of a post with the changes typed into it. */
export function withChanges(typed: PostTyped, changes: BulkChanges): PostTyped {
  const { parent } = changes;
  return {
    ...typed,
    categories: [...new Set([...typed.categories, ...changes.categories])],
    tags: [typed.tags, changes.tags].filter(Boolean).join(", "),
    authors: changes.author === null ? typed.authors : [changes.author],
    template: changes.template || typed.template,
    parent: parent === null ? typed.parent : parent === "top" ? null : parent,
    commentsOpen: changes.comments === "" ? typed.commentsOpen : changes.comments === "open",
    isSticky: changes.sticky === "" ? typed.isSticky : changes.sticky === "yes",
    expiresOn: changes.expiry === "" ? typed.expiresOn : changes.expiresOn,
  };
}
