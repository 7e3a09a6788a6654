import { describe, expect, it } from "vitest";
import { openInMemory } from "../../src/database/open.ts";
import { statsRepository, type Tally } from "../../src/stats/repository.ts";

function room(day = "2026-03-08") {
  const { activity } = openInMemory();
  const calendar = { today: day };
  const stats = statsRepository(activity, () => calendar.today);
  const count = (on: string, views: Record<number, number>, discarded: Record<string, number> = {}) => {
    const tally: Tally = {
      views: new Map(Object.entries(views).map(([id, number]) => [Number(id), number])),
      discarded: new Map(Object.entries(discarded)),
    };
    stats.add(new Map([[on, tally]]));
  };
  return { activity, stats, calendar, count };
}

describe("the most viewed posts", () => {
  it("are those of today, of 7 days, of 30 days, or of all time", () => {
    const { stats, count } = room();
    count("2025-01-01", { 1: 100 });
    count("2026-02-07", { 2: 50 });
    count("2026-03-02", { 3: 20 });
    count("2026-03-08", { 4: 2, 3: 1 });
    const ids = (period: Parameters<typeof stats.mostViewed>[0]) =>
      stats.mostViewed(period, 10).map(({ postId, views }) => `${postId}:${views}`);
    expect(ids("day")).toEqual(["4:2", "3:1"]);
    expect(ids("week")).toEqual(["3:21", "4:2"]);
    expect(ids("month")).toEqual(["2:50", "3:21", "4:2"]);
    expect(ids("all")).toEqual(["1:100", "2:50", "3:21", "4:2"]);
    expect(stats.mostViewed("all", 2).length).toBe(2);
  });

  it("change with the next write and the next day", () => {
    const { stats, count, calendar } = room();
    count("2026-03-08", { 1: 1 });
    expect(stats.mostViewed("day", 5)).toEqual([{ postId: 1, views: 1 }]);
    count("2026-03-08", { 2: 3 });
    expect(stats.mostViewed("day", 5)[0]).toEqual({ postId: 2, views: 3 });
    calendar.today = "2026-03-09";
    expect(stats.mostViewed("day", 5)).toEqual([]);
  });

  it("are found through an index", () => {
    const { activity } = room();
    const plan = (sql: string) =>
      (activity.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[])
        .map(({ detail }) => detail)
        .join("; ");
    expect(
      plan(
        "SELECT post_id, views FROM views_total WHERE views > 0 ORDER BY views DESC, post_id DESC LIMIT 5",
      ),
    ).toBe("SEARCH views_total USING COVERING INDEX views_total_most (views>?)");
    expect(
      plan(
        "SELECT post_id, sum(views) FROM views_daily WHERE day BETWEEN '2026-03-02' AND '2026-03-08' GROUP BY post_id",
      ),
    ).toContain("SEARCH views_daily USING PRIMARY KEY (day>? AND day<?)");
  });
});

describe("imported views", () => {
  it("are set, never added twice, and what was counted here stays", () => {
    const { stats, count } = room();
    count("2026-03-08", { 1: 3 });
    stats.setImported(1, 220);
    expect(stats.totals([1]).get(1)).toBe(223);
    stats.setImported(1, 220);
    expect(stats.totals([1]).get(1)).toBe(223);
    count("2026-03-08", { 1: 1 });
    stats.setImported(1, 200);
    expect(stats.totals([1]).get(1)).toBe(204);
    stats.setImported(2, 7);
    expect(stats.total()).toBe(211);
    expect(stats.mostViewed("week", 5), "an import is nobody's visit of this week").toEqual([
      { postId: 1, views: 4 },
    ]);
  });
});

describe("views by day", () => {
  it("name every day, also those without a view", () => {
    const { stats, count } = room("2026-03-01");
    count("2026-02-27", { 1: 2, 2: 5 });
    count("2026-03-01", { 1: 1 });
    expect(stats.perDay(1, 4)).toEqual([
      { day: "2026-02-26", views: 0 },
      { day: "2026-02-27", views: 2 },
      { day: "2026-02-28", views: 0 },
      { day: "2026-03-01", views: 1 },
    ]);
    expect(stats.perDayOfSite(3).map(({ views }) => views)).toEqual([7, 0, 1]);
  });

  it("go with a post that is deleted for good", () => {
    const { stats, count } = room();
    count("2026-03-08", { 1: 2, 2: 5 });
    stats.forget([2]);
    expect(stats.totals([1, 2])).toEqual(new Map([[1, 2]]));
    expect(stats.perDayOfSite(1)).toEqual([{ day: "2026-03-08", views: 2 }]);
  });
});

it("tallies of what was not counted are summed by reason within the last days", () => {
  const { stats, count } = room();
  count("2026-02-01", {}, { bot: 9 });
  count("2026-03-07", {}, { bot: 2, repeat: 1 });
  count("2026-03-08", {}, { repeat: 4 });
  expect(stats.discardedWithin(7)).toEqual([
    { reason: "repeat", visits: 5 },
    { reason: "bot", visits: 2 },
  ]);
});
