import type { BodyFormat } from "../html/render.ts";
import type { KeptOptions } from "../posts/options.ts";
import type { PostStatus } from "../posts/post.ts";
import type { SaveKind } from "../posts/history.ts";

/** `kept`: how a post stood before the first save that was recorded, or after a change that no form made. */
export type RevisionKind = SaveKind | "kept";

export type PasswordChange = "set" | "changed" | "removed";

/** A line in the history of a post. */
export interface Revision {
  /** 1 for the oldest. */
  number: number;
  kind: RevisionKind;
  /** Who saved it; null where nobody knows any more. */
  by: string | null;
  /** Of the post after this save; of what was set aside, at its time. */
  version: number;
  /** Of the post while this was typed. */
  began: number;
  at: Date;
  /** In the body, against the revision before. */
  wordsAdded: number;
  wordsRemoved: number;
  /** What became of the password for readers, which itself is not kept; null for nothing. */
  passwordChange: PasswordChange | null;
}

interface Named {
  id: number;
  name: string;
}

/** Everything an author typed, but for a password, of which only the fact is kept. */
export interface Snapshot {
  title: string;
  slug: string;
  excerpt: string;
  body: string;
  bodyFormat: BodyFormat;
  status: PostStatus;
  /** ISO 8601 UTC. */
  publishedAt: string | null;
  hasPassword: boolean;
  isSticky: boolean;
  commentsOpen: boolean;
  /** Names as they were then. */
  authors: Named[];
  categories: Named[];
  tags: Named[];
  featuredMediaId: number | null;
  parentId: number | null;
  position: number;
  /** Left out in what was kept before there were any. */
  options?: KeptOptions;
}
