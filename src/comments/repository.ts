import type { Database } from "../database/driver.ts";
import { listedComments } from "../posts/counts.ts";
import { LISTED, READABLE } from "../posts/rows.ts";
import type { Comment } from "./comment.ts";
import {
  commentablePostColumns,
  commentColumns,
  placeColumns,
  postAddressColumns,
  toComment,
  toCommentablePost,
  toCommentedPost,
  type CommentablePost,
  type CommentablePostRow,
  type CommentedPost,
  type CommentRow,
  type PostAddressRow,
} from "./rows.ts";
import type { Place } from "./thread.ts";

export type CommentRepository = ReturnType<typeof commentRepository>;

/** An approved comment, with its post, for widgets and feeds. `text` is plain. */
export interface RecentComment extends Comment, Place {
  text: string;
  post: CommentedPost;
}

type RecentRow = CommentRow & PostAddressRow & { text: string; position: number; tops: number };

const PINGS_SHOWN = 100;

/** One approved top-level comment of a post; pingbacks are listed apart from the conversation. */
const IS_TOP = "status = 'approved' AND root_id IS NULL AND kind = 'comment'";

/** What readers may see of comments: only approved ones, unless the name of a query says otherwise. */
export function commentRepository(db: Database) {
  const countTops = db
    .prepare<{ postId: number }, number>(
      `SELECT count(*) FROM comments WHERE post_id = @postId AND ${IS_TOP}`,
    )
    .pluck();
  const page = db.prepare<{ postId: number; limit: number; offset: number }, CommentRow>(
    `WITH tops AS MATERIALIZED (
       SELECT id FROM comments WHERE post_id = @postId AND ${IS_TOP}
       ORDER BY created_at, id LIMIT @limit OFFSET @offset),
     pings AS MATERIALIZED (
       SELECT id FROM comments
       WHERE post_id = @postId AND status = 'approved' AND root_id IS NULL AND kind IN ('pingback', 'trackback')
       LIMIT ${PINGS_SHOWN}),
     shown AS (
       SELECT id FROM tops UNION ALL SELECT id FROM pings UNION ALL
       SELECT r.id FROM tops CROSS JOIN comments AS r ON r.root_id = tops.id AND r.status = 'approved')
     SELECT ${commentColumns} FROM shown CROSS JOIN comments AS c ON c.id = shown.id ORDER BY c.created_at, c.id`,
  );
  const whole = db.prepare<{ postId: number }, CommentRow>(
    `SELECT ${commentColumns} FROM comments AS c INDEXED BY comments_conversation
     WHERE c.post_id = @postId AND c.status = 'approved' AND (c.root_id IS NULL OR EXISTS (
       SELECT 1 FROM comments AS top
       WHERE top.id = c.root_id AND top.status = 'approved' AND top.root_id IS NULL AND top.kind = 'comment'))
     ORDER BY c.created_at, c.id`,
  );
  const onPost = db.prepare<{ id: number; postId: number }, CommentRow>(
    `SELECT ${commentColumns} FROM comments AS c WHERE c.id = @id AND c.post_id = @postId`,
  );
  const post = db.prepare<{ id: number; now: string }, CommentablePostRow>(
    `SELECT ${commentablePostColumns} FROM posts AS p WHERE p.id = @id AND ${READABLE}`,
  );
  const place = db.prepare<{ id: number }, Place>(
    `SELECT ${placeColumns} FROM comments AS c WHERE c.id = @id`,
  );
  const recent = `SELECT ${commentColumns}, c.text, ${placeColumns}, ${postAddressColumns}
    FROM comments AS c CROSS JOIN posts AS p ON p.id = c.post_id WHERE ${LISTED}`;
  const newest = db.prepare<{ limit: number; now: string }, RecentRow>(
    `${recent} AND c.status = 'approved' AND c.kind = 'comment' ORDER BY c.created_at DESC, c.id DESC LIMIT @limit`,
  );
  const newestOn = db.prepare<{ postId: number; limit: number; now: string }, RecentRow>(
    `${recent} AND +c.status = 'approved' AND c.post_id = @postId ORDER BY c.created_at DESC, c.id DESC LIMIT @limit`,
  );
  const total = db
    .prepare<{ now: string }, number>(`SELECT ${listedComments("'post'")} + ${listedComments("'page'")}`)
    .pluck();
  const find = (id: number, postId: number) => {
    const row = onPost.get({ id, postId });
    return row && toComment(row);
  };
  return {
    countTops: (postId: number): number => countTops.get({ postId })!,
    /** A post that readers may read, maybe behind a password, as far as commenting on it goes. */
    findPost(id: number, now: Date): CommentablePost | undefined {
      const row = post.get({ id, now: now.toISOString() });
      return row && toCommentablePost(row);
    },
    /** A short conversation: its top-level comments, all their replies, and the pingbacks; oldest first. */
    all: (postId: number): Comment[] => whole.all({ postId }).map(toComment),
    /** One page of a conversation: its top-level comments from `offset`, all their replies, and the pingbacks; oldest first. */
    page: (postId: number, limit: number, offset: number): Comment[] =>
      page.all({ postId, limit, offset }).map(toComment),
    find(id: number, postId: number): Comment | undefined {
      const comment = find(id, postId);
      return comment?.status === "approved" ? comment : undefined;
    },
    /** A comment in whatever state: for the person who wrote it, whose signed link names it. */
    findHeld: find,
    /** Where an approved comment of the conversation stands. For another one, the place of what it would follow. */
    place: (id: number): Place | undefined => place.get({ id }),
    /** The newest comments on listed posts and pages, newest first. */
    latestApproved: (limit: number, now: Date): RecentComment[] =>
      newest.all({ limit, now: now.toISOString() }).map(toRecent),
    /** The newest on one post, while it is listed: a password keeps its comments out of feeds. */
    latestApprovedOn: (postId: number, limit: number, now: Date): RecentComment[] =>
      newestOn.all({ postId, limit, now: now.toISOString() }).map(toRecent),
    /** All approved comments on what is listed. */
    countApproved: (now: Date): number => total.get({ now: now.toISOString() })!,
  };
}

function toRecent(row: RecentRow): RecentComment {
  return {
    ...toComment(row),
    text: row.text,
    post: toCommentedPost(row),
    position: row.position,
    tops: row.tops,
  };
}
