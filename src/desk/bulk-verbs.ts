import type { DeskPost } from "../posts/desk-rows.ts";
import type { Drawer } from "../posts/drawers.ts";
import type { PostKind } from "../posts/post.ts";
import { mayPublish } from "../posts/rights.ts";
import { changesText } from "../posts/state-changes.ts";
import type { Viewer } from "../users/user.ts";

/** What can be done to several posts at once. */
export const bulkVerbs = ["edit", "publish", "unexpire", "draft", "trash", "restore", "delete"] as const;
export type BulkVerb = (typeof bulkVerbs)[number];

/** Which posts a verb changes at all. */
export const fits: Record<BulkVerb, (post: DeskPost) => boolean> = {
  edit: ({ status }) => status !== "trash",
  publish: ({ status }) => status === "draft" || status === "pending",
  unexpire: ({ status, expiresAt }) => status !== "trash" && expiresAt !== null,
  draft: ({ status }) => status !== "draft" && status !== "trash",
  trash: ({ status }) => status !== "trash",
  restore: ({ status }) => status === "trash",
  delete: ({ status }) => status === "trash",
};

/** Whether this person may do this to any post. */
export function mayDo(verb: BulkVerb, viewer: Viewer, kind: PostKind): boolean {
  return (verb !== "publish" && verb !== "unexpire") || mayPublish(viewer, kind);
}

/** What the list of a drawer offers this person. */
export function verbsIn(drawer: Drawer | "mine", viewer: Viewer, kind: PostKind): BulkVerb[] {
  return bulkVerbs.filter(
    (verb) =>
      (verb === "restore" || verb === "delete") === (drawer === "trash") &&
      (verb !== "unexpire" || drawer === "expired") &&
      mayDo(verb, viewer, kind),
  );
}

/** The fields that take a verb back; undefined where nothing does. */
export function undoOf(verb: BulkVerb, posts: DeskPost[]): Record<string, string> | undefined {
  const ids = posts.map(({ id }) => id).join(",");
  switch (verb) {
    case "trash":
      return { do: "restore", ids };
    case "restore":
      return { do: "trash", ids };
    case "publish":
    case "draft":
      return { do: "reinstate", changes: changesText(posts) };
    default:
      return undefined;
  }
}
