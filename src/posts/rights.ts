import { may } from "../users/permissions.ts";
import type { Viewer } from "../users/user.ts";
import type { PostKind, PostStatus } from "./post.ts";

/** As much of a post as decides what somebody may do with it. */
export interface Owned {
  kind: PostKind;
  status: PostStatus;
  statusBeforeTrash: PostStatus | null;
  publishedAt: Date | null;
  authorIds: number[];
}

/** Whether this person may publish posts or pages at all. */
export function mayPublish(viewer: Viewer, kind: PostKind): boolean {
  return may(viewer, kind === "page" ? "pages.manage" : "posts.publish");
}

/** Whether this person may say who wrote something. */
export function mayChooseAuthors(viewer: Viewer): boolean {
  return may(viewer, "posts.editOthers");
}

/**
 * Whether this person may change this post, throw it away and bring it back. Editors may change every post, authors
 * their own, contributors their own until somebody published it.
 */
export function mayEdit(viewer: Viewer, post: Owned): boolean {
  if (post.kind === "page") return may(viewer, "pages.manage");
  if (may(viewer, "posts.editOthers")) return true;
  if (!post.authorIds.includes(viewer.id) || !may(viewer, "posts.write")) return false;
  const status = post.status === "trash" ? post.statusBeforeTrash : post.status;
  return mayPublish(viewer, "post") || status === "draft" || status === "pending";
}

/** Whether the desk shows this person that the post exists: what readers may see, and what is their own. */
export function mayKnow(viewer: Viewer, post: Owned, now: Date): boolean {
  const isOut = post.status === "published" && post.publishedAt !== null && post.publishedAt <= now;
  return isOut || post.authorIds.includes(viewer.id) || mayEdit(viewer, post);
}
