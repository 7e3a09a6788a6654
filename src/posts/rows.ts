import type { Heading } from "../html/render.ts";
import { storedHtml } from "../html/safe-html.ts";
import { pictureJson, toPicture } from "../media/picture.ts";
import type { Author } from "../users/user.ts";
import { optionColumns, toOptions, type OptionsRow } from "./options.ts";
import type { Post, PostCard, PostKind, PostStatus, TopicLink } from "./post.ts";

/**
 * The one rule of who may see a post. Both columns are worked out by the database from status, date and password
 * (migrations/content/0005-create-posts.sql); a statement that uses one binds `@now`.
 */
export const LISTED = "p.listed_at <= @now";
export const READABLE = "p.readable_at <= @now";
/** Will be LISTED, when its hour has come. */
export const SCHEDULED = "p.listed_at > @now";
/** LISTED, read from the rows that repeat it for archives: `post_topics AS pt`, `post_authors AS pa`. */
export const LISTED_IN_TOPIC = "pt.listed_at <= @now";
export const LISTED_BY_AUTHOR = "pa.listed_at <= @now";
export const SCHEDULED_BY_AUTHOR = "pa.listed_at > @now";

/** The topics a post was put in, as JSON. */
export const topicsJson = `(
  SELECT json_group_array(json_object('id', t.id, 'kind', t.kind, 'name', t.name, 'slug', t.slug, 'path', t.path))
  FROM (SELECT t.id, t.kind, t.name, t.slug, t.path FROM post_topics AS pt JOIN topics AS t ON t.id = pt.topic_id
        WHERE pt.post_id = p.id AND pt.is_direct = 1 ORDER BY t.kind, pt.position, t.name) AS t)`;

/** The names of the byline in their order, as JSON. */
export const bylineJson = `(
  SELECT json_group_array(json_object('id', u.id, 'name', u.name, 'slug', u.slug))
  FROM (SELECT u.id, u.name, u.slug FROM post_authors AS pa JOIN users AS u ON u.id = pa.user_id
        WHERE pa.post_id = p.id ORDER BY pa.position) AS u)`;

// Joined to an empty text, the picture is a text within the JSON: a CAST leaves it the JSON that SQLite knows it to be.
const authorsJson = `(
  SELECT json_group_array(json_object('id', u.id, 'name', u.name, 'slug', u.slug, 'bio', u.bio_html,
    'website', u.website, 'links', json(u.links), 'avatarMediaId', u.avatar_media_id,
    'picture', ${pictureJson("u.avatar_media_id")} || ''))
  FROM (SELECT u.id, u.name, u.slug, u.bio_html, u.website, u.links, u.avatar_media_id
        FROM post_authors AS pa JOIN users AS u ON u.id = pa.user_id
        WHERE pa.post_id = p.id ORDER BY pa.position) AS u)`;

/** Columns of a PostCard, selected from `posts AS p`. */
export const cardColumns = `p.id, p.kind, p.slug, p.path, p.title, p.summary, p.published_at, p.comment_count,
  p.reading_minutes, p.is_sticky, p.language, ${bylineJson} AS authors, ${topicsJson} AS topics,
  ${pictureJson("p.featured_media_id")} AS picture`;

/** Columns of a Post, selected from `posts AS p`. */
export const postColumns = `p.id, p.kind, p.slug, p.path, p.title, p.summary, p.excerpt, p.status, p.published_at,
  p.updated_at, p.password, p.parent_id, p.comment_count, p.comments_open, p.word_count, p.reading_minutes,
  ${optionColumns.map((column) => `p.${column}`).join(", ")}, p.headings, p.body_html, ${authorsJson} AS authors, ${topicsJson} AS topics,
  ${pictureJson("p.featured_media_id")} AS picture, ${pictureJson("p.sharing_media_id")} AS sharing_picture`;

interface SharedRow {
  id: number;
  kind: PostKind;
  slug: string;
  path: string | null;
  title: string;
  summary: string;
  comment_count: number;
  reading_minutes: number;
  authors: string;
  topics: string;
  picture: string | null;
}

export interface CardRow extends SharedRow {
  published_at: string;
  is_sticky: number;
  language: string | null;
}

export interface PostRow extends SharedRow, OptionsRow {
  excerpt: string;
  status: PostStatus;
  published_at: string | null;
  updated_at: string;
  password: string | null;
  parent_id: number | null;
  comments_open: number;
  word_count: number;
  sharing_picture: string | null;
  headings: string;
  body_html: string;
}

type AuthorJson = Omit<Author, "bio"> & { bio: string; picture: string | null };

export function toCard(row: CardRow): PostCard {
  const authors = JSON.parse(row.authors) as PostCard["authors"];
  const { categories } = topicsOf(row.topics);
  return {
    id: row.id,
    kind: row.kind,
    slug: row.slug,
    path: row.path,
    title: row.title,
    summary: row.summary,
    publishedAt: new Date(row.published_at),
    authors,
    author: firstAuthor(authors),
    categories,
    category: firstCategory(categories),
    picture: toPicture(row.picture),
    commentCount: row.comment_count,
    readingMinutes: row.reading_minutes,
    isSticky: row.is_sticky === 1,
    language: row.language,
  };
}

/** Written out: a literal of so many properties that begins with a spread becomes a slow object, and so does a page of it. */
export function toPost(row: PostRow): Post {
  const authors = (JSON.parse(row.authors) as AuthorJson[]).map((author) =>
    Object.assign(author, { bio: storedHtml(author.bio), picture: toPicture(author.picture) }),
  );
  const { categories, tags } = topicsOf(row.topics);
  return {
    id: row.id,
    kind: row.kind,
    slug: row.slug,
    path: row.path,
    title: row.title,
    summary: row.summary,
    standfirst: row.excerpt,
    status: row.status,
    publishedAt: row.published_at === null ? null : new Date(row.published_at),
    updatedAt: new Date(row.updated_at),
    password: row.password,
    parentId: row.parent_id,
    authors,
    author: firstAuthor(authors),
    categories,
    category: firstCategory(categories),
    tags,
    picture: toPicture(row.picture),
    html: storedHtml(row.body_html),
    headings: JSON.parse(row.headings) as Heading[],
    wordCount: row.word_count,
    readingMinutes: row.reading_minutes,
    commentCount: row.comment_count,
    commentsOpen: row.comments_open === 1,
    language: row.language,
    options: toOptions(row),
    sharingPicture: toPicture(row.sharing_picture),
  };
}

const firstAuthor = (authors: { slug: string }[]) => authors[0]?.slug ?? null;
const firstCategory = (categories: TopicLink[]) => categories[0]?.path ?? null;

function topicsOf(json: string) {
  const topics = JSON.parse(json) as TopicLink[];
  return {
    categories: topics.filter(({ kind }) => kind === "category"),
    tags: topics.filter(({ kind }) => kind === "tag"),
  };
}
