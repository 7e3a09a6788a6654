import type { Database } from "../database/driver.ts";

export type RedirectRepository = ReturnType<typeof redirectRepository>;

/** Where a former address leads. */
export type RedirectTarget =
  | { kind: "post"; id: number }
  | { kind: "topic"; id: number }
  | { kind: "path"; path: string }
  | { kind: "gone" };

interface RedirectRow {
  post_id: number | null;
  topic_id: number | null;
  to_path: string | null;
}

/** Former addresses: of renamed posts and pages, of the site that was imported, of what was deleted. */
export function redirectRepository(db: Database) {
  const byPath = db.prepare<{ path: string }, RedirectRow>(
    "SELECT post_id, topic_id, to_path FROM redirects WHERE path = @path",
  );
  const toPost = db.prepare(
    `INSERT INTO redirects (path, post_id, created_at)
     SELECT value ->> 'path', value ->> 'id', @now FROM json_each(@list) WHERE true
     ON CONFLICT (path) DO UPDATE SET post_id = excluded.post_id, topic_id = NULL, to_path = NULL, is_gone = 0,
       created_at = excluded.created_at`,
  );
  const hadAddress = db
    .prepare<{ id: number }, number>("SELECT 1 FROM redirects WHERE post_id = @id LIMIT 1")
    .pluck();
  const buryFormer = db.prepare("UPDATE redirects SET post_id = NULL, is_gone = 1 WHERE post_id = @id");
  const buryPath = db.prepare(
    `INSERT INTO redirects (path, is_gone, created_at) VALUES (@path, 1, @now)
     ON CONFLICT (path) DO UPDATE SET post_id = NULL, topic_id = NULL, to_path = NULL, is_gone = 1,
       created_at = excluded.created_at`,
  );
  const legacy = db
    .prepare<{ id: number }, number>("SELECT post_id FROM legacy_ids WHERE legacy_id = @id")
    .pluck();
  return {
    /** `path` is decoded, without slashes around it. */
    find(path: string): RedirectTarget | undefined {
      const row = byPath.get({ path });
      if (!row) return undefined;
      if (row.post_id !== null) return { kind: "post", id: row.post_id };
      if (row.topic_id !== null) return { kind: "topic", id: row.topic_id };
      return row.to_path === null ? { kind: "gone" } : { kind: "path", path: row.to_path };
    },
    /** Leads these addresses to these posts from now on, whatever they led to before. */
    lead(list: { path: string; id: number }[], now: Date): void {
      if (list.length > 0) toPost.run({ list: JSON.stringify(list), now: now.toISOString() });
    },
    /** Whether the post has former addresses. */
    hasFormer: (id: number): boolean => hadAddress.get({ id }) !== undefined,
    /** Answers the address of a post, and all its former ones, with 410 from now on. */
    bury(id: number, path: string, now: Date): void {
      buryFormer.run({ id });
      buryPath.run({ path, now: now.toISOString() });
    },
    /** The post or page that an imported site knew under this number. */
    findLegacy: (id: number): number | undefined => legacy.get({ id }),
  };
}

/** An address as `redirects.path` keeps it: decoded, without slashes around it. */
export function redirectPath(address: string): string {
  return decodeURIComponent(address).replace(/^\/+|\/+$/g, "");
}
