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
    const months = parts.overview.countByMonth(now());
    expect(months).toHaveLength(100);
    expect(months.reduce((sum, { posts }) => sum + posts, 0)).toBe(10_000);
  });
});
