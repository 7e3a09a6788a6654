import type { Database } from "./driver.ts";
import { syncBeside, syncFile, type SyncFile } from "./sync-beside.ts";

interface Terms {
  /** How long work may wait for more of it, in milliseconds; 0 for no longer than this turn of the event loop. */
  gatherMs?: () => number;
  sync?: SyncFile;
}

/** So few are no crowd: more of them may come. */
const CROWD = 4;

/**
 * Lets work that is asked for while the disk is busy, in the same turn of the event loop or while it is gathered, share one
 * transaction and one sync to the disk. A crowd as large as the last waits for nobody else. Each stands for itself in it:
 * where one fails, what it wrote is taken back and only its promise rejects. A promise resolves when the work is on the disk.
 */
export function together<Args extends unknown[], Result>(
  db: Database,
  work: (...args: Args) => Result,
  { gatherMs = () => 0, sync = syncFile }: Terms = {},
): (...args: Args) => Promise<Result> {
  type Job = { args: Args; resolve: (result: Result) => void; reject: (error: unknown) => void };
  let waiting: Job[] = [];
  let isBusy = false;
  /** Begins, once nobody else is waited for. */
  let timer: NodeJS.Timeout | undefined;
  let crowd = CROWD;

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
    timer = undefined;
    crowd = Math.max(CROWD, jobs.length);
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
    const ms = waiting.length < crowd ? gatherMs() : 0;
    if (ms > 0) timer = setTimeout(() => void begin(), ms);
    else setImmediate(() => void begin());
  };
  const hurry = () => {
    clearTimeout(timer);
    timer = undefined;
    setImmediate(() => void begin());
  };
  return (...args) =>
    new Promise((resolve, reject) => {
      waiting.push({ args, resolve, reject });
      if (!isBusy) gather();
      else if (timer && waiting.length >= crowd) hurry();
    });
}
