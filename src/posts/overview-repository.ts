import type { Database } from "../database/driver.ts";
import { matchOf, phraseOf } from "../database/words.ts";
import { dayOf, rangeOf, type Day } from "../messages/dates.ts";
import type { PostCard } from "./post.ts";
import { cardColumns, LISTED, toCard, type CardRow } from "./rows.ts";

export type OverviewRepository = ReturnType<typeof overviewRepository>;

export interface MonthCount {
  year: number;
  month: number;
  posts: number;
}

/** Somebody with listed posts. */
export interface AuthorCount {
  id: number;
  name: string;
  slug: string;
  posts: number;
}

/** A listed page as a tree of pages needs it, in the order of its siblings. */
export interface PageLink {
  id: number;
  kind: "page";
  slug: string;
  path: string;
  parentId: number | null;
  title: string;
}

/** LISTED, and at most `moment`: as one bound, because an index takes no second one. */
const listedUpTo = (moment: string) => LISTED.replace("@now", `min(@now, ${moment})`);

/** What lists beside the articles say about all listed posts: by month, by day of the year, by author, as a tree. */
export function overviewRepository(db: Database, timeZone: () => string) {
  const first = db
    .prepare<{ now: string }, string | null>(
      `SELECT min(p.listed_at) FROM posts AS p WHERE p.kind = 'post' AND ${LISTED}`,
    )
    .pluck();
  // Jumps from month to month along the index instead of reading every post.
  const monthsInUtc = db
    .prepare<{ now: string }, string>(
      `WITH RECURSIVE found (month) AS (
         SELECT substr(max(p.listed_at), 1, 7) FROM posts AS p WHERE p.kind = 'post' AND ${LISTED}
         UNION ALL
         SELECT (SELECT substr(p.listed_at, 1, 7) FROM posts AS p
                 WHERE p.kind = 'post' AND ${listedUpTo("found.month")}
                 ORDER BY p.listed_at DESC LIMIT 1)
         FROM found WHERE found.month IS NOT NULL)
       SELECT month FROM found WHERE month IS NOT NULL`,
    )
    .pluck();
  const countWithin = db.prepare<{ ranges: string; now: string }, MonthCount>(
    `SELECT value ->> 'year' AS year, value ->> 'month' AS month,
       (SELECT count(*) FROM posts AS p WHERE p.kind = 'post' AND p.listed_at >= value ->> 'from'
          AND ${listedUpTo("value ->> 'last'")}) AS posts
     FROM json_each(@ranges) ORDER BY key`,
  );
  const within = db.prepare<{ ranges: string; now: string; limit: number }, CardRow>(
    `SELECT ${cardColumns} FROM json_each(@ranges) AS wanted CROSS JOIN posts AS p
     WHERE p.kind = 'post' AND p.listed_at >= wanted.value ->> 'from' AND ${listedUpTo("wanted.value ->> 'last'")}
     ORDER BY wanted.key, p.listed_at DESC, p.id DESC LIMIT @limit`,
  );
  const pages = db.prepare<{ now: string }, PageLink>(
    `SELECT p.id, p.kind, p.slug, p.path, p.parent_id AS parentId, p.title FROM posts AS p
     WHERE p.kind = 'page' AND ${LISTED} ORDER BY p.position, p.title COLLATE NOCASE, p.id`,
  );
  // post_authors repeats the date of posts and leaves it out for pages: one index answers.
  const byAuthor = db.prepare<{ now: string }, AuthorCount>(
    `WITH counted AS (
       SELECT u.id, u.name, u.slug,
         (SELECT count(*) FROM post_authors AS p WHERE p.user_id = u.id AND ${LISTED}) AS posts
       FROM users AS u)
     SELECT id, name, slug, posts FROM counted WHERE posts > 0 ORDER BY posts DESC, name COLLATE NOCASE, id`,
  );
  const byTitle = db.prepare<{ match: string; now: string; limit: number }, CardRow>(
    `SELECT ${cardColumns} FROM posts_search AS s CROSS JOIN posts AS p ON p.id = s.rowid
     WHERE s.posts_search MATCH @match AND p.kind = 'post' AND ${LISTED}
     ORDER BY p.listed_at DESC, p.id DESC LIMIT @limit`,
  );
  const at = (now: Date) => now.toISOString();
  const ranges = (days: Day[]) => JSON.stringify(days.flatMap((day) => toRange(day, timeZone())));
  return {
    /** Months of the site's time zone that have listed posts, newest first. */
    countByMonth(now: Date): MonthCount[] {
      const months = withNeighbours(monthsInUtc.all({ now: at(now) }));
      return countWithin.all({ ranges: ranges(months), now: at(now) }).filter(({ posts }) => posts > 0);
    },
    /** Posts of this day in earlier years of the site's time zone, newest first. */
    onThisDay(limit: number, now: Date): PostCard[] {
      const oldest = first.get({ now: at(now) });
      if (!oldest) return [];
      const { year, month, day } = dayOf(now, timeZone());
      const years = Math.min(year - new Date(oldest).getUTCFullYear() + 1, MAX_YEARS);
      const days = Array.from({ length: Math.max(years, 0) }, (_, back) => ({
        year: year - back - 1,
        month,
        day,
      }));
      return within.all({ ranges: ranges(days), now: at(now), limit }).map(toCard);
    },
    /** Everybody whose byline stands on a listed post, the busiest first. */
    countByAuthor: (now: Date): AuthorCount[] => byAuthor.all({ now: at(now) }),
    /** Listed posts whose title has all these words or beginnings of words, newest first. Any text is safe. */
    findByTitle(text: string, limit: number, now: Date): PostCard[] {
      const phrases = text.split(/\s+/).flatMap((word) => phraseOf(word, true) ?? []);
      if (phrases.length === 0) return [];
      const match = `{title} : (${matchOf(phrases.slice(0, 10))})`;
      return byTitle.all({ match, now: at(now), limit }).map(toCard);
    },
    /** All listed pages; `parentId` may name one that is not listed. */
    listPages: (now: Date): PageLink[] => pages.all({ now: at(now) }),
  };
}

const MAX_YEARS = 200;

/** The first and last moment of a day or month; nothing for 29 February in most years. */
function toRange(day: Day, timeZone: string) {
  const range = rangeOf(day, timeZone);
  const last = range && new Date(range.to.getTime() - 1);
  return range && last ? [{ ...day, from: range.from.toISOString(), last: last.toISOString() }] : [];
}

/** '2026-03' of UTC may belong to the month before or after in another zone: each once, newest first. */
function withNeighbours(months: string[]): { year: number; month: number }[] {
  const numbers = months.flatMap((text) => {
    const [year, month] = text.split("-").map(Number) as [number, number];
    const number = year * 12 + month - 1;
    return [number + 1, number, number - 1];
  });
  return [...new Set(numbers)]
    .sort((a, b) => b - a)
    .map((number) => ({ year: Math.floor(number / 12), month: (number % 12) + 1 }));
}
