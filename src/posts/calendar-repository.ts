import type { Database } from "../database/driver.ts";
import type { DeskEyes } from "./desk-repository.ts";
import { deskColumns, toDeskPost, type DeskPost, type DeskRow } from "./desk-rows.ts";

export type CalendarRepository = ReturnType<typeof calendarRepository>;

/** More than anybody reads in a month. */
const MOST = 1000;

/** What comes out in a stretch of time, came out in it, or has a date in it and waits for somebody. */
export function calendarRepository(db: Database) {
  const out = `p.status = 'published' AND p.desk_at >= @from AND p.desk_at < @to`;
  const planned = (status: string) =>
    `p.status = '${status}' AND p.published_at >= @from AND p.published_at < @to`;
  const known = `(@viewer = 0 OR (p.status = 'published' AND p.desk_at <= @now)
    OR EXISTS (SELECT 1 FROM post_authors AS own WHERE own.post_id = p.id AND own.user_id = @viewer))`;
  const ids = [out, planned("draft"), planned("pending")]
    .map((which) => `SELECT p.id FROM posts AS p WHERE p.kind = 'post' AND ${which} AND ${known}`)
    .join(" UNION ALL ");
  const within = db.prepare<
    { from: string; to: string; now: string; viewer: number; limit: number },
    DeskRow
  >(
    `SELECT ${deskColumns} FROM (${ids}) AS found CROSS JOIN posts AS p ON p.id = found.id
     ORDER BY p.published_at, p.id LIMIT @limit`,
  );
  return {
    /** In the order of their dates. */
    list: (range: { from: Date; to: Date }, eyes: DeskEyes, now: Date): DeskPost[] =>
      within
        .all({
          ...{ from: range.from.toISOString(), to: range.to.toISOString(), now: now.toISOString() },
          ...{ viewer: eyes === "everything" ? 0 : eyes, limit: MOST },
        })
        .map(toDeskPost),
  };
}
