import type { WorkingDraft } from "./drafts-repository.ts";
import type { PostSource } from "./post.ts";
import type { PostTyped } from "./typed.ts";

/** What a save did, in a word for the history of the post. */
export type SaveKind =
  | ("created" | "saved" | "published" | "updated" | "restored")
  | ("autosaved" | "drafted" | "discarded" | "aside");

/** Where a save came from. */
export interface SentFrom {
  /** The person who saved. */
  by: number;
  /** The version that was open while this was typed. */
  began: number;
  /** The tab it came from; null where it did not say. */
  tab: string | null;
}

/** A save, told inside its transaction. */
export interface Save extends SentFrom {
  /** How the post stood; undefined for a new one. */
  before: PostSource | undefined;
  /** The revision that was its working draft; undefined for none. */
  draft?: WorkingDraft | undefined;
  after: PostSource;
  how: SaveKind;
  now: Date;
  /** Whether it is written down even where nothing changed. */
  isAlways?: boolean;
}

/** Somebody who saved. */
export interface Saver {
  by: number | null;
  name: string | null;
  tab: string | null;
  isPasswordChanged: boolean;
}

/** What the desk asks of the history of posts. */
export interface PostHistory {
  /** Writes a save down; the number of the revision, or undefined where nothing changed. */
  record: (save: Save) => number | undefined;
  /** Writes the working draft down again, after the state of its post changed; the number of the revision. */
  recordDraftAgain: (post: PostSource, draft: WorkingDraft, now: Date) => number;
  /** Whether two say the same, but for a password. */
  isSame: (one: PostSource, other: PostSource) => boolean;
  /** The form as a working draft has it. */
  typedIn: (post: PostSource, draft: WorkingDraft) => PostTyped;
  /** When a working draft was saved. */
  draftedAt: (postId: number, draft: WorkingDraft) => Date;
  /** The form as it was at a version, or undefined where nothing is known of it. The password is the present one. */
  typedAt: (post: PostSource, version: number) => PostTyped | undefined;
  /** The number of the revision that a version is, or undefined where nothing is known of it. */
  numberAt: (postId: number, version: number) => number | undefined;
  /** Whether somebody saved for readers after this version. */
  wasShownSince: (postId: number, version: number) => boolean;
  /** What this person sent that waits for a choice: nothing was saved by them since; undefined for nothing. */
  openAside: (postId: number, userId: number) => { number: number; at: Date } | undefined;
  /** Tabs whose saves arrived lately, each as 'tab@version it began from'. */
  listTabs: (postId: number) => string[];
  /** The post that a tab made; undefined for none. */
  madeBy: (tab: string) => number | undefined;
  /** Who saved after this version, the newest last. */
  listSavers: (postId: number, version: number) => Saver[];
}
