import type { Database } from "../database/driver.ts";
import type { NewComment } from "./comment.ts";

export type CommentStore = ReturnType<typeof commentStore>;

/**
 * Works out where the threads of these comments are shown: `root_id` and `depth` pass over comments that are not
 * approved, so an approved answer to a hidden comment is still read, and moves back when that one returns.
 */
const SETTLE = `
  WITH RECURSIVE
  up (id, parent_id) AS (
    SELECT id, parent_id FROM comments WHERE id IN (SELECT value FROM json_each(@ids))
    UNION SELECT c.id, c.parent_id FROM up JOIN comments AS c ON c.id = up.parent_id),
  down (id, root_id, depth, next_root_id, next_depth) AS (
    SELECT c.id, NULL, 1, iif(c.status = 'approved', c.id, NULL), iif(c.status = 'approved', 2, 1)
    FROM up CROSS JOIN comments AS c ON c.id = up.id WHERE up.parent_id IS NULL
    UNION ALL
    SELECT c.id, down.next_root_id, down.next_depth,
      iif(c.status = 'approved', coalesce(down.next_root_id, c.id), down.next_root_id),
      iif(c.status = 'approved', down.next_depth + 1, down.next_depth)
    FROM down JOIN comments AS c ON c.parent_id = down.id)
  UPDATE comments SET root_id = down.root_id, depth = down.depth FROM down
  WHERE comments.id IN (SELECT id FROM down) AND comments.id = down.id
    AND (comments.root_id IS NOT down.root_id OR comments.depth <> down.depth)`;

/** Writes comments, and answers what the checks ask about earlier ones. For posting, imports and seeds. */
export function commentStore(db: Database) {
  const insert = db.prepare(
    `INSERT INTO comments (post_id, parent_id, kind, status, hold_reason, user_id, author_name, email_sealed, email_hash,
       website, browser_hash, source, source_format, html, text, created_at)
     VALUES (@postId, @parentId, @kind, @status, @holdReason, @userId, @authorName, @emailSealed, @emailHash,
       @website, @browserHash, @source, @sourceFormat, @html, @text, @at)`,
  );
  const settle = db.prepare<{ ids: string }>(SETTLE);
  const same = db.prepare<Said & { emailHash: Buffer | null }, number>(
    `SELECT 1 FROM comments WHERE post_id = @postId AND author_name = @name AND +parent_id IS @parentId
       AND status <> 'trash' AND substr(source, 1, 32) = substr(@source, 1, 32) AND source = @source
       AND (@emailHash IS NULL OR email_hash = @emailHash) LIMIT 1`,
  );
  const approved = db.prepare<{ browserHash: Buffer; emailHash: Buffer; name: string }, number>(
    `SELECT 1 FROM comments WHERE browser_hash = @browserHash AND status = 'approved' AND email_hash = @emailHash
       AND author_name = @name LIMIT 1`,
  );
  const author = db.prepare<{ userId: number; postId: number }, number>(
    "SELECT 1 FROM post_authors WHERE post_id = @postId AND user_id = @userId",
  );
  const edit = db.prepare(
    `UPDATE comments SET author_name = @authorName, email_sealed = @emailSealed, email_hash = @emailHash,
       website = @website, source = @source, html = @html, text = @text, edited_at = @at WHERE id = @id`,
  );
  return {
    /** Stores one comment and returns its id. Threads are right after the next `settle` of it. */
    insert(comment: NewComment): number {
      const { createdAt, html, ...values } = comment;
      const row = { html: String(html), at: createdAt.toISOString(), ...values };
      return Number(insert.run(row).lastInsertRowid);
    },
    /** Works out the threads of these comments again; call it in the transaction that added or changed them. */
    settle(ids: readonly number[]): void {
      settle.run({ ids: JSON.stringify(ids) });
    },
    edit(id: number, changed: EditedComment, now: Date): void {
      edit.run({ ...changed, html: String(changed.html), id, at: now.toISOString() });
    },
    /** WordPress's rule: same post, parent, name and words, and the same e-mail address where one was given; not in the trash. */
    isDuplicate: (said: Said, emailHash: Buffer | null): boolean =>
      same.get({ emailHash, ...said }) !== undefined,
    /** Whether the post carries the byline of this person. */
    isAuthor: (userId: number, postId: number): boolean => author.get({ userId, postId }) !== undefined,
    /** Whether this browser wrote an approved comment under this name and address. */
    wasApproved: (browserHash: Buffer, emailHash: Buffer, name: string): boolean =>
      approved.get({ browserHash, emailHash, name }) !== undefined,
  };
}

export interface Said {
  postId: number;
  parentId: number | null;
  name: string;
  source: string;
}

export type EditedComment = Pick<
  NewComment,
  "authorName" | "emailSealed" | "emailHash" | "website" | "source" | "html" | "text"
>;
