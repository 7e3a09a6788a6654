import type { Database } from "../database/driver.ts";

export type LedgerRepository = ReturnType<typeof ledgerRepository>;

export type ImportedKind =
  | "post"
  | "page"
  | "media"
  | "comment"
  | "category"
  | "tag"
  | "author"
  | "menu"
  | "menu-item"
  | "unshown-media";

export type RedirectTarget = { postId: number } | { topicId: number } | { toPath: string };

/** What came from where (`source`: one old site), and where its old addresses lead. All SQL about both. */
export function ledgerRepository(db: Database, source: string) {
  const item = db
    .prepare<{ source: string; kind: string; guid: string }, number>(
      "SELECT target_id FROM import_items WHERE source = @source AND kind = @kind AND guid = @guid",
    )
    .pluck();
  const addItem = db.prepare(
    `INSERT INTO import_items (source, kind, guid, target_id) VALUES (@source, @kind, @guid, @id)
     ON CONFLICT DO UPDATE SET target_id = excluded.target_id`,
  );
  const any = db
    .prepare<{ source: string; kind: string }, number>(
      "SELECT 1 FROM import_items WHERE source = @source AND kind = @kind LIMIT 1",
    )
    .pluck();
  const forget = db.prepare("DELETE FROM import_items WHERE source = @source AND kind = @kind");
  const redirect = db.prepare(
    `INSERT INTO redirects (path, post_id, topic_id, to_path, created_at)
     VALUES (@path, @postId, @topicId, @toPath, @now) ON CONFLICT DO NOTHING`,
  );
  const addLegacyId = db.prepare(
    "INSERT INTO legacy_ids (legacy_id, post_id) VALUES (@legacyId, @postId) ON CONFLICT DO NOTHING",
  );
  return {
    /** Writes several entries at once, or none. */
    atomically(work: () => void): void {
      db.transaction(work)();
    },
    /** The id here of what is called `guid` there; undefined for what has not been imported yet. */
    find: (kind: ImportedKind, guid: string): number | undefined => item.get({ source, kind, guid }),
    add(kind: ImportedKind, guid: string, id: number): void {
      addItem.run({ source, kind, guid, id });
    },
    hasAny: (kind: ImportedKind): boolean => any.get({ source, kind }) !== undefined,
    forgetAll: (kind: ImportedKind): void => void forget.run({ source, kind }),
    /** An old address, decoded and without slashes at its ends. The first thing that claims an address keeps it. */
    redirect(path: string, target: RedirectTarget, now: Date): void {
      if (path === "") return;
      redirect.run({ path, postId: null, topicId: null, toPath: null, ...target, now: now.toISOString() });
    },
    /** /?p=12 of the old site. */
    addLegacyId(legacyId: number, postId: number): void {
      if (legacyId > 0) addLegacyId.run({ legacyId, postId });
    },
  };
}
