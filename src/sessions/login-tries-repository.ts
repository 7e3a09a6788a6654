import type { Database } from "../database/driver.ts";

export type LoginTries = ReturnType<typeof loginTriesRepository>;

/** How often logging in failed, by subject. Times are milliseconds since 1970. */
export function loginTriesRepository(db: Database) {
  const find = db.prepare<{ subject: Buffer }, { failures: number; last_at: number; closed_until: number }>(
    "SELECT failures, last_at, closed_until FROM login_tries WHERE subject = @subject",
  );
  const put = db.prepare(
    `INSERT INTO login_tries (subject, failures, last_at, closed_until) VALUES (@subject, @failures, @at, @closedUntil)
     ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at,
       closed_until = excluded.closed_until`,
  );
  const forget = db.prepare("DELETE FROM login_tries WHERE subject = @subject");
  const takeBack = db.prepare(
    "UPDATE login_tries SET failures = max(0, failures - 1), closed_until = 0 WHERE subject = @subject",
  );
  const purge = db.prepare("DELETE FROM login_tries WHERE last_at < @before");
  return {
    find(subject: Buffer) {
      const row = find.get({ subject });
      return row && { failures: row.failures, lastAt: row.last_at, closedUntil: row.closed_until };
    },
    put: (subject: Buffer, failures: number, at: number, closedUntil: number): void =>
      void put.run({ subject, failures, at, closedUntil }),
    forget: (subject: Buffer): void => void forget.run({ subject }),
    /** One failure less, and the subject is open again. */
    takeBack: (subject: Buffer): void => void takeBack.run({ subject }),
    purge: (before: number): void => void purge.run({ before }),
    /** Looks and writes as one step, also among several processes. */
    together: <Result>(work: () => Result): Result => db.transaction(work).immediate(),
  };
}
