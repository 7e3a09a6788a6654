import type { Database } from "../database/driver.ts";

export type ExpiryRepository = ReturnType<typeof expiryRepository>;

/**
 * Posts that expire. Their moment passes without a write, but everything that decides who sees them is kept by triggers
 * on writes: `settle` makes that write, and has to come before anything is read for readers.
 */
export function expiryRepository(db: Database) {
  // Both ways: where the clock was wrong and is set back, what expired by mistake comes back.
  const isDue = `(is_expired = 0 AND expires_at <= @now) OR (is_expired = 1 AND expires_at > @now)`;
  const due = db
    .prepare<{ now: string }, number>(
      `SELECT 1 FROM posts WHERE expires_at IS NOT NULL AND (${isDue}) LIMIT 1`,
    )
    .pluck();
  const settle = db.prepare(
    `UPDATE posts SET is_expired = 1 - is_expired WHERE expires_at IS NOT NULL AND (${isDue})`,
  );
  const next = db
    .prepare<{ now: string }, string | null>(
      "SELECT min(expires_at) FROM posts WHERE expires_at IS NOT NULL AND is_expired = 0 AND expires_at > @now",
    )
    .pluck();
  return {
    settle(now: Date): void {
      const at = { now: now.toISOString() };
      if (due.get(at) !== undefined) settle.run(at);
    },
    /** When the next post expires; undefined where none will. */
    next(now: Date): Date | undefined {
      const at = next.get({ now: now.toISOString() });
      return at ? new Date(at) : undefined;
    },
  };
}
