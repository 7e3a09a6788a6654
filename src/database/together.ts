import type { Database } from "./driver.ts";
import { syncBeside, syncFile, type SyncFile } from "./sync-beside.ts";

/**
 * Lets work that is asked for in the same turn of the event loop, or while the disk is busy, share one transaction and one
 * sync to the disk. Each stands for itself in it: where one fails, what it wrote is taken back and only its promise rejects.
 * A promise resolves when the work is on the disk.
 */
export function together<Args extends unknown[], Result>(
  db: Database,
  work: (...args: Args) => Result,
  sync: SyncFile = syncFile,
): (...args: Args) => Promise<Result> {
  type Job = { args: Args; resolve: (result: Result) => void; reject: (error: unknown) => void };
  let waiting: Job[] = [];
  let isBusy = false;

  /** Does one of them, and returns how to answer it. */
  const perform = ({ args, resolve }: Job): (() => void) => {
    const result = work(...args);
    return () => resolve(result);
  };
  const apart = db.transaction(perform);
  /** Takes back what one wrote that fails, and nothing else. */
  const attempt = (job: Job): (() => void) => {
    try {
      return apart(job);
    } catch (error) {
      // A full disk and the like end the whole transaction.
      if (!db.inTransaction) throw error;
      return () => job.reject(error);
    }
  };
  const all = db.transaction((jobs: Job[]) => (jobs.length === 1 ? jobs.map(perform) : jobs.map(attempt)));

  const begin = async () => {
    const jobs = waiting;
    waiting = [];
    try {
      for (const answer of await syncBeside(db, sync, () => all.immediate(jobs))) answer();
    } catch (error) {
      for (const { reject } of jobs) reject(error);
    }
    isBusy = false;
    if (waiting.length > 0) gather();
  };
  const gather = () => {
    isBusy = true;
    setImmediate(() => void begin());
  };
  return (...args) =>
    new Promise((resolve, reject) => {
      waiting.push({ args, resolve, reject });
      if (!isBusy) gather();
    });
}
