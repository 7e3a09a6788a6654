import type { Database } from "../database/driver.ts";
import { contentVersion, oncePerVersion } from "../database/version.ts";
import { daysUntil } from "./days.ts";

export type StatsRepository = ReturnType<typeof statsRepository>;

/** Today, the last 7 or 30 days including today, or ever. */
export type Period = "day" | "week" | "month" | "all";
export const periods: readonly Period[] = ["day", "week", "month", "all"];

export interface PostViews {
  postId: number;
  views: number;
}
export interface DayViews {
  /** '2026-11-23' */
  day: string;
  views: number;
}

/** What was counted on one day: views by post, and visits not counted by reason. */
export interface Tally {
  views: Map<number, number>;
  discarded: Map<string, number>;
}

/** Totals of posts remembered at most. */
const MOST_TOTALS = 5000;

const PERIOD_DAYS: Record<Exclude<Period, "all">, number> = { day: 1, week: 7, month: 30 };

/**
 * All SQL about views. It stands in the activity database and knows posts by their ids only: whoever shows them asks
 * the posts which of them are listed. `today` is the day of the site, '2026-11-23'.
 */
export function statsRepository(activity: Database, today: () => string) {
  const totals = activity.prepare<{ ids: string }, { post_id: number; views: number }>(
    "SELECT post_id, views FROM views_total WHERE post_id IN (SELECT value FROM json_each(@ids))",
  );
  const totalOf = activity
    .prepare<[number], number>("SELECT views FROM views_total WHERE post_id = ?")
    .pluck();
  const sum = activity.prepare<[], number>("SELECT coalesce(sum(views), 0) FROM views_total").pluck();
  const mostEver = activity.prepare<{ limit: number }, PostViews>(
    `SELECT post_id AS postId, views FROM views_total WHERE views > 0
     ORDER BY views DESC, post_id DESC LIMIT @limit`,
  );
  const mostSince = activity.prepare<{ from: string; to: string; limit: number }, PostViews>(
    `SELECT post_id AS postId, sum(views) AS views FROM views_daily WHERE day BETWEEN @from AND @to
     GROUP BY post_id ORDER BY 2 DESC, post_id DESC LIMIT @limit`,
  );
  const daysOfPost = activity.prepare<{ postId: number; from: string }, DayViews>(
    "SELECT day, views FROM views_daily WHERE post_id = @postId AND day >= @from",
  );
  const daysOfSite = activity.prepare<{ from: string }, DayViews>(
    "SELECT day, sum(views) AS views FROM views_daily WHERE day >= @from GROUP BY day",
  );
  const discarded = activity.prepare<{ from: string }, { reason: string; visits: number }>(
    `SELECT reason, sum(visits) AS visits FROM views_discarded WHERE day >= @from
     GROUP BY reason ORDER BY 2 DESC, reason`,
  );
  const addDaily = activity.prepare<{ day: string; postId: number; views: number }>(
    `INSERT INTO views_daily (day, post_id, views) VALUES (@day, @postId, @views)
     ON CONFLICT (day, post_id) DO UPDATE SET views = views + excluded.views`,
  );
  const addTotal = activity.prepare<{ postId: number; views: number }>(
    `INSERT INTO views_total (post_id, views) VALUES (@postId, @views)
     ON CONFLICT (post_id) DO UPDATE SET views = views + excluded.views`,
  );
  const addDiscarded = activity.prepare<{ day: string; reason: string; visits: number }>(
    `INSERT INTO views_discarded (day, reason, visits) VALUES (@day, @reason, @visits)
     ON CONFLICT (day, reason) DO UPDATE SET visits = visits + excluded.visits`,
  );
  const setImported = activity.prepare<{ postId: number; views: number }>(
    `INSERT INTO views_total (post_id, views, imported) VALUES (@postId, @views, @views)
     ON CONFLICT (post_id) DO UPDATE SET views = views - imported + excluded.imported, imported = excluded.imported`,
  );
  const forget = [
    activity.prepare("DELETE FROM views_total WHERE post_id IN (SELECT value FROM json_each(@ids))"),
    activity.prepare("DELETE FROM views_daily WHERE post_id IN (SELECT value FROM json_each(@ids))"),
  ];

  const version = contentVersion(activity);
  const lists = oncePerVersion(version, () => new Map<string, PostViews[]>());
  const total = oncePerVersion(version, () => sum.get()!);
  const totalsOf = oncePerVersion(version, () => new Map<number, number>());
  /** Views of posts, 0 for one that nobody has read. A page mostly asks for one. */
  const read = (postIds: readonly number[]): Map<number, number> => {
    if (postIds.length === 1) return new Map([[postIds[0]!, totalOf.get(postIds[0]!) ?? 0]]);
    const views = new Map(postIds.map((id) => [id, 0]));
    for (const row of totals.all({ ids: JSON.stringify(postIds) })) views.set(row.post_id, row.views);
    return views;
  };
  const filled = (days: string[], rows: DayViews[]): DayViews[] => {
    const views = new Map(rows.map((row) => [row.day, row.views]));
    return days.map((day) => ({ day, views: views.get(day) ?? 0 }));
  };
  return {
    /** Views of these posts; one that nobody has read is missing. Each is asked for once between two writes. */
    totals(postIds: readonly number[]): Map<number, number> {
      const known = totalsOf();
      if (!postIds.every((id) => known.has(id))) {
        const rows = read(postIds);
        if (known.size > MOST_TOTALS) known.clear();
        for (const [id, views] of rows) known.set(id, views);
      }
      const views = new Map<number, number>();
      for (const id of postIds) {
        const total = known.get(id)!;
        if (total > 0) views.set(id, total);
      }
      return views;
    },
    /** Views of all posts together. */
    total,
    /** A text that moves when counts were written, by whatever process. */
    version,
    /**
     * The most viewed posts, most first, hidden ones among them: ask for more than are to be shown. Worked out at most
     * once between two writes, so it may stand on every page.
     */
    mostViewed(period: Period, limit: number): PostViews[] {
      const to = today();
      const known = lists();
      const name = `${period} ${limit} ${to}`;
      let list = known.get(name);
      if (!list) {
        list =
          period === "all"
            ? mostEver.all({ limit })
            : mostSince.all({ from: daysUntil(to, PERIOD_DAYS[period])[0]!, to, limit });
        known.set(name, list);
      }
      return list;
    },
    /** Views of a post on each of the last days, oldest first, today last. */
    perDay(postId: number, days: number): DayViews[] {
      const wanted = daysUntil(today(), days);
      return filled(wanted, daysOfPost.all({ postId, from: wanted[0]! }));
    },
    /** The same of all posts together. */
    perDayOfSite(days: number): DayViews[] {
      const wanted = daysUntil(today(), days);
      return filled(wanted, daysOfSite.all({ from: wanted[0]! }));
    },
    /** Visits not counted in the last days, by reason (a key of stats.reasons), most first. */
    discardedWithin: (days: number): { reason: string; visits: number }[] =>
      discarded.all({ from: daysUntil(today(), days)[0]! }),
    /** Adds what was counted on some days, all or nothing. */
    add: activity.transaction((tallies: ReadonlyMap<string, Tally>): void => {
      for (const [day, { views, discarded }] of tallies) {
        for (const [postId, count] of views) {
          addDaily.run({ day, postId, views: count });
          addTotal.run({ postId, views: count });
        }
        for (const [reason, visits] of discarded) addDiscarded.run({ day, reason, visits });
      }
    }).immediate,
    /** Sets the views a post brought from elsewhere; a second time replaces the first, what was counted here stays. */
    setImported(postId: number, views: number): void {
      setImported.run({ postId, views });
    },
    /** Forgets posts that were deleted for good: their ids may be given to new ones. */
    forget: activity.transaction((postIds: number[]): void => {
      for (const statement of forget) statement.run({ ids: JSON.stringify(postIds) });
    }),
  };
}
