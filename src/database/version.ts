import type { Database } from "./driver.ts";

/** Says a text that changes whenever the content changed. */
export interface ContentVersion {
  (): string;
  /**
   * Does some work that writes nothing; until it returns, or first waits, the version is asked for once. Work that goes on
   * after it has waited asks anew each time.
   */
  heldDuring: (work: () => void) => void;
}

/**
 * The version moves by a commit of another process (`data_version`) or by a statement of this connection
 * (`total_changes`). Asking costs about 4 µs. No timer may remember an answer: it would still be there when the event
 * loop wakes up for a reader.
 */
export function contentVersion(db: Database): ContentVersion {
  const ours = db.prepare<[], number>("SELECT total_changes()").pluck();
  const theirs = db.prepare<[], number>("PRAGMA data_version").pluck();
  const ask = () => `${theirs.get()}.${ours.get()}`;
  let isHeld = false;
  let held: string | undefined;
  const version = () => (isHeld ? (held ??= ask()) : ask());
  const heldDuring = (work: () => void) => {
    isHeld = true;
    try {
      work();
    } finally {
      isHeld = false;
      held = undefined;
    }
  };
  return Object.assign(version, { heldDuring });
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
