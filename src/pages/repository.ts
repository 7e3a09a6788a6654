import type { Database } from "../database/driver.ts";
import { LISTED, READABLE } from "../posts/rows.ts";

export type PageRepository = ReturnType<typeof pageRepository>;

/** A page as a link to it needs it. */
export interface PageLink {
  id: number;
  kind: "page";
  slug: string;
  path: string;
  title: string;
  language: string | null;
}

/** Where pages stand among each other. Their text is read by the repository of posts. */
export function pageRepository(db: Database) {
  const columns = "p.id, p.kind, p.slug, p.path, p.title, p.language";
  const children = db.prepare<{ id: number; now: string }, PageLink>(
    `SELECT ${columns} FROM posts AS p WHERE p.parent_id = @id AND p.kind = 'page' AND ${LISTED}
     ORDER BY p.position, p.title, p.id`,
  );
  const ancestors = db.prepare<{ id: number; now: string }, PageLink>(
    `WITH RECURSIVE up (id, distance) AS (
       SELECT parent_id, 1 FROM posts WHERE id = @id AND parent_id IS NOT NULL
       UNION ALL SELECT above.parent_id, up.distance + 1 FROM up JOIN posts AS above ON above.id = up.id
       WHERE above.parent_id IS NOT NULL AND up.distance < 20)
     SELECT ${columns} FROM up JOIN posts AS p ON p.id = up.id WHERE ${READABLE} AND p.is_unlisted = 0 ORDER BY up.distance DESC`,
  );
  const all = db.prepare<{ now: string }, PageLink>(
    `SELECT ${columns} FROM posts AS p WHERE p.kind = 'page' AND ${LISTED} ORDER BY p.path LIMIT 1000`,
  );
  return {
    /** Every listed page, by its address. */
    listAll: (now: Date): PageLink[] => all.all({ now: now.toISOString() }),
    /** The listed pages right below one, in their order. */
    listChildren: (id: number, now: Date): PageLink[] => children.all({ id, now: now.toISOString() }),
    /** From the top down to its parent; those that readers may open, and may find. */
    listAncestors: (id: number, now: Date): PageLink[] => ancestors.all({ id, now: now.toISOString() }),
  };
}
