import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { Post, PostCard } from "./post.ts";

/** A card with what the counter says. */
export interface CountedCard extends PostCard {
  views: number;
}

export const postIndex = view<{ cards: CountedCard[]; pagination: Pagination }>("posts/index");
export const postShow = view<{ post: Post; views: number; comments: object | null }>("posts/show");
