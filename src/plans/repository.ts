import type { Database } from "../database/driver.ts";
import type { PostTyped } from "../posts/typed.ts";

export type PlannedRepository = ReturnType<typeof plannedRepository>;

/** Why a change could not be made at its hour: who planned it may not any more, the post is not out, the form fits no more. */
export type PlanProblem = "rights" | "state" | "form";

/** A change of a post that is out, for an hour to come. */
export interface PlannedChange {
  postId: number;
  at: Date;
  /** The form from which it began. */
  base: PostTyped;
  change: PostTyped;
  /** Who planned it; null where that person is gone. */
  by: number | null;
  author: string | null;
  problem: PlanProblem | null;
}

interface PlanRow {
  post_id: number;
  apply_at: string;
  base: string;
  change: string;
  user_id: number | null;
  author: string | null;
  problem: PlanProblem | null;
}

/** All SQL about planned changes. A post has one at most. */
export function plannedRepository(db: Database) {
  const columns = "c.post_id, c.apply_at, c.base, c.change, c.user_id, u.name AS author, c.problem";
  const source = "planned_changes AS c LEFT JOIN users AS u ON u.id = c.user_id";
  const find = db.prepare<{ postId: number }, PlanRow>(
    `SELECT ${columns} FROM ${source} WHERE c.post_id = @postId`,
  );
  const due = db
    .prepare<{ now: string }, number>(
      "SELECT post_id FROM planned_changes WHERE problem IS NULL AND apply_at <= @now ORDER BY apply_at, post_id",
    )
    .pluck();
  const next = db
    .prepare<{ now: string }, string | null>(
      "SELECT min(apply_at) FROM planned_changes WHERE problem IS NULL AND apply_at > @now",
    )
    .pluck();
  const put = db.prepare(
    `INSERT INTO planned_changes (post_id, apply_at, base, change, user_id, created_at)
     VALUES (@postId, @at, @base, @change, @by, @now)
     ON CONFLICT (post_id) DO UPDATE SET apply_at = excluded.apply_at, base = excluded.base, change = excluded.change,
       user_id = excluded.user_id, created_at = excluded.created_at, problem = NULL`,
  );
  const move = db.prepare(
    "UPDATE planned_changes SET apply_at = @at, problem = NULL WHERE post_id = @postId",
  );
  const fail = db.prepare("UPDATE planned_changes SET problem = @problem WHERE post_id = @postId");
  const clear = db.prepare("DELETE FROM planned_changes WHERE post_id = @postId");
  return {
    find(postId: number): PlannedChange | undefined {
      const row = find.get({ postId });
      return row && toPlan(row);
    },
    /** Posts whose change is to be made by now, in the order of their hours. */
    listDue: (now: Date): number[] => due.all({ now: now.toISOString() }),
    /** When the next change is due; undefined where none is planned. */
    next(now: Date): Date | undefined {
      const at = next.get({ now: now.toISOString() });
      return at ? new Date(at) : undefined;
    },
    put(plan: { postId: number; at: Date; base: PostTyped; change: PostTyped; by: number }, now: Date): void {
      put.run({
        ...{ postId: plan.postId, by: plan.by, at: plan.at.toISOString(), now: now.toISOString() },
        ...{ base: JSON.stringify(plan.base), change: JSON.stringify(plan.change) },
      });
    },
    /** Gives a change another hour. */
    move: (postId: number, at: Date): void => void move.run({ postId, at: at.toISOString() }),
    fail: (postId: number, problem: PlanProblem): void => void fail.run({ postId, problem }),
    clear: (postId: number): void => void clear.run({ postId }),
  };
}

function toPlan(row: PlanRow): PlannedChange {
  return {
    ...{ postId: row.post_id, at: new Date(row.apply_at), by: row.user_id, author: row.author },
    base: JSON.parse(row.base) as PostTyped,
    change: JSON.parse(row.change) as PostTyped,
    problem: row.problem,
  };
}
