import { describe, expect, it } from "vitest";
import { queueRepository } from "../../src/comments/queue-repository.ts";
import { commentRepository } from "../../src/comments/repository.ts";
import { commentStore } from "../../src/comments/store.ts";
import { openInMemory } from "../../src/database/open.ts";
import { plansOf } from "../support/query-plans.ts";

const TABLE = /^SCAN (c|p|comments|posts)\b(?! USING COVERING)/;

describe("queries of comments", () => {
  it.each([
    ["readers", commentRepository],
    ["posting", commentStore],
  ])("never read a whole table for %s", (_who, build) => {
    for (const { sql, steps } of plansOf(build))
      for (const step of steps) expect(step, sql).not.toMatch(TABLE);
  });

  it("read the comments of one post by an index of posts, not all of a state", () => {
    const plans = [queueRepository, commentRepository, commentStore].flatMap(plansOf);
    for (const { sql, steps } of plans)
      if (sql.includes("post_id = @postId"))
        for (const step of steps)
          expect(step, sql).not.toMatch(/comments_queue|comments_newest|comments_parent/);
  });

  it("list the queue in the order of an index", () => {
    for (const { sql, steps } of plansOf(queueRepository))
      if (sql.includes("AS shown") && !sql.includes("@postId"))
        expect(steps[1], sql).toMatch(/USING (COVERING )?INDEX comments_queue/);
  });

  it("delete without looking at every other comment", () => {
    const { content } = openInMemory();
    const plan = content.prepare("EXPLAIN QUERY PLAN DELETE FROM comments WHERE id = 1").all() as {
      detail: string;
    }[];
    for (const { detail } of plan) expect(detail).not.toMatch(TABLE);
  });
});
