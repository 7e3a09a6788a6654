import { crc32 } from "node:zlib";

/** What the change log calls a thing (triggers write these names: migrations/content/0013, 0016, 0025, 0027). */
export type Tag = string;

/**
 * A name in 32 bits, as pages and what changed are held against each other thousands of times after each change. Two names
 * with the same mark would make a page anew too often, never too seldom.
 */
export type Mark = number;

export const markOf = (tag: Tag): Mark => crc32(tag);

/** The names that a page may be made of: a change of one of them makes it another page. */
export const tags = {
  /** How a post or page looks wherever it is named: on its own page, and on every card that shows it. */
  post: (id: number): Tag => `post:${id}`,
  /** What a post or page says where it is printed whole. */
  text: (id: number): Tag => `text:${id}`,
  /** Which posts stand before and after a post. */
  beside: (id: number): Tag => `beside:${id}`,
  /** The approved comments of a post, and how many there are. */
  talk: (postId: number): Tag => `talk:${postId}`,
  /** Which posts are listed, in which order. */
  newest: "newest",
  /** Which posts came out on a day of UTC ('2026-11-23'), in a month ('2026-11'). */
  day: (day: string): Tag => `day:${day}`,
  month: (month: string): Tag => `month:${month}`,
  /** Which posts a category (its children's among them) or tag has. */
  inTopic: (id: number): Tag => `in-topic:${id}`,
  /** What a topic is called, where it stands and what it says. */
  topic: (id: number): Tag => `topic:${id}`,
  topicsBelow: (id: number): Tag => `topics-below:${id}`,
  /** Which posts a person wrote. */
  by: (userId: number): Tag => `by:${userId}`,
  /** What a person is called and says of themselves. */
  user: (id: number): Tag => `user:${id}`,
  /** Which page stands at a path. */
  path: (path: string): Tag => `path:${path}`,
  /** Which pages stand below a page. */
  below: (pageId: number): Tag => `below:${pageId}`,
  /** Anything that readers see: for maps of the whole site. */
  anything: "anything",
} as const;

/** The log's name for a change of every page: settings, menus. */
export const EVERYTHING: Tag = "everything";
