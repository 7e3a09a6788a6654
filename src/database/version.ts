import type { Database } from "./driver.ts";

/**
 * A text that changes whenever the content changed: by a commit of another process (`data_version`) or by a
 * statement of this connection (`total_changes`). About 4 µs. It is asked anew each time: an answer remembered by a timer
 * would still be there when the event loop wakes up for a reader.
 */
export function contentVersion(db: Database): () => string {
  const ours = db.prepare<[], number>("SELECT total_changes()").pluck();
  const theirs = db.prepare<[], number>("PRAGMA data_version").pluck();
  return () => `${theirs.get()}.${ours.get()}`;
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
