import type { Database } from "../database/driver.ts";
import type { PostStatus } from "./post.ts";

export type StateRepository = ReturnType<typeof stateRepository>;

/** The SQL that moves posts and pages from one state to another. Callers hold the transaction. */
export function stateRepository(db: Database) {
  const set = db.prepare(
    `UPDATE posts SET status = @status, published_at = @publishedAt, status_before_trash = NULL, trashed_at = NULL,
       revision = revision + 1 WHERE id = @id`,
  );
  const trash = db.prepare(
    `UPDATE posts SET status_before_trash = status, status = 'trash', trashed_at = @now, revision = revision + 1
     WHERE id = @id AND status <> 'trash'`,
  );
  const restore = db.prepare(
    `UPDATE posts SET status = coalesce(status_before_trash, 'draft'), status_before_trash = NULL, trashed_at = NULL,
       revision = revision + 1 WHERE id = @id AND status = 'trash'`,
  );
  const touch = db.prepare("UPDATE posts SET revision = revision + 1 WHERE id = @id");
  const remove = db.prepare("DELETE FROM posts WHERE id = @id");
  const oldTrash = db
    .prepare<{ before: string; limit: number }, number>(
      `SELECT id FROM (
         SELECT p.id, p.desk_at FROM posts AS p WHERE p.kind = 'post' AND p.status = 'trash' AND p.desk_at < @before
         UNION ALL
         SELECT p.id, p.desk_at FROM posts AS p WHERE p.kind = 'page' AND p.status = 'trash' AND p.desk_at < @before)
       LIMIT @limit`,
    )
    .pluck();
  const movePages = db.prepare(
    `UPDATE posts SET path = @to || substr(path, length(@from) + 1)
     WHERE kind = 'page' AND path > @from || '/' AND path < @from || '0'`,
  );
  const buryFormer = db.prepare("UPDATE redirects SET post_id = NULL, is_gone = 1 WHERE post_id = @id");
  const buryOwn = db.prepare(
    `INSERT INTO redirects (path, is_gone, created_at) VALUES (@path, 1, @now)
     ON CONFLICT (path) DO UPDATE SET post_id = NULL, topic_id = NULL, to_path = NULL, is_gone = 1`,
  );
  return {
    setStatus(id: number, status: Exclude<PostStatus, "trash">, publishedAt: Date | null): void {
      set.run({ id, status, publishedAt: publishedAt?.toISOString() ?? null });
    },
    trash: (id: number, now: Date): void => void trash.run({ id, now: now.toISOString() }),
    /** Puts a post back to what it was before it was thrown away. */
    restore: (id: number): void => void restore.run({ id }),
    /** Makes a new version of a post that stays as it is. */
    touch: (id: number): void => void touch.run({ id }),
    delete: (id: number): void => void remove.run({ id }),
    /** Makes an address, and all former ones of the post, answer "gone". `path` is as a browser sends it. */
    bury(id: number, path: string, now: Date): void {
      buryFormer.run({ id });
      buryOwn.run({ path: decodeURIComponent(path).replace(/^\/+|\/+$/g, ""), now: now.toISOString() });
    },
    /** Ids of what was thrown away before a moment, some at a time. */
    listTrashedBefore: (before: Date, limit: number): number[] =>
      oldTrash.all({ before: before.toISOString(), limit }),
    /** Takes the pages below an address along to another. '0' is the character after '/'. */
    movePagesBelow: (from: string, to: string): void => void movePages.run({ from, to }),
  };
}
