import type { Database } from "../database/driver.ts";
import { LISTED } from "../posts/rows.ts";

export type SearchRepository = ReturnType<typeof searchRepository>;

/** Ranking costs about a microsecond a hit; beyond this many, the newest come first instead. */
const MAX_RANKED = 20_000;

/** What the index found, with the texts that may show why. */
export interface Hit {
  id: number;
  title: string;
  summary: string;
  tags: string;
  body: string;
}

/** Full-text search over what LISTED allows: words in a title weigh most, then excerpt and tags, then the body. */
export function searchRepository(db: Database) {
  const from = `FROM posts_search JOIN posts AS p ON p.id = posts_search.rowid
    WHERE posts_search MATCH @match AND ${LISTED}`;
  type Slice = { match: string; now: string; limit: number; offset: number };
  const inOrder = (order: string) =>
    db.prepare<Slice, Hit>(
      `WITH found AS MATERIALIZED (SELECT p.id ${from} ORDER BY ${order} LIMIT @limit OFFSET @offset)
       SELECT p.id, p.title, p.summary, p.tags_text AS tags, p.body_text AS body
       FROM found CROSS JOIN posts AS p ON p.id = found.id`,
    );
  const ranked = inOrder("bm25(posts_search, 10.0, 4.0, 4.0, 1.0), p.id DESC");
  const newest = inOrder("posts_search.rowid DESC");
  const count = db.prepare<{ match: string; now: string }, number>(`SELECT count(*) ${from}`).pluck();
  return {
    /** How many posts and pages match; `match` is a query of FTS5 (database/words.ts). */
    count: (match: string, now: Date): number => count.get({ match, now: now.toISOString() })!,
    /** One page of what was found; `total` is what `count` said. */
    find(match: string, total: number, slice: { limit: number; offset: number }, now: Date): Hit[] {
      const statement = total > MAX_RANKED ? newest : ranked;
      return statement.all({ match, now: now.toISOString(), ...slice });
    },
  };
}
