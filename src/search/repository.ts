import type { Database } from "../database/driver.ts";
import { LISTED } from "../posts/rows.ts";

export type SearchRepository = ReturnType<typeof searchRepository>;

/** Counting and ranking cost microseconds a hit: more than this many are not counted, and the newest come first. */
const MOST_COUNTED = 10_000;

export interface Count {
  total: number;
  /** There are more than were counted. */
  isMore: boolean;
}

/** What the index found, with the texts that may show why. */
export interface Hit {
  id: number;
  title: string;
  summary: string;
  tags: string;
  body: string;
}

/** Full-text search over what LISTED allows: words in a title weigh most, then excerpt and tags, then the body. */
export function searchRepository(db: Database, mostCounted = MOST_COUNTED) {
  const from = `FROM posts_search CROSS JOIN posts AS p INDEXED BY posts_listed_by_id ON p.id = posts_search.rowid
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
  const count = db
    .prepare<{ match: string; now: string }, number>(
      `SELECT count(*) FROM (SELECT 1 ${from} LIMIT ${mostCounted + 1})`,
    )
    .pluck();
  return {
    /** How many posts and pages match; `match` is a query of FTS5 (database/words.ts). */
    count(match: string, now: Date): Count {
      const total = count.get({ match, now: now.toISOString() })!;
      return { total: Math.min(total, mostCounted), isMore: total > mostCounted };
    },
    /** One page of what was found: the best first or, where there is more than was counted, the newest. */
    find(match: string, { isMore }: Count, slice: { limit: number; offset: number }, now: Date): Hit[] {
      const statement = isMore ? newest : ranked;
      return statement.all({ match, now: now.toISOString(), ...slice });
    },
  };
}
