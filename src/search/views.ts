import type { SafeHtml } from "../html/safe-html.ts";
import type { TopicLink } from "../posts/post.ts";
import type { PostCard } from "../posts/post.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";

export interface Found {
  href: string;
  title: SafeHtml;
  passage: SafeHtml;
  /** Its tags, where one of them was looked for. */
  tags: SafeHtml | null;
  categories: TopicLink[];
  /** A post's moment of publication; null for a page. */
  publishedAt: Date | null;
  /** BCP 47; null for that of the site. */
  language: string | null;
}

export const searchPage = view<{
  query: string;
  total: number;
  /** There are more than `total`, and the newest stand first. */
  isMore: boolean;
  /** Nothing has all of the words: these have some. */
  isPartial: boolean;
  found: Found[];
  pagination: Pagination;
  /** The newest posts, where nothing was found. */
  newest: PostCard[];
}>("search/index");
