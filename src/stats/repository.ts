import type { Database } from "../database/driver.ts";

export type StatsRepository = ReturnType<typeof statsRepository>;

/** All SQL about views. It stands in the activity database and knows posts by their ids only. */
export function statsRepository(activity: Database) {
  const totals = activity.prepare<{ ids: string }, { post_id: number; views: number }>(
    "SELECT post_id, views FROM views_total WHERE post_id IN (SELECT value FROM json_each(@ids))",
  );
  return {
    /** Views of these posts; one that nobody has read is missing. */
    totals: (postIds: number[]): Map<number, number> =>
      new Map(totals.all({ ids: JSON.stringify(postIds) }).map(({ post_id, views }) => [post_id, views])),
  };
}
