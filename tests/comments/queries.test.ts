import { describe, expect, it } from "vitest";
import { queueRepository } from "../../src/comments/queue-repository.ts";
import { commentRepository } from "../../src/comments/repository.ts";
import { commentStore } from "../../src/comments/store.ts";
import { plansOf } from "../support/query-plans.ts";

describe("queries of comments", () => {
  it.each([
    ["what readers see", commentRepository],
    ["what the checks ask", commentStore],
  ])("read an index: %s", (_what, build) => {
    for (const { sql, steps } of plansOf(build))
      for (const step of steps) expect(step, sql).not.toMatch(/^SCAN (c|p|comments|posts)\b(?! USING)/);
  });

  it("sort neither the whole queue nor all newest comments", () => {
    const plans = [...plansOf(queueRepository), ...plansOf(commentRepository)];
    for (const { sql, steps } of plans)
      if (sql.includes("ORDER BY c.created_at DESC") && !sql.includes("@postId"))
        expect(
          steps.filter((step) => step.includes("TEMP B-TREE")).length,
          `${sql}\n${steps.join("\n")}`,
        ).toBeLessThanOrEqual(sql.includes("AS shown") ? 1 : 0);
  });
});
