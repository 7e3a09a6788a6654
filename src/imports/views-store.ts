import type { Database } from "../database/driver.ts";

export type ImportedViews = ReturnType<typeof importedViews>;

/** The view totals an import brings. They are set, never added: a second import changes nothing. */
export function importedViews(activity: Database) {
  const set = activity.prepare(
    `INSERT INTO views_total (post_id, views, imported) VALUES (@postId, @views, @views)
     ON CONFLICT (post_id) DO UPDATE SET views = views - imported + excluded.imported, imported = excluded.imported`,
  );
  return {
    setAll(totals: ReadonlyMap<number, number>): void {
      activity.transaction(() => {
        for (const [postId, views] of totals) set.run({ postId, views });
      })();
    },
  };
}
