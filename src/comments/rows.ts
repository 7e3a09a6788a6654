import { storedHtml } from "../html/safe-html.ts";
import type { PostAddress } from "../paths.ts";
import type { Comment, CommentKind, CommentStatus } from "./comment.ts";

/** Columns of a Comment, selected from `comments AS c`. The e-mail address is not among them. */
export const commentColumns = `c.id, c.post_id, c.parent_id, c.root_id, c.kind, c.status, c.user_id, c.author_name,
  c.website, c.html, c.created_at`;

/** Columns from which the address of a comment's post is made, selected from `posts AS p`. */
export const postAddressColumns = `p.kind AS post_kind, p.slug AS post_slug, p.path AS post_path,
  p.published_at AS post_published_at, p.title AS post_title, p.language AS post_language,
  (SELECT t.path FROM post_topics AS pt JOIN topics AS t ON t.id = pt.topic_id
   WHERE pt.post_id = p.id AND pt.is_direct = 1 AND t.kind = 'category' ORDER BY pt.position, t.name LIMIT 1) AS post_category,
  (SELECT u.slug FROM post_authors AS pa JOIN users AS u ON u.id = pa.user_id
   WHERE pa.post_id = p.id ORDER BY pa.position LIMIT 1) AS post_author`;

/**
 * Columns of a Place (thread.ts), selected from `comments AS c`. The index is named: by its own choice SQLite would read
 * the older tops of all posts.
 */
export const placeColumns = `
  (SELECT count(*) FROM comments AS t INDEXED BY comments_tops JOIN comments AS r ON r.id = coalesce(c.root_id, c.id)
   WHERE t.post_id = c.post_id AND t.status = 'approved' AND t.root_id IS NULL AND t.kind = 'comment'
     AND (t.created_at, t.id) <= (r.created_at, r.id)) AS position,
  (SELECT count(*) FROM comments AS t
   WHERE t.post_id = c.post_id AND t.status = 'approved' AND t.root_id IS NULL AND t.kind = 'comment') AS tops`;

export interface CommentRow {
  id: number;
  post_id: number;
  parent_id: number | null;
  root_id: number | null;
  kind: CommentKind;
  status: CommentStatus;
  user_id: number | null;
  author_name: string;
  website: string;
  html: string;
  created_at: string;
}

export interface PostAddressRow {
  post_id: number;
  post_kind: "post" | "page";
  post_slug: string;
  post_path: string | null;
  post_published_at: string | null;
  post_title: string;
  post_language: string | null;
  post_category: string | null;
  post_author: string | null;
}

export type CommentedPost = PostAddress & { title: string; language: string | null };

/** What is asked of a post before somebody may comment on it. */
export interface CommentablePost extends CommentedPost {
  password: string | null;
  isUnlisted: boolean;
  commentsOpen: boolean;
  /** How many approved comments it has, answers too. */
  commentCount: number;
}

/** Columns of a CommentablePost, selected from `posts AS p`. */
export const commentablePostColumns = `p.id AS post_id, ${postAddressColumns}, p.password, p.is_unlisted,
  p.comments_open, p.comment_count`;

export interface CommentablePostRow extends PostAddressRow {
  password: string | null;
  is_unlisted: number;
  comments_open: number;
  comment_count: number;
}

export function toCommentablePost(row: CommentablePostRow): CommentablePost {
  return {
    password: row.password,
    isUnlisted: row.is_unlisted === 1,
    commentsOpen: row.comments_open === 1,
    commentCount: row.comment_count,
    ...toCommentedPost(row),
  };
}

export function toComment(row: CommentRow): Comment {
  return {
    id: row.id,
    postId: row.post_id,
    parentId: row.parent_id,
    rootId: row.root_id,
    kind: row.kind,
    status: row.status,
    userId: row.user_id,
    authorName: row.author_name,
    website: row.website,
    html: storedHtml(row.html),
    createdAt: new Date(row.created_at),
  };
}

export function toCommentedPost(row: PostAddressRow): CommentedPost {
  return {
    id: row.post_id,
    kind: row.post_kind,
    slug: row.post_slug,
    path: row.post_path,
    publishedAt: row.post_published_at === null ? null : new Date(row.post_published_at),
    category: row.post_category,
    author: row.post_author,
    title: row.post_title,
    language: row.post_language,
  };
}
