import { describe, expect, it } from "vitest";
import { overviewRepository } from "../../src/posts/overview-repository.ts";
import { newsroom } from "../support/newsroom.ts";
import { plansOf } from "../support/query-plans.ts";

describe("what lists say about all posts", () => {
  it("reads indexes, each with both its bounds", () => {
    for (const { sql, steps } of plansOf((db) => overviewRepository(db, () => "UTC")))
      for (const step of steps) expect(step, sql).not.toMatch(/SCAN (p|posts|post_authors)\b/);
  });

  it("counts ten thousand posts in a hundred months", () => {
    const { parts, now } = newsroom();
    parts.content
      .prepare(
        `WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 9999)
         INSERT INTO posts (kind, status, published_at, slug, title, created_at, updated_at)
         SELECT 'post', 'published', strftime('%Y-%m-%dT%H:%M:%fZ', '2026-02-01', '-' || (i % 100) || ' months', '+' || (i / 100) || ' hours'),
           'p' || i, 'P', '2026-01-01', '2026-01-01' FROM n`,
      )
      .run();
    const months = parts.overview.countByMonth(120, now());
    expect(months).toHaveLength(100);
    expect(months.reduce((sum, { posts }) => sum + posts, 0)).toBe(10_000);
  });

  it.each(["Pacific/Auckland", "America/Los_Angeles"])(
    "counts the last months whole where they reach into two of UTC: %s",
    (timeZone) => {
      const { parts, post, now } = newsroom();
      parts.settings.update("general", { timeZone }, now());
      const days = "2024-06-15T12 2024-11-15T12 2025-04-10T12 2025-05-01T03 2025-07-31T22 2025-08-10T12";
      for (const day of days.split(" ")) post({ publishedAt: new Date(`${day}:00Z`) });
      const all = parts.overview.countByMonth(12, now());
      expect(all.reduce((sum, { posts }) => sum + posts, 0)).toBe(6);
      for (let limit = 1; limit <= all.length; limit += 1)
        expect(parts.overview.countByMonth(limit, now())).toEqual(all.slice(0, limit));
    },
  );
});
