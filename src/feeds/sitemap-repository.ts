import type { Database } from "../database/driver.ts";
import { pictureJson, toPicture } from "../media/picture.ts";
import type { PostAddress } from "../paths.ts";
import { listedCount } from "../posts/counts.ts";
import { LISTED } from "../posts/rows.ts";

export type SitemapRepository = ReturnType<typeof sitemapRepository>;

/** A post or page as a sitemap names it. */
export interface MappedPost extends PostAddress {
  publishedAt: Date;
  title: string;
  language: string | null;
  /** When its text last changed, or its hour came. */
  changedAt: Date;
  /** The address of its picture, site-relative. */
  picture: string | null;
}
export interface MappedTopic {
  kind: "category" | "tag";
  path: string;
  changedAt: Date;
}
export interface MappedAuthor {
  slug: string;
  changedAt: Date;
}
export interface Counts {
  posts: number;
  topics: number;
  authors: number;
}
interface Slice {
  limit: number;
  offset: number;
}

interface PostRow {
  id: number;
  kind: "post" | "page";
  slug: string;
  path: string | null;
  title: string;
  language: string | null;
  listed_at: string;
  updated_at: string;
  category: string | null;
  author: string | null;
  picture: string | null;
}

const postColumns = `p.id, p.kind, p.slug, p.path, p.title, p.language, p.listed_at, p.updated_at,
  (SELECT t.path FROM post_topics AS pt JOIN topics AS t ON t.id = pt.topic_id
   WHERE pt.post_id = p.id AND pt.is_direct = 1 AND t.kind = 'category' ORDER BY pt.position, t.name LIMIT 1) AS category,
  (SELECT u.slug FROM post_authors AS pa JOIN users AS u ON u.id = pa.user_id
   WHERE pa.post_id = p.id ORDER BY pa.position LIMIT 1) AS author,
  ${pictureJson("p.featured_media_id")} AS picture`;

/** What search engines may know of: listed posts and pages whose original stands here, and the archives that have some. Each list has a fixed order. */
export function sitemapRepository(db: Database) {
  // The place is found in an index alone; what is new comes last, so that a part once full stays as it is.
  const places = db
    .prepare<{ now: string; frontPageId: number } & Slice, number>(
      `SELECT p.id FROM posts AS p WHERE ${LISTED} AND p.canonical_url = '' AND p.id <> @frontPageId
       ORDER BY p.listed_at, p.id LIMIT @limit OFFSET @offset`,
    )
    .pluck();
  const posts = db.prepare<{ ids: string }, PostRow>(
    `SELECT ${postColumns} FROM json_each(@ids) AS wanted CROSS JOIN posts AS p ON p.id = wanted.value
     ORDER BY wanted.key`,
  );
  const countPosts = db
    .prepare<{ now: string; frontPageId: number }, number>(
      `SELECT ${listedCount("'post'")} + ${listedCount("'page'")}
         - (SELECT count(*) FROM posts AS p WHERE p.id = @frontPageId AND p.canonical_url = '' AND ${LISTED})
         - (SELECT count(*) FROM posts AS p WHERE p.canonical_url <> '' AND ${LISTED})`,
    )
    .pluck();
  const lastOfTopic = `(SELECT pt.listed_at FROM post_topics AS pt
    WHERE pt.topic_id = t.id AND pt.listed_at <= @now ORDER BY pt.listed_at DESC LIMIT 1)`;
  const topics = db.prepare<{ now: string } & Slice, { kind: "category" | "tag"; path: string; at: string }>(
    `SELECT kind, path, at FROM (SELECT t.id, t.kind, t.path, ${lastOfTopic} AS at FROM topics AS t)
     WHERE at IS NOT NULL ORDER BY id LIMIT @limit OFFSET @offset`,
  );
  const countTopics = db
    .prepare<{ now: string }, number>(`SELECT count(*) FROM topics AS t WHERE ${lastOfTopic} IS NOT NULL`)
    .pluck();
  const lastOfAuthor = `(SELECT pa.listed_at FROM post_authors AS pa
    WHERE pa.user_id = u.id AND pa.listed_at <= @now ORDER BY pa.listed_at DESC LIMIT 1)`;
  const authors = db.prepare<{ now: string } & Slice, { slug: string; at: string }>(
    `SELECT slug, at FROM (SELECT u.id, u.slug, ${lastOfAuthor} AS at FROM users AS u)
     WHERE at IS NOT NULL ORDER BY id LIMIT @limit OFFSET @offset`,
  );
  const countAuthors = db
    .prepare<{ now: string }, number>(`SELECT count(*) FROM users AS u WHERE ${lastOfAuthor} IS NOT NULL`)
    .pluck();
  const news = db.prepare<{ now: string; since: string; limit: number }, PostRow>(
    `SELECT ${postColumns} FROM posts AS p WHERE p.kind = 'post' AND ${LISTED} AND p.canonical_url = '' AND p.listed_at >= @since
     ORDER BY p.listed_at DESC, p.id DESC LIMIT @limit`,
  );
  const at = (now: Date) => now.toISOString();
  return {
    /** `frontPageId` is the page that stands at '/', which has no address of its own. */
    count: (frontPageId: number | null, now: Date): Counts => ({
      posts: countPosts.get({ frontPageId: frontPageId ?? 0, now: at(now) })!,
      topics: countTopics.get({ now: at(now) })!,
      authors: countAuthors.get({ now: at(now) })!,
    }),
    posts: (slice: Slice, frontPageId: number | null, now: Date): MappedPost[] =>
      posts
        .all({ ids: JSON.stringify(places.all({ ...slice, frontPageId: frontPageId ?? 0, now: at(now) })) })
        .map(toMapped),
    topics: (slice: Slice, now: Date): MappedTopic[] =>
      topics
        .all({ ...slice, now: at(now) })
        .map(({ kind, path, at }) => ({ kind, path, changedAt: new Date(at) })),
    authors: (slice: Slice, now: Date): MappedAuthor[] =>
      authors.all({ ...slice, now: at(now) }).map(({ slug, at }) => ({ slug, changedAt: new Date(at) })),
    /** Posts published since a moment, newest first. */
    news: (since: Date, limit: number, now: Date): MappedPost[] =>
      news.all({ since: at(since), limit, now: at(now) }).map(toMapped),
  };
}

function toMapped(row: PostRow): MappedPost {
  const { id, kind, slug, path, title, language, category, author } = row;
  const changed = row.updated_at > row.listed_at ? row.updated_at : row.listed_at;
  return {
    ...{ id, kind, slug, path, title, language, category, author },
    publishedAt: new Date(row.listed_at),
    changedAt: new Date(changed),
    picture: toPicture(row.picture)?.src ?? null,
  };
}
