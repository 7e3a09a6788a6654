import type { Database } from "../database/driver.ts";
import type { PostAddress } from "../paths.ts";
import { READABLE } from "./rows.ts";

export type MovesRepository = ReturnType<typeof movesRepository>;

/** Where a post or page stands. */
export interface Standing extends PostAddress {
  parentId: number | null;
  /** Whether its address answers readers. */
  isPublic: boolean;
  /** Whether it did before it went to the trash. */
  wasPublic: boolean;
}

interface StandingRow {
  id: number;
  kind: "post" | "page";
  slug: string;
  path: string | null;
  parent_id: number | null;
  published_at: string | null;
  category: string | null;
  author: string | null;
  is_public: number;
  was_public: number;
}

/** The SQL of addresses that move. */
export function movesRepository(db: Database) {
  const standing = db.prepare<{ id: number; now: string }, StandingRow>(
    `WITH RECURSIVE below (id) AS (
       SELECT @id UNION SELECT p.id FROM below JOIN posts AS p ON p.parent_id = below.id WHERE p.kind = 'page')
     SELECT p.id, p.kind, p.slug, p.path, p.parent_id, p.published_at,
       (SELECT t.path FROM post_topics AS pt JOIN topics AS t ON t.id = pt.topic_id
        WHERE pt.post_id = p.id AND pt.is_direct = 1 AND t.kind = 'category'
        ORDER BY pt.position, t.name LIMIT 1) AS category,
       (SELECT u.slug FROM post_authors AS pa JOIN users AS u ON u.id = pa.user_id
        WHERE pa.post_id = p.id ORDER BY pa.position LIMIT 1) AS author,
       coalesce(${READABLE}, 0) AS is_public,
       coalesce(p.status = 'trash' AND p.status_before_trash = 'published' AND p.published_at <= @now, 0) AS was_public
     FROM below JOIN posts AS p ON p.id = below.id ORDER BY length(p.path), p.id`,
  );
  const place = db.prepare(
    `UPDATE posts SET path = moved.value ->> 'path', slug = moved.value ->> 'slug'
     FROM json_each(@list) AS moved WHERE posts.id = moved.value ->> 'id'`,
  );
  return {
    /** A post, or a page and every page below it, parents first. */
    standing: (id: number, now: Date): Standing[] =>
      standing.all({ id, now: now.toISOString() }).map(toStanding),
    place(list: { id: number; path: string; slug: string }[]): void {
      if (list.length > 0) place.run({ list: JSON.stringify(list) });
    },
  };
}

function toStanding({ parent_id, published_at, is_public, was_public, ...row }: StandingRow): Standing {
  return {
    ...row,
    parentId: parent_id,
    publishedAt: published_at === null ? null : new Date(published_at),
    isPublic: is_public === 1,
    wasPublic: was_public === 1,
  };
}
