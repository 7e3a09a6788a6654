import { rmSync } from "node:fs";
import { join } from "node:path";
import { openFile, type Database } from "./driver.ts";

/**
 * Hands `work` a copy of a database, to try on it what would be written. The copy lies in `folder` without a name, and is gone
 * with its connection. Nobody waits for it: taking it only reads.
 */
export async function withTrialCopy<Result>(
  db: Database,
  folder: string,
  work: (copy: Database) => Promise<Result>,
): Promise<Result> {
  const file = join(folder, `trial-${process.pid}.tmp`);
  rmSync(file, { force: true });
  let copy: Database;
  try {
    db.prepare("VACUUM INTO ?").run(file);
    copy = openFile(file);
    // Before the name goes: a journal in a file would need it.
    copy.pragma("journal_mode = MEMORY");
    copy.pragma("synchronous = OFF");
    copy.pragma("foreign_keys = ON");
  } finally {
    rmSync(file, { force: true });
  }
  try {
    return await work(copy);
  } finally {
    copy.close();
  }
}
