import type { Database } from "./driver.ts";

/**
 * A text that changes whenever the content changed: by a statement of this connection (`total_changes`), or by a commit
 * of another process (`data_version`), which is looked for once in a turn of the event loop: what is answered in a turn
 * was asked before it began. About half a microsecond, and 4 µs for the first in a turn.
 */
export function contentVersion(db: Database): () => string {
  const ours = db.prepare<[], number>("SELECT total_changes()").pluck();
  const theirs = db.prepare<[], number>("PRAGMA data_version").pluck();
  let seen: number | undefined;
  const seenInThisTurn = (): number => {
    if (seen === undefined) {
      seen = theirs.get()!;
      setImmediate(() => (seen = undefined)).unref();
    }
    return seen;
  };
  return () => `${seenInThisTurn()}.${ours.get()}`;
}

/** Computes a value once for each version of the content. */
export function oncePerVersion<Value>(version: () => string, compute: () => Value): () => Value {
  let known: string | undefined;
  let value: Value;
  return () => {
    const current = version();
    if (current !== known) {
      value = compute();
      known = version();
    }
    return value;
  };
}
