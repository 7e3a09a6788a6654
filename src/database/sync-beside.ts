import { closeSync, fdatasync, openSync } from "node:fs";
import { promisify } from "node:util";
import type { Database } from "./driver.ts";

/** Writes what the system still holds of an open file to the disk; rejects where the disk fails. */
export type SyncFile = (file: number) => Promise<void>;

export const syncFile: SyncFile = promisify(fdatasync);

/**
 * Does a transaction at once, and syncs it to the disk while the program goes on: resolves when what was written outlives a
 * power failure. Rejects where the transaction or the sync fails; after a failed sync what was written may be there or
 * not. Where the write-ahead log is no file that can be opened, the transaction syncs itself. docs/decisions/comments-together.md
 */
export async function syncBeside<Result>(
  db: Database,
  sync: SyncFile,
  transaction: () => Result,
): Promise<Result> {
  // Opened before anything is written, so that no failure to write it can have been told to somebody else.
  const log = openLog(db);
  if (log === undefined) return transaction();
  try {
    const result = unsynced(db, transaction);
    await sync(log);
    return result;
  } finally {
    closeSync(log);
  }
}

export type DiskBeside = ReturnType<typeof diskBeside>;

/** The disk on which a database lies, for work that is answered when it is there. */
export function diskBeside(db: Database) {
  return {
    /** Does at once what is one transaction; resolves when it is on the disk, rejects as `syncBeside`. */
    synced: <Result>(work: () => Result): Promise<Result> => syncBeside(db, syncFile, work),
  };
}

/** SQLite locks the database and its index of the log, never the log: it is safe to open and to close it here. */
function openLog(db: Database): number | undefined {
  if (db.memory) return undefined;
  try {
    return openSync(`${db.name}-wal`, "r+");
  } catch {
    return undefined;
  }
}

function unsynced<Result>(db: Database, transaction: () => Result): Result {
  db.exec("PRAGMA synchronous = NORMAL");
  try {
    return transaction();
  } finally {
    db.exec("PRAGMA synchronous = FULL");
  }
}
