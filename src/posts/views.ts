import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { PostPage } from "./page.ts";
import type { PostCard, PostKind } from "./post.ts";

/** The newest posts. The first page has a lead, seconds and a river; later pages are all river. */
export interface PostIndex {
  lead: PostCard | null;
  seconds: PostCard[];
  river: PostCard[];
  pagination: Pagination;
  /** Whether whoever is here could write the first post. */
  mayWrite: boolean;
}

export const postIndex = view<PostIndex>("posts/index");
export const postShow = view<PostPage>("posts/show");
/** A post behind a password: neither its title nor its body. `isWrong` after a try that failed. */
export const postLocked = view<{ id: number; kind: PostKind; isWrong: boolean }>("posts/locked");
