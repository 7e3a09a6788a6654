import { describe, expect, it } from "vitest";
import { queueRepository } from "../../src/comments/queue-repository.ts";
import { commentRepository } from "../../src/comments/repository.ts";
import { placeColumns } from "../../src/comments/rows.ts";
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

  it("ask whether something was said before by its first words, not of all that one name said", () => {
    const [same] = plansOf(commentStore).filter(({ sql }) => sql.includes("source = @source"));
    expect(same!.steps).toEqual([
      "SEARCH comments USING INDEX comments_of_post (post_id=? AND author_name=? AND <expr>=?)",
    ]);
  });

  it("find the place of a comment among those of its post alone", () => {
    const { content } = openInMemory();
    const plan = content
      .prepare(`EXPLAIN QUERY PLAN SELECT ${placeColumns} FROM comments AS c WHERE c.id = 1`)
      .all() as { detail: string }[];
    const ofTops = plan.filter(({ detail }) => detail.includes(" t "));
    expect(ofTops).toHaveLength(2);
    for (const { detail } of ofTops) expect(detail).toMatch(/comments_tops \(post_id=\?/);
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
