import type { BodyFormat } from "../html/render.ts";
import type { PostAddress } from "../paths.ts";
import { optionColumns, toOptions, type OptionsRow } from "./options.ts";
import type { PostKind, PostSource, PostStatus, TopicLink } from "./post.ts";
import type { Owned } from "./rights.ts";
import { bylineJson, topicsJson } from "./rows.ts";

/** A post or page as a list of the desk shows it. */
export interface DeskPost extends Owned {
  id: number;
  title: string;
  updatedAt: Date;
  /** Goes up by one at every save. */
  revision: number;
  trashedAt: Date | null;
  hasPassword: boolean;
  /** Whether it was changed without showing it to readers. */
  hasDraft: boolean;
  isSticky: boolean;
  isUnlisted: boolean;
  expiresAt: Date | null;
  /** When a planned change of it is to be made; null for none. */
  plannedAt: Date | null;
  /** Whether that hour has passed and it could not be made. */
  isPlanStuck: boolean;
  commentCount: number;
  parentId: number | null;
  position: number;
  authors: { id: number; name: string; slug: string }[];
  categories: TopicLink[];
  /** Its address once readers may see it. */
  address: PostAddress;
}

export const deskColumns = `p.id, p.kind, p.slug, p.path, p.parent_id, p.position, p.title, p.status,
  p.status_before_trash, p.published_at, p.updated_at, p.trashed_at, p.password IS NOT NULL AS has_password,
  p.revision, p.is_sticky, p.is_unlisted, p.expires_at, EXISTS (SELECT 1 FROM post_drafts AS d WHERE d.post_id = p.id) AS has_draft,
  (SELECT c.apply_at FROM planned_changes AS c WHERE c.post_id = p.id) AS planned_at,
  EXISTS (SELECT 1 FROM planned_changes AS c WHERE c.post_id = p.id AND c.problem IS NOT NULL) AS is_plan_stuck,
  p.comment_count, ${bylineJson} AS authors, ${topicsJson} AS topics`;

const DESK_OPTIONS: readonly string[] = ["is_unlisted", "expires_at"];
export const sourceColumns = `${deskColumns}, p.excerpt, p.body_source, p.body_format, p.password, p.comments_open,
  p.featured_media_id, ${optionColumns
    .filter((column) => !DESK_OPTIONS.includes(column))
    .map((column) => `p.${column}`)
    .join(", ")}`;

export interface DeskRow {
  id: number;
  kind: PostKind;
  slug: string;
  path: string | null;
  parent_id: number | null;
  position: number;
  title: string;
  status: PostStatus;
  status_before_trash: PostStatus | null;
  published_at: string | null;
  updated_at: string;
  trashed_at: string | null;
  revision: number;
  has_password: number;
  is_sticky: number;
  has_draft: number;
  is_unlisted: number;
  expires_at: string | null;
  planned_at: string | null;
  is_plan_stuck: number;
  comment_count: number;
  authors: string;
  topics: string;
}

export interface SourceRow extends DeskRow, OptionsRow {
  excerpt: string;
  body_source: string;
  body_format: BodyFormat;
  password: string | null;
  comments_open: number;
  featured_media_id: number | null;
}

const dateOf = (text: string | null) => (text === null ? null : new Date(text));

export function toDeskPost(row: DeskRow): DeskPost {
  const authors = JSON.parse(row.authors) as DeskPost["authors"];
  const categories = (JSON.parse(row.topics) as TopicLink[]).filter(({ kind }) => kind === "category");
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    status: row.status,
    statusBeforeTrash: row.status_before_trash,
    publishedAt: dateOf(row.published_at),
    updatedAt: new Date(row.updated_at),
    trashedAt: dateOf(row.trashed_at),
    revision: row.revision,
    hasPassword: row.has_password === 1,
    hasDraft: row.has_draft === 1,
    isSticky: row.is_sticky === 1,
    isUnlisted: row.is_unlisted === 1,
    expiresAt: dateOf(row.expires_at),
    plannedAt: dateOf(row.planned_at),
    isPlanStuck: row.is_plan_stuck === 1,
    commentCount: row.comment_count,
    parentId: row.parent_id,
    position: row.position,
    authors,
    authorIds: authors.map(({ id }) => id),
    categories,
    address: {
      ...{ id: row.id, kind: row.kind, slug: row.slug, path: row.path },
      publishedAt: dateOf(row.published_at),
      category: categories[0]?.path ?? null,
      author: authors[0]?.slug ?? null,
    },
  };
}

export function toSource(row: SourceRow): PostSource {
  const { authors, authorIds, categories, address, ...post } = toDeskPost(row);
  const tags = (JSON.parse(row.topics) as TopicLink[]).filter(({ kind }) => kind === "tag");
  return {
    ...{ id: row.id, kind: row.kind, status: row.status, title: row.title, slug: row.slug, path: row.path },
    ...{
      statusBeforeTrash: post.statusBeforeTrash,
      trashedAt: post.trashedAt,
      parentId: post.parentId,
      position: post.position,
    },
    ...{ publishedAt: post.publishedAt, updatedAt: post.updatedAt, isSticky: post.isSticky },
    excerpt: row.excerpt,
    bodySource: row.body_source,
    bodyFormat: row.body_format,
    ...{ revision: row.revision, hasDraft: post.hasDraft },
    password: row.password,
    commentsOpen: row.comments_open === 1,
    featuredMediaId: row.featured_media_id,
    options: toOptions(row),
    ...{ authors, authorIds, categories },
    categoryIds: categories.map(({ id }) => id),
    tags: tags.map(({ id, name }) => ({ id, name })),
    address,
  };
}
