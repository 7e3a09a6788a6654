import type { CommentKind, CommentStatus, HoldReason } from "./comment.ts";
import type { CommentedPost } from "./rows.ts";
import type { Place } from "./thread.ts";
import type { SafeHtml } from "../html/safe-html.ts";

export const queueTabs = ["all", "pending", "approved", "spam", "trash"] as const;
/** A tab of the queue. "All" leaves out spam and trash, as in WordPress. */
export type QueueTab = (typeof queueTabs)[number];

/** What a moderator does with comments. `restore` takes spam and trash back to what they were before. */
export const queueActions = ["approve", "unapprove", "spam", "trash", "restore", "delete"] as const;
export type QueueAction = (typeof queueActions)[number];

/** What part of the queue is looked at. */
export interface QueueFilter {
  tab: QueueTab;
  /** Words of the name or text, or a whole e-mail address; '' for all. */
  query: string;
  /** One post; null for all. */
  postId: number | null;
}

/** A comment as the queue shows it. */
export interface QueueItem extends Place {
  id: number;
  parentId: number | null;
  kind: CommentKind;
  status: CommentStatus;
  holdReason: HoldReason | null;
  userId: number | null;
  authorName: string;
  /** Sealed: only the queue opens it. */
  emailSealed: Buffer | null;
  website: string;
  html: SafeHtml;
  createdAt: Date;
  /** Whom it answers; null at the top. */
  parentName: string | null;
  post: CommentedPost;
}

/** A comment as a moderator edits it. */
export interface CommentSource {
  id: number;
  postId: number;
  parentId: number | null;
  status: CommentStatus;
  userId: number | null;
  authorName: string;
  emailSealed: Buffer | null;
  website: string;
  source: string;
  sourceFormat: "markdown" | "html";
}

/** How a comment was before somebody moved it: enough to take that back exactly. */
export interface FormerStatus {
  id: number;
  status: CommentStatus;
  statusBefore: CommentStatus | null;
}

/** Which actions make sense for a comment in this state, in the order of their buttons. */
export function actionsFor(status: CommentStatus): QueueAction[] {
  return {
    pending: ["approve", "spam", "trash"],
    approved: ["unapprove", "spam", "trash"],
    spam: ["restore", "delete"],
    trash: ["restore", "delete"],
  }[status] as QueueAction[];
}

/** Former states as one field of a form: `12.pending.,13.spam.approved`. */
export function formerToText(former: readonly FormerStatus[]): string {
  return former.map(({ id, status, statusBefore }) => `${id}.${status}.${statusBefore ?? ""}`).join(",");
}

/** Reads them back; anything malformed is left out. */
export function formerFromText(text: string): FormerStatus[] {
  const pattern = /^([1-9]\d{0,14})\.(approved|pending|spam|trash)\.(approved|pending|spam|)$/;
  return text.split(",").flatMap((entry) => {
    const match = pattern.exec(entry);
    if (!match) return [];
    const [, id, status, before] = match;
    return [
      {
        id: Number(id),
        status: status as CommentStatus,
        statusBefore: before === "" ? null : (before as CommentStatus),
      },
    ];
  });
}
