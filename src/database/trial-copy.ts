import { rmSync } from "node:fs";
import { join } from "node:path";
import { openFile, type Database } from "./driver.ts";

/**
 * Hands `work` a copy of a database, to try on it what would be written. The copy lies in `folder` without a name, and is
 * gone with its connection. Nobody waits for it: taking it only reads. Throws an Error with a plain sentence where there is
 * no room for it.
 */
export async function withTrialCopy<Result>(
  db: Database,
  folder: string,
  work: (copy: Database) => Promise<Result>,
): Promise<Result> {
  let copy: Database | undefined;
  try {
    copy = openCopy(db, join(folder, `trial-${process.pid}.db`));
    return await work(copy);
  } catch (error) {
    if ((error as { code?: unknown }).code !== "SQLITE_FULL") throw error;
    throw new Error("The disk has no room for a copy to try this on. No post was changed.", { cause: error });
  } finally {
    copy?.close();
  }
}

function openCopy(db: Database, file: string): Database {
  rmSync(file, { force: true });
  try {
    db.prepare("VACUUM INTO ?").run(file);
    const copy = openFile(file);
    copy.pragma("journal_mode = MEMORY"); // one in a file would need a name
    copy.pragma("synchronous = OFF");
    copy.pragma("foreign_keys = ON");
    return copy;
  } finally {
    rmSync(file, { force: true });
  }
}
