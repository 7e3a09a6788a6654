import type { Database } from "../database/driver.ts";
import { matchOf, phraseOf } from "../database/words.ts";
import { dayOf, rangeOf, type Day } from "../messages/dates.ts";
import { countOfAuthor, rangeCounts, type Range } from "./counts.ts";
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
  language: string | null;
}

/** What lists beside the articles say about all listed posts: by month, by day of the year, by author, as a tree. */
export function overviewRepository(db: Database, timeZone: () => string) {
  const first = db
    .prepare<{ now: string }, string | null>(
      `SELECT min(p.listed_at) FROM posts AS p WHERE p.kind = 'post' AND ${LISTED}`,
    )
    .pluck();
  const monthsInUtc = db
    .prepare<{ now: string; limit: number }, string>(
      `SELECT DISTINCT substr(day, 1, 7) FROM counted_days
       WHERE kind = 'post' AND day > '' AND day <= @now AND posts > 0 ORDER BY day DESC LIMIT @limit`,
    )
    .pluck();
  const countWithin = rangeCounts(db);
  // Each stretch brings no more than can be shown; the cards are made of what is left.
  const within = db.prepare<{ ranges: string; now: string; limit: number }, CardRow>(
    `SELECT ${cardColumns} FROM (
       SELECT found.value AS id, wanted.key AS stretch, found.key AS place
       FROM json_each(@ranges) AS wanted, json_each((
         SELECT json_group_array(id) FROM (
           SELECT p.id FROM posts AS p WHERE p.kind = 'post' AND p.listed_at >= wanted.value ->> 'from'
             AND p.listed_at < wanted.value ->> 'to' AND ${LISTED}
           ORDER BY p.listed_at DESC, p.id DESC LIMIT @limit))) AS found
       ORDER BY stretch, place LIMIT @limit) AS shown
     CROSS JOIN posts AS p ON p.id = shown.id ORDER BY shown.stretch, shown.place`,
  );
  const pages = db.prepare<{ now: string }, PageLink>(
    `SELECT p.id, p.kind, p.slug, p.path, p.parent_id AS parentId, p.title, p.language FROM posts AS p
     WHERE p.kind = 'page' AND ${LISTED} ORDER BY p.position, p.title COLLATE NOCASE, p.id`,
  );
  const byAuthor = db.prepare<{ now: string }, AuthorCount>(
    `SELECT id, name, slug, posts FROM (
       SELECT u.id, u.name, u.slug, ${countOfAuthor("u.id")} AS posts
       FROM counted_authors AS c CROSS JOIN users AS u ON u.id = c.user_id WHERE c.posts > 0)
     WHERE posts > 0 ORDER BY posts DESC, name COLLATE NOCASE, id`,
  );
  const byTitle = db.prepare<{ match: string; now: string; limit: number }, CardRow>(
    `SELECT ${cardColumns} FROM posts_search AS s CROSS JOIN posts AS p ON p.id = s.rowid
     WHERE s.posts_search MATCH @match AND p.kind = 'post' AND ${LISTED}
     ORDER BY p.listed_at DESC, p.id DESC LIMIT @limit`,
  );
  const at = (now: Date) => now.toISOString();
  const ranged = <Of extends Day>(days: Of[]) => {
    const zone = timeZone();
    return days.flatMap((of) => toRange(of, zone));
  };
  return {
    /** The last `limit` months of the site's time zone that have listed posts, newest first. */
    countByMonth(limit: number, now: Date): MonthCount[] {
      // A month of a time zone reaches into two of UTC, at most.
      const months = withNeighbours(monthsInUtc.all({ now: at(now), limit: 2 * limit }));
      const ranges = ranged(months);
      const counts = countWithin(ranges, now);
      return ranges
        .flatMap(({ of: { year, month } }, index) =>
          counts[index]! > 0 ? [{ year, month, posts: counts[index]! }] : [],
        )
        .slice(0, limit);
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
      return within.all({ ranges: JSON.stringify(ranged(days)), now: at(now), limit }).map(toCard);
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

/** When a day or month begins and ends; nothing for 29 February in most years. */
function toRange<Of extends Day>(of: Of, timeZone: string): (Range & { of: Of })[] {
  const range = rangeOf(of, timeZone);
  return range ? [{ of, ...range }] : [];
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
