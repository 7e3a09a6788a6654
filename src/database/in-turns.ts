import { setTimeout as pause } from "node:timers/promises";
import type { Database } from "./driver.ts";

/** Does a piece of writing, whole or not at all, when it is its turn. */
export type InTurn = <Result>(piece: () => Result) => Promise<Result>;

/** How long nobody else may write. */
const WRITE_MS = 50;
/** How long others may then: whoever waits for SQLite looks at least so often in the first eighty milliseconds. */
const PAUSE_MS = 25;

/**
 * Long writing beside a site that runs, whose thread stands still while it waits to write: pieces share transactions of
 * 50 ms, with pauses between them for others. Where one fails, those of earlier transactions stay. The connection must be
 * the writer's own: another's statements would fall into the same transactions.
 */
export async function inTurns<Result>(
  db: Database,
  work: (inTurn: InTurn) => Promise<Result>,
  pauseMs = PAUSE_MS,
): Promise<Result> {
  let since = 0;
  try {
    const result = await work(async (piece) => {
      if (!db.inTransaction) {
        db.exec("BEGIN IMMEDIATE");
        since = performance.now();
      }
      const done = piece();
      if (performance.now() - since >= WRITE_MS) {
        db.exec("COMMIT");
        await pause(pauseMs);
      }
      return done;
    });
    if (db.inTransaction) db.exec("COMMIT");
    return result;
  } finally {
    if (db.inTransaction) db.exec("ROLLBACK");
  }
}
