import { expect, it } from "vitest";
import { commentStore } from "../../src/comments/store.ts";
import { plansOf } from "../support/query-plans.ts";

it("settling a thread begins at its own comments, not at all that answer nothing", () => {
  const settle = plansOf(commentStore).find(({ sql }) => sql.includes("UPDATE comments SET root_id"))!;
  const byParent = settle.steps.filter((step) => step.includes("INDEX comments_parent"));
  expect(byParent).toHaveLength(1);
});
