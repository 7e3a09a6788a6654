import type { Database } from "../database/driver.ts";
import { EVERYTHING, type Tag } from "./tags.ts";

export type ChangesRepository = ReturnType<typeof changesRepository>;

/** A reader that is more lines behind starts anew: the log keeps about 20,000. */
const MOST_LINES = 10_000;

/** The log of what changed for readers. Triggers write it; here it is read. */
export function changesRepository(db: Database) {
  const last = db.prepare<[], number | null>("SELECT max(id) FROM changes").pluck();
  const after = db
    .prepare<{ position: number; now: string }, Tag>(
      "SELECT DISTINCT tag FROM changes WHERE id > @position AND (from_at IS NULL OR from_at <= @now)",
    )
    .pluck();
  // `desk_at` is the date of what is published: the index of the desk finds what is still to come.
  const next = db
    .prepare<{ now: string }, string | null>(
      `SELECT min(at) FROM (
         SELECT min(desk_at) AS at FROM posts WHERE kind = 'post' AND status = 'published' AND desk_at > @now
         UNION ALL SELECT min(desk_at) FROM posts WHERE kind = 'page' AND status = 'published' AND desk_at > @now)`,
    )
    .pluck();
  const arrived = db
    .prepare<{ from: string; to: string }, Tag>(
      `WITH arrived AS MATERIALIZED (
         SELECT id FROM posts WHERE kind = 'post' AND status = 'published' AND desk_at > @from AND desk_at <= @to
         UNION ALL
         SELECT id FROM posts WHERE kind = 'page' AND status = 'published' AND desk_at > @from AND desk_at <= @to)
       SELECT tag FROM arrived CROSS JOIN post_places ON post_id = arrived.id WHERE tag IS NOT NULL
       UNION SELECT '${EVERYTHING}' FROM arrived JOIN menu_items ON menu_items.post_id = arrived.id`,
    )
    .pluck();
  return {
    /** Where the log ends now. */
    position: (): number => last.get() ?? 0,
    /** What changed since a position: names, each once; everything where too much did. */
    since(position: number, now: Date): { position: number; tags: Tag[] } {
      const end = last.get() ?? 0;
      if (end < position || end - position > MOST_LINES) return { position: end, tags: [EVERYTHING] };
      return { position: end, tags: after.all({ position, now: now.toISOString() }) };
    },
    /** When the next scheduled post or page comes out; undefined where none is waiting. */
    nextArrival(now: Date): Date | undefined {
      const at = next.get({ now: now.toISOString() });
      return at ? new Date(at) : undefined;
    },
    /** What the posts and pages whose hour came after `from`, until `to`, changed by coming out. */
    arrivals: (from: Date, to: Date): Tag[] =>
      arrived.all({ from: from.toISOString(), to: to.toISOString() }),
  };
}
