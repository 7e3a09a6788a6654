import type { Database } from "../database/driver.ts";

export type PresenceRepository = ReturnType<typeof presenceRepository>;

/** An open editor says every 20 seconds that it is there. */
const GONE_AFTER_MS = 60_000;

/** Who has which post open. The names come from the content: the two databases know nothing of one another. */
export function presenceRepository(activity: Database, nameOf: (userId: number) => string | undefined) {
  const note = activity.prepare(
    `INSERT INTO presence (post_id, tab, user_id, seen_at) VALUES (@postId, @tab, @userId, @now)
     ON CONFLICT (post_id, tab) DO UPDATE SET user_id = excluded.user_id, seen_at = excluded.seen_at`,
  );
  const sweep = activity.prepare<{ before: string }>("DELETE FROM presence WHERE seen_at < @before");
  const forget = activity.prepare<{ postId: number; tab: string }>(
    "DELETE FROM presence WHERE post_id = @postId AND tab = @tab",
  );
  const others = activity
    .prepare<{ postId: number; userId: number; since: string }, number>(
      `SELECT DISTINCT user_id FROM presence WHERE post_id = @postId AND user_id <> @userId AND seen_at >= @since
       ORDER BY user_id`,
    )
    .pluck();
  const since = (now: Date) => new Date(now.getTime() - GONE_AFTER_MS).toISOString();
  return {
    note(here: { postId: number; tab: string; userId: number }, now: Date): void {
      sweep.run({ before: since(now) });
      note.run({ ...here, now: now.toISOString() });
    },
    forget: (postId: number, tab: string): void => void forget.run({ postId, tab }),
    /** Names of the other people who have a post open. */
    listOthers: (postId: number, userId: number, now: Date): string[] =>
      others.all({ postId, userId, since: since(now) }).flatMap((id) => nameOf(id) ?? []),
  };
}
