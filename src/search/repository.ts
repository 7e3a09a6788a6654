import type { Database } from "../database/driver.ts";
import { LISTED } from "../posts/rows.ts";

export type SearchRepository = ReturnType<typeof searchRepository>;

/** Marks around the words that were found: characters that no text keeps (src/html/text.ts). */
export const MARK_OPEN = "\u0001";
export const MARK_CLOSE = "\u0002";

/** Ranking costs about a microsecond a hit; beyond this many, the newest come first instead. */
const MAX_RANKED = 20_000;

export interface Hit {
  id: number;
  kind: "post" | "page";
  title: string;
  /** The passage that was found, with marks. */
  passage: string;
}

interface HitRow extends Hit {
  path: string | null;
}

/** Full-text search over what LISTED allows: words in a title weigh most, then excerpt and tags, then the body. */
export function searchRepository(db: Database) {
  const columns = `p.id, p.kind, p.path, highlight(posts_search, 0, '${MARK_OPEN}', '${MARK_CLOSE}') AS title,
    snippet(posts_search, -1, '${MARK_OPEN}', '${MARK_CLOSE}', '…', 32) AS passage`;
  const from = `FROM posts_search JOIN posts AS p ON p.id = posts_search.rowid
    WHERE posts_search MATCH @match AND ${LISTED}`;
  const page = "LIMIT @limit OFFSET @offset";
  type Slice = { match: string; now: string; limit: number; offset: number };
  const ranked = db.prepare<Slice, HitRow>(
    `SELECT ${columns} ${from} ORDER BY bm25(posts_search, 10.0, 4.0, 4.0, 1.0), p.id DESC ${page}`,
  );
  const newest = db.prepare<Slice, HitRow>(
    `SELECT ${columns} ${from} ORDER BY posts_search.rowid DESC ${page}`,
  );
  const count = db.prepare<{ match: string; now: string }, number>(`SELECT count(*) ${from}`).pluck();
  return {
    count: (match: string, now: Date): number => count.get({ match, now: now.toISOString() })!,
    /** One page of what was found; `total` is what `count` said. */
    find(match: string, total: number, slice: { limit: number; offset: number }, now: Date): Hit[] {
      const statement = total > MAX_RANKED ? newest : ranked;
      return statement.all({ match, now: now.toISOString(), ...slice });
    },
  };
}
