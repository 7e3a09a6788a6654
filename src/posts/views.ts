import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { PostPage } from "./page.ts";
import type { PostAuthor, PostCard, PostKind } from "./post.ts";

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
/** What stands above the posts of an archive. */
export interface ArchiveHead {
  /** What kind of archive: 'Category'. */
  kicker: string;
  title: string;
  /** Plain text; '' for none. */
  description: string;
  count: number;
  /** The wider archives around it, widest first. */
  crumbs: { label: string; href: string }[];
  /** The narrower ones inside it that have posts. */
  parts: { label: string; href: string; count: number }[];
  /** Whose archive it is; null where there is nothing to say but the name. */
  author: PostAuthor | null;
}

export const archiveShow = view<{ head: ArchiveHead; cards: PostCard[]; pagination: Pagination }>(
  "archives/show",
);
