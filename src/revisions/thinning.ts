import type { Database } from "../database/driver.ts";
import type { RevisionRepository } from "./repository.ts";

const EVERY_MS = 3_600_000;
const AT_ONCE = 100;

/**
 * Thins autosaves with age: all of the last day stay, then the last of every hour for a week, of every day for a quarter,
 * of every week for ever. What somebody saved by a button stays for ever. At most once an hour, a bounded number at a
 * time.
 */
export function thinning({ db, revisions }: { db: Database; revisions: RevisionRepository }) {
  let thinnedAt = Number.NEGATIVE_INFINITY;
  return (now: Date): void => {
    if (now.getTime() - thinnedAt < EVERY_MS) return;
    const doomed = revisions.listThinnable(now, AT_ONCE);
    db.transaction(() => doomed.forEach(({ postId, number }) => revisions.remove(postId, number)))();
    if (doomed.length < AT_ONCE) thinnedAt = now.getTime();
  };
}
