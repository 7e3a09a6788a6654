import type { Database } from "../database/driver.ts";
import type { NewNote, Note } from "./note.ts";

export type NoteRepository = ReturnType<typeof noteRepository>;

interface NoteRow {
  id: number;
  parent_id: number | null;
  kind: Note["kind"];
  user_id: number | null;
  author_name: string;
  block: number | null;
  quote: string;
  text: string;
  created_at: string;
  resolved_at: string | null;
}

/** All SQL about notes. A person who has an account stands there by their present name. */
export function noteRepository(db: Database) {
  const columns = `n.id, n.parent_id, n.kind, n.user_id, coalesce(u.name, n.author_name) AS author_name, n.block,
    n.quote, n.text, n.created_at, n.resolved_at`;
  const source = "notes AS n LEFT JOIN users AS u ON u.id = n.user_id";
  const list = db.prepare<{ postId: number }, NoteRow>(
    `SELECT ${columns} FROM ${source} WHERE n.post_id = @postId ORDER BY n.id`,
  );
  const find = db.prepare<{ id: number; postId: number }, NoteRow>(
    `SELECT ${columns} FROM ${source} WHERE n.id = @id AND n.post_id = @postId`,
  );
  const newestReturn = db.prepare<{ postId: number }, NoteRow>(
    `SELECT ${columns} FROM ${source}
     WHERE n.post_id = @postId AND n.kind = 'return' AND n.resolved_at IS NULL ORDER BY n.id DESC LIMIT 1`,
  );
  const waiting = db.prepare<{ ids: string }, { post_id: number; total: number }>(
    `SELECT n.post_id, count(*) AS total FROM notes AS n
     WHERE n.resolved_at IS NULL AND n.parent_id IS NULL AND n.post_id IN (SELECT value FROM json_each(@ids))
     GROUP BY n.post_id`,
  );
  const count = db
    .prepare<{ postId: number }, number>("SELECT count(*) FROM notes WHERE post_id = @postId")
    .pluck();
  const insert = db.prepare(
    `INSERT INTO notes (post_id, parent_id, kind, user_id, link_id, author_name, block, quote, text, created_at)
     VALUES (@postId, @parentId, @kind, @userId, @linkId, @author, @block, @quote, @text, @now)`,
  );
  const resolve = db.prepare(
    "UPDATE notes SET resolved_at = @at WHERE id = @id AND post_id = @postId AND parent_id IS NULL",
  );
  const one = (row: NoteRow | undefined) => row && toNote(row);
  return {
    /** All notes on a post and their answers, in the order in which they were written. */
    list: (postId: number): Note[] => list.all({ postId }).map(toNote),
    find: (id: number, postId: number): Note | undefined => one(find.get({ id, postId })),
    /** Why the post was last given back, while that waits. */
    findReturn: (postId: number): Note | undefined => one(newestReturn.get({ postId })),
    /** How many notes on each of these posts wait; posts without any are missing. */
    countWaiting: (postIds: number[]): Map<number, number> =>
      new Map(waiting.all({ ids: JSON.stringify(postIds) }).map(({ post_id: id, total }) => [id, total])),
    count: (postId: number): number => count.get({ postId })!,
    add: (note: NewNote, now: Date): number =>
      Number(insert.run({ ...note, now: now.toISOString() }).lastInsertRowid),
    resolve: (id: number, postId: number, at: Date | null): void =>
      void resolve.run({ id, postId, at: at?.toISOString() ?? null }),
  };
}

function toNote(row: NoteRow): Note {
  return {
    ...{ id: row.id, parentId: row.parent_id, kind: row.kind, userId: row.user_id, author: row.author_name },
    ...{ block: row.block, quote: row.quote, text: row.text, at: new Date(row.created_at) },
    resolvedAt: row.resolved_at === null ? null : new Date(row.resolved_at),
  };
}
