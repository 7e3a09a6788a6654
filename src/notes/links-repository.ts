import type { Database } from "../database/driver.ts";

export type LinksRepository = ReturnType<typeof linksRepository>;

/** Leave for somebody without an account to look at a post. */
export interface PreviewLink {
  id: number;
  postId: number;
  /** For whom. */
  name: string;
  createdAt: Date;
  expiresAt: Date;
  /** When it was last used; null for never. */
  openedAt: Date | null;
}

interface LinkRow {
  id: number;
  post_id: number;
  name: string;
  created_at: string;
  expires_at: string;
  opened_at: string | null;
}

/** All SQL about preview links. One that was revoked is deleted. */
export function linksRepository(db: Database) {
  const columns = "id, post_id, name, created_at, expires_at, opened_at";
  const byId = db.prepare<{ id: number }, LinkRow>(`SELECT ${columns} FROM preview_links WHERE id = @id`);
  const list = db.prepare<{ postId: number }, LinkRow>(
    `SELECT ${columns} FROM preview_links WHERE post_id = @postId ORDER BY id DESC`,
  );
  const count = db
    .prepare<{ postId: number; now: string }, number>(
      "SELECT count(*) FROM preview_links WHERE post_id = @postId AND expires_at > @now",
    )
    .pluck();
  const insert = db.prepare(
    `INSERT INTO preview_links (post_id, name, created_by, created_at, expires_at)
     VALUES (@postId, @name, @by, @now, @expiresAt)`,
  );
  const revoke = db.prepare("DELETE FROM preview_links WHERE id = @id AND post_id = @postId");
  const open = db.prepare("UPDATE preview_links SET opened_at = @now WHERE id = @id");
  return {
    /** The link, expired or not; undefined for one that was revoked. */
    find(id: number): PreviewLink | undefined {
      const row = byId.get({ id });
      return row && toLink(row);
    },
    /** Those of a post, the newest first. */
    list: (postId: number): PreviewLink[] => list.all({ postId }).map(toLink),
    /** How many links to a post work. */
    count: (postId: number, now: Date): number => count.get({ postId, now: now.toISOString() })!,
    create(link: { postId: number; name: string; by: number; expiresAt: Date }, now: Date): number {
      const row = { ...link, expiresAt: link.expiresAt.toISOString(), now: now.toISOString() };
      return Number(insert.run(row).lastInsertRowid);
    },
    revoke: (id: number, postId: number): void => void revoke.run({ id, postId }),
    noteOpening: (id: number, now: Date): void => void open.run({ id, now: now.toISOString() }),
  };
}

function toLink(row: LinkRow): PreviewLink {
  return {
    ...{ id: row.id, postId: row.post_id, name: row.name, createdAt: new Date(row.created_at) },
    expiresAt: new Date(row.expires_at),
    openedAt: row.opened_at === null ? null : new Date(row.opened_at),
  };
}
