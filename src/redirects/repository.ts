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

/** A former address, and the name of what it leads to. */
export interface FormerAddress {
  /** Decoded, without slashes around it. */
  path: string;
  target: RedirectTarget;
  /** The title of the post or page, or the name of the topic; null where it leads to neither. */
  name: string | null;
}

/** Former addresses: of renamed posts and pages, of the site that was imported, of what was deleted. */
export function redirectRepository(db: Database) {
  const byPath = db.prepare<{ path: string }, RedirectRow>(
    "SELECT post_id, topic_id, to_path FROM redirects WHERE path = @path",
  );
  const found =
    "instr('/' || lower(r.path), lower(@query)) > 0 OR instr(lower(r.to_path), lower(@query)) > 0";
  const listed = db.prepare<
    { query: string; limit: number; offset: number },
    RedirectRow & { path: string; name: string | null }
  >(
    `SELECT r.path, r.post_id, r.topic_id, r.to_path, coalesce(p.title, t.name) AS name
     FROM redirects AS r LEFT JOIN posts AS p ON p.id = r.post_id LEFT JOIN topics AS t ON t.id = r.topic_id
     WHERE @query = '' OR ${found} ORDER BY r.path LIMIT @limit OFFSET @offset`,
  );
  const counted = db
    .prepare<{ query: string }, number>(`SELECT count(*) FROM redirects AS r WHERE @query = '' OR ${found}`)
    .pluck();
  const toPath = db.prepare(
    `INSERT INTO redirects (path, to_path, created_at) VALUES (@path, @to, @now)
     ON CONFLICT (path) DO UPDATE SET post_id = NULL, topic_id = NULL, to_path = excluded.to_path, is_gone = 0,
       created_at = excluded.created_at`,
  );
  const forgetPath = db.prepare("DELETE FROM redirects WHERE path = @path AND to_path IS NOT NULL");
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
      return row && toTarget(row);
    },
    /** Some of those that have these words in them, or in the path they lead to, in their order; '' for all. */
    list: (query: string, limit: number, offset: number): FormerAddress[] =>
      listed.all({ query, limit, offset }).map((row) => ({
        ...{ path: row.path, target: toTarget(row), name: row.name },
      })),
    count: (query: string): number => counted.get({ query })!,
    /** Leads an address to a path of this site from now on, whatever it led to before. */
    leadToPath(path: string, to: string, now: Date): void {
      toPath.run({ path, to, now: now.toISOString() });
    },
    /** Whether an address led to a path, which it does no more. */
    forget: (path: string): boolean => forgetPath.run({ path }).changes > 0,
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

function toTarget(row: RedirectRow): RedirectTarget {
  if (row.post_id !== null) return { kind: "post", id: row.post_id };
  if (row.topic_id !== null) return { kind: "topic", id: row.topic_id };
  return row.to_path === null ? { kind: "gone" } : { kind: "path", path: row.to_path };
}

/** An address as `redirects.path` keeps it: decoded, without slashes around it. */
export function redirectPath(address: string): string {
  return decodeURIComponent(address).replace(/^\/+|\/+$/g, "");
}
