import type { SafeHtml } from "../html/safe-html.ts";
import type { MessageKey } from "../messages/translator.ts";
import type { PostAddress } from "../paths.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { Comment } from "./comment.ts";
import type { CommentErrors, TypedComment } from "./form.ts";
import type { CommentSource, QueueAction, QueueFilter, QueueItem, QueueTab } from "./queue.ts";
import type { CommentedPost } from "./rows.ts";

/** A comment as the list below a post shows it. */
export interface CommentItem extends Pick<
  Comment,
  "id" | "parentId" | "rootId" | "authorName" | "website" | "html" | "createdAt"
> {
  isPostAuthor: boolean;
  /** Shown only to the person who wrote it. */
  isWaiting: boolean;
  /** A number for the colours of its portrait; it says nothing about the address. */
  seed: number;
  address: string;
  /** Where it is answered; null where that is not possible. */
  reply: string | null;
  children: CommentItem[];
}

/** Everything below a post: `comments/_section`. */
export interface CommentSection {
  count: number;
  /** What it is headed with: a count, or no number where none is out and one waits, or none can be sent. */
  heading: MessageKey;
  items: CommentItem[];
  pings: Comment[];
  page: number;
  pages: number;
  older: string | null;
  newer: string | null;
  /** What is said where there is no form; null where there is one. */
  noForm: MessageKey | null;
  form: CommentForm | null;
}

/** The form: `comments/_form`. */
export interface CommentForm {
  post: CommentedPost;
  /** Where it is sent to. */
  action: string;
  typed: TypedComment;
  errors: CommentErrors;
  replyTo: string | null;
  signedInAs: string | null;
  needsAccount: boolean;
  /** Nothing was typed: the fields are the same for everybody, and printed once. */
  isBlank: boolean;
  fields: { isSignedIn: boolean; isPersonRequired: boolean; offersToRemember: boolean };
}

/** The form on a page of its own: what was typed again, with what is wrong, or how it will look. */
export const commentNew = view<{
  form: CommentForm;
  problem: MessageKey | null;
  preview: SafeHtml | null;
}>("comments/new");

/** The words of a comment whose post is not there. */
export const commentLost = view<{ comment: string }>("comments/lost");

/** A comment in the queue. */
export interface QueueRow extends Omit<QueueItem, "emailSealed"> {
  /** Null where none was given, undefined where it cannot be opened any more. */
  email: string | null | undefined;
  seed: number;
  /** Its place below the post; null while it is not shown there. */
  href: string | null;
  actions: QueueAction[];
  canReply: boolean;
}

export const queuePage = view<{
  filter: QueueFilter;
  rows: QueueRow[];
  total: number;
  tabs: { tab: QueueTab; count: number; isCurrent: boolean; href: string }[];
  /** Of the one post whose comments are shown; '' where it has none, null for all posts. */
  postTitle: string | null;
  hidden: Record<string, string>;
  pagination: Pagination;
  bulkActions: QueueAction[];
}>("comments/admin/queue", "admin");

export const commentEdit = view<{
  comment: CommentSource;
  post: PostAddress & { title: string };
  values: { name: string; email: string; website: string; comment: string };
  errors: CommentErrors;
}>("comments/admin/edit", "admin");

export const commentReply = view<{
  comment: CommentSource;
  post: PostAddress & { title: string };
  text: string;
  errors: CommentErrors;
}>("comments/admin/reply", "admin");
