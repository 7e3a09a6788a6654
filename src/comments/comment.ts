import type { SafeHtml } from "../html/safe-html.ts";
import type { PostKind } from "../posts/post.ts";

export const commentStatuses = ["approved", "pending", "spam", "trash"] as const;
export type CommentStatus = (typeof commentStatuses)[number];
export type CommentKind = "comment" | "pingback" | "trackback";

/** Why a comment waits, or was put away. Each is a key of comments.reasons in the message catalogue. */
export const holdReasons = [
  "manual",
  "links",
  "words",
  "tooFast",
  "nameless",
  "first",
  "trap",
  "disallowed",
] as const;
export type HoldReason = (typeof holdReasons)[number];

/** A comment as anybody may read it: it has no e-mail address. */
export interface Comment {
  id: number;
  postId: number;
  /** What it answers; it may have been hidden since. */
  parentId: number | null;
  /** The visible comment at the top of its thread; null for that one itself. */
  rootId: number | null;
  kind: CommentKind;
  status: CommentStatus;
  userId: number | null;
  authorName: string;
  /** http or https; '' for none. */
  website: string;
  html: SafeHtml;
  createdAt: Date;
}

/** What is stored when a comment is made. E-mail addresses arrive sealed: see secrets/vault.ts. */
export interface NewComment {
  postId: number;
  parentId: number | null;
  kind: CommentKind;
  status: CommentStatus;
  holdReason: HoldReason | null;
  userId: number | null;
  authorName: string;
  emailSealed: Buffer | null;
  emailHash: Buffer | null;
  website: string;
  /** Keyed hash of the token of the browser that wrote it; null where it keeps none. */
  browserHash: Buffer | null;
  source: string;
  sourceFormat: "markdown" | "html";
  html: SafeHtml;
  text: string;
  createdAt: Date;
}

/** Why nobody can comment here now. */
type Closed = "off" | "old";

const DAY_MS = 86_400_000;

/**
 * Whether a post takes comments. Age closes posts, never pages, counted from the moment of publication (WordPress:
 * close_comments_for_old_posts). The default for new posts decides nothing here: each post keeps its own switch.
 */
export function closedBecause(
  post: { kind: PostKind; commentsOpen: boolean; publishedAt: Date | null },
  { closeAfterDays }: { closeAfterDays: number },
  now: Date,
): Closed | null {
  if (!post.commentsOpen) return "off";
  const end = closesAt(post, { closeAfterDays });
  return end && now > end ? "old" : null;
}

/** The last moment at which a post takes comments; undefined where age does not close it. */
export function closesAt(
  post: { kind: PostKind; publishedAt: Date | null },
  { closeAfterDays }: { closeAfterDays: number },
): Date | undefined {
  if (closeAfterDays === 0 || post.kind !== "post" || !post.publishedAt) return undefined;
  return new Date(post.publishedAt.getTime() + closeAfterDays * DAY_MS);
}
