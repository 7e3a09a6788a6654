import type { Database } from "../database/driver.ts";
import type { Range } from "../posts/counts.ts";
import type { DeskEyes } from "../posts/desk-repository.ts";
import { deskColumns, toDeskPost, type DeskPost, type DeskRow } from "../posts/desk-rows.ts";

export type CalendarRepository = ReturnType<typeof calendarRepository>;

/** Whether somebody stands in its byline. Binds `@viewer`. */
const OWN = "EXISTS (SELECT 1 FROM post_authors AS own WHERE own.post_id = p.id AND own.user_id = @viewer)";
/** More than anybody reads in a month. */
const MOST = 1000;

/** What comes out in a stretch of time, came out in it, or has a date in it and waits for somebody. */
export function calendarRepository(db: Database) {
  const out = `p.status = 'published' AND p.desk_at >= @from AND p.desk_at < @to`;
  const planned = (status: string) =>
    `p.status = '${status}' AND p.published_at >= @from AND p.published_at < @to`;
  const known = `(@viewer = 0 OR (p.status = 'published' AND p.desk_at <= @now)
    OR ${OWN})`;
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
  const changes = db.prepare<{ from: string; to: string; viewer: number; limit: number }, DeskRow>(
    `SELECT ${deskColumns} FROM planned_changes AS due CROSS JOIN posts AS p ON p.id = due.post_id
     WHERE due.apply_at >= @from AND due.apply_at < @to AND p.status <> 'trash' AND (@viewer = 0 OR ${OWN})
     ORDER BY due.apply_at, p.id LIMIT @limit`,
  );
  const bindings = (range: Range, eyes: DeskEyes) => ({
    ...{ from: range.from.toISOString(), to: range.to.toISOString() },
    ...{ viewer: eyes === "everything" ? 0 : eyes, limit: MOST },
  });
  return {
    /** Posts and pages with a change planned for this time, in the order of the hours. */
    listChanged: (range: Range, eyes: DeskEyes): DeskPost[] =>
      changes.all(bindings(range, eyes)).map(toDeskPost),
    /** In the order of their dates. */
    list: (range: Range, eyes: DeskEyes, now: Date): DeskPost[] =>
      within.all({ ...bindings(range, eyes), now: now.toISOString() }).map(toDeskPost),
  };
}
