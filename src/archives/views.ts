import type { PostAuthor, PostCard } from "../posts/post.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";

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
