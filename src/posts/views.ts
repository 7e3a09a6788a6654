import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { Author } from "../users/user.ts";
import type { Post, PostCard } from "./post.ts";

/** A card with what the counter says. */
export interface CountedCard extends PostCard {
  views: number;
}

export const postIndex = view<{ cards: CountedCard[]; pagination: Pagination }>("posts/index");
export const postShow = view<{ post: Post; views: number; comments: object | null }>("posts/show");

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
  /** Whose archive it is. */
  author: Author | null;
}

export const archiveShow = view<{ head: ArchiveHead; cards: CountedCard[]; pagination: Pagination }>(
  "archives/show",
);
