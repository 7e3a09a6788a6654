import type { BodyFormat, Heading } from "../html/render.ts";
import type { SafeHtml } from "../html/safe-html.ts";
import type { Picture } from "../media/picture.ts";
import type { PostAddress } from "../paths.ts";
import type { Author } from "../users/user.ts";
import type { PostOptions } from "./options.ts";

export type PostKind = "post" | "page";
export type PostStatus = "draft" | "pending" | "published" | "private" | "trash";

export interface TopicLink {
  id: number;
  kind: "category" | "tag";
  name: string;
  slug: string;
  path: string;
}

/** An author with the portrait they uploaded, if any. */
export interface PostAuthor extends Author {
  picture: Picture | null;
}

/** A post as a list shows it. */
export interface PostCard extends PostAddress {
  title: string;
  summary: string;
  publishedAt: Date;
  authors: { id: number; name: string; slug: string }[];
  categories: TopicLink[];
  picture: Picture | null;
  commentCount: number;
  readingMinutes: number;
  isSticky: boolean;
  /** BCP 47; null for that of the site. */
  language: string | null;
}

/** A post as its own page shows it. */
export interface Post extends PostAddress {
  title: string;
  summary: string;
  /** The author's own words above the body; '' where there are none. */
  standfirst: string;
  status: PostStatus;
  updatedAt: Date;
  /** What a reader must type before the body is shown; null for none. */
  password: string | null;
  parentId: number | null;
  authors: PostAuthor[];
  categories: TopicLink[];
  tags: TopicLink[];
  picture: Picture | null;
  html: SafeHtml;
  headings: Heading[];
  wordCount: number;
  readingMinutes: number;
  commentCount: number;
  commentsOpen: boolean;
  language: string | null;
  options: PostOptions;
  /** The picture on cards where it is not the featured one. */
  sharingPicture: Picture | null;
}

/** A post as its author edits it. */
export interface PostSource {
  id: number;
  kind: PostKind;
  status: PostStatus;
  statusBeforeTrash: PostStatus | null;
  trashedAt: Date | null;
  title: string;
  slug: string;
  path: string | null;
  parentId: number | null;
  position: number;
  excerpt: string;
  bodySource: string;
  bodyFormat: BodyFormat;
  publishedAt: Date | null;
  updatedAt: Date;
  /** Goes up by one at every save. */
  revision: number;
  /** Whether it was changed without showing it to readers. */
  hasDraft: boolean;
  password: string | null;
  isSticky: boolean;
  commentsOpen: boolean;
  featuredMediaId: number | null;
  options: PostOptions;
  /** In the order of the byline. */
  authors: { id: number; name: string }[];
  authorIds: number[];
  categories: { id: number; name: string }[];
  categoryIds: number[];
  tags: { id: number; name: string }[];
  address: PostAddress;
}

/** What is saved. The renderer adds what it makes from the body. */
export interface PostDraft {
  kind: PostKind;
  status: Exclude<PostStatus, "trash">;
  title: string;
  /** '' to have one made from the title. */
  slug: string;
  parentId: number | null;
  position: number;
  excerpt: string;
  bodySource: string;
  bodyFormat: BodyFormat;
  /** Required for published and private posts; a time in the future schedules. */
  publishedAt: Date | null;
  password: string | null;
  isSticky: boolean;
  commentsOpen: boolean;
  featuredMediaId: number | null;
  /** Left out: as they are; for a new post, none of them. */
  options?: PostOptions;
  /** In the order of the byline. */
  authorIds: number[];
  categoryIds: number[];
  tagIds: number[];
}

/** Whether readers, or those who may edit it, have a post before them, now or when its hour comes. */
export function isOut(status: PostStatus): boolean {
  return status === "published" || status === "private";
}

/** In which of its lives a post is: a published post whose hour has not come is scheduled. */
export function stateOf(
  post: { status: PostStatus; publishedAt: Date | null },
  now: Date,
): PostStatus | "scheduled" {
  return post.status === "published" && post.publishedAt && post.publishedAt > now
    ? "scheduled"
    : post.status;
}

/** Whether the page shows when the post was last changed: not for what was saved within an hour of publication. */
export function wasUpdated(post: { publishedAt: Date; updatedAt: Date }): boolean {
  return post.updatedAt.getTime() - post.publishedAt.getTime() > 3_600_000;
}
