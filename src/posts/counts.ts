import type { Database } from "../database/driver.ts";
import { SCHEDULED, SCHEDULED_BY_AUTHOR } from "./rows.ts";

/** Moments: from the first, up to but without the second. */
export interface Range {
  from: Date;
  to: Date;
}

/** What is listed is what triggers have counted (migrations/content/0014) without what is still to come. */
const listedOf = (kind: string, counted: "posts" | "comments", column: string) =>
  `(coalesce((SELECT c.${counted} FROM counted_days AS c WHERE c.kind = ${kind} AND c.day = ''), 0)
    - (SELECT coalesce(sum(${column}), 0) FROM posts AS p WHERE p.kind = ${kind} AND ${SCHEDULED}))`;

/** SQL: how many posts, or pages, are listed. `kind` is an SQL expression; binds `@now`. */
export const listedCount = (kind: string) => listedOf(kind, "posts", "1");
/** SQL: how many approved comments stand on listed posts, or pages. */
export const listedComments = (kind: string) => listedOf(kind, "comments", "p.comment_count");

/** SQL: how many listed posts carry the byline of a person, whose id is an SQL expression. */
export const countOfAuthor = (userId: string) =>
  `(coalesce((SELECT c.posts FROM counted_authors AS c WHERE c.user_id = ${userId}), 0)
    - (SELECT count(*) FROM post_authors AS pa WHERE pa.user_id = ${userId} AND ${SCHEDULED_BY_AUTHOR}))`;

/**
 * How many listed posts each of some stretches of time has, in one query. Whole UTC days inside a stretch were counted
 * when they were written; an index counts the hours at its ends.
 */
export function rangeCounts(db: Database): (ranges: Range[], now: Date) => number[] {
  const between = (from: string, to: string) =>
    `(SELECT count(*) FROM posts AS p WHERE p.kind = 'post'
       AND p.listed_at >= (wanted.value ->> '${from}') AND p.listed_at < (wanted.value ->> '${to}'))`;
  const counts = db
    .prepare<{ ranges: string }, number>(
      `SELECT ${between("from", "firstDay")} + ${between("lastDay", "to")}
         + (SELECT coalesce(sum(c.posts), 0) FROM counted_days AS c WHERE c.kind = 'post'
            AND c.day >= (wanted.value ->> 'firstDay') AND c.day < (wanted.value ->> 'lastDay'))
       FROM json_each(@ranges) AS wanted ORDER BY wanted.key`,
    )
    .pluck();
  return (ranges, now) =>
    ranges.length === 0
      ? []
      : counts.all({ ranges: JSON.stringify(ranges.map((range) => withDays(range, now))) });
}

const DAY_MS = 86_400_000;

/** A stretch of time as far as it has come, with the whole UTC days in it; a day's name sorts as its first moment. */
function withDays(range: Range, now: Date) {
  const from = range.from.getTime();
  const to = Math.max(from, Math.min(range.to.getTime(), now.getTime() + 1));
  const first = Math.ceil(from / DAY_MS) * DAY_MS;
  const last = Math.floor(to / DAY_MS) * DAY_MS;
  const text = (time: number) => new Date(time).toISOString();
  const day = (time: number) => text(time).slice(0, 10);
  const days =
    first < last ? { firstDay: day(first), lastDay: day(last) } : { firstDay: text(to), lastDay: text(to) };
  return { from: text(from), to: text(to), ...days };
}
