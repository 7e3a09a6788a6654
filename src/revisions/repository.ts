import type { Database } from "../database/driver.ts";
import { pack, unpack } from "./packing.ts";
import type { Revision, RevisionKind, Snapshot } from "./revision.ts";

export type RevisionRepository = ReturnType<typeof revisionRepository>;

/** Most revisions that are read to find one. */
const LONGEST_CHAIN = 20;

/** A revision with what the next one is packed against. */
export interface StoredRevision {
  number: number;
  base: number;
  snapshot: Snapshot;
}

export interface NewRevision {
  kind: RevisionKind;
  by: number | null;
  at: Date;
  wordsAdded: number;
  wordsRemoved: number;
  isPasswordChanged: boolean;
  snapshot: Snapshot;
}

interface RevisionRow {
  number: number;
  kind: RevisionKind;
  by: string | null;
  created_at: string;
  words_added: number;
  words_removed: number;
  password_changed: number;
}

/** All SQL about revisions. Callers hold the transaction. */
export function revisionRepository(db: Database) {
  const columns = `r.number, r.kind, u.name AS "by", r.created_at, r.words_added, r.words_removed, r.password_changed`;
  const from = "FROM revisions AS r LEFT JOIN users AS u ON u.id = r.user_id WHERE r.post_id = @postId";
  const list = db.prepare<{ postId: number; limit: number; offset: number }, RevisionRow>(
    `SELECT ${columns} ${from} ORDER BY r.number DESC LIMIT @limit OFFSET @offset`,
  );
  const one = db.prepare<{ postId: number; number: number }, RevisionRow>(
    `SELECT ${columns} ${from} AND r.number = @number`,
  );
  // Revisions of a post are numbered without gaps and go only with it: the highest number is their count.
  const count = db
    .prepare<{ postId: number }, number | null>("SELECT max(number) FROM revisions WHERE post_id = @postId")
    .pluck();
  const chain = db.prepare<
    { postId: number; number: number },
    { number: number; base: number; settings: Buffer; body: Buffer }
  >(
    `SELECT number, base, settings, body FROM revisions
     WHERE post_id = @postId AND number <= @number
       AND number >= (SELECT base FROM revisions WHERE post_id = @postId AND number = @number)
     ORDER BY number`,
  );
  const insert = db.prepare(
    `INSERT INTO revisions (post_id, number, kind, user_id, created_at, words_added, words_removed, password_changed,
       base, settings, body)
     VALUES (@postId, @number, @kind, @by, @at, @wordsAdded, @wordsRemoved, @passwordChanged, @base, @settings, @body)`,
  );

  const countOf = (postId: number) => count.get({ postId }) ?? 0;
  const read = (postId: number, number: number): StoredRevision | undefined => {
    const rows = chain.all({ postId, number });
    if (rows.at(-1)?.number !== number) return undefined;
    const texts = rows.reduce(
      (former, row) => ({
        settings: unpack(row.settings, former.settings),
        body: unpack(row.body, former.body),
      }),
      { settings: "", body: "" },
    );
    const settings = JSON.parse(texts.settings) as Omit<Snapshot, "body">;
    return { number, base: rows[0]!.number, snapshot: { ...settings, body: texts.body } };
  };
  return {
    /** Adds a revision after `former`, the newest of the post. */
    add(
      postId: number,
      { snapshot, ...revision }: NewRevision,
      former: StoredRevision | undefined,
    ): StoredRevision {
      const number = (former?.number ?? 0) + 1;
      const isChained = former !== undefined && number - former.base < LONGEST_CHAIN;
      const base = isChained ? former.base : number;
      const [texts, before] = [textsOf(snapshot), isChained ? textsOf(former.snapshot) : undefined];
      insert.run({
        ...{ postId, number, base, kind: revision.kind, by: revision.by, at: revision.at.toISOString() },
        ...{ wordsAdded: revision.wordsAdded, wordsRemoved: revision.wordsRemoved },
        passwordChanged: Number(revision.isPasswordChanged),
        settings: pack(texts.settings, before?.settings ?? ""),
        body: pack(texts.body, before?.body ?? ""),
      });
      return { number, base, snapshot };
    },
    /** What a post was at a revision, or undefined where it has no such one. */
    findSnapshot: (postId: number, number: number): Snapshot | undefined => read(postId, number)?.snapshot,
    findNewest: (postId: number): StoredRevision | undefined => read(postId, countOf(postId)),
    find(postId: number, number: number): Revision | undefined {
      const row = one.get({ postId, number });
      return row && toRevision(row);
    },
    /** The newest first. */
    list: (postId: number, { limit, offset }: { limit: number; offset: number }): Revision[] =>
      list.all({ postId, limit, offset }).map(toRevision),
    count: countOf,
  };
}

function textsOf({ body, ...settings }: Snapshot) {
  return { settings: JSON.stringify(settings), body };
}

function toRevision(row: RevisionRow): Revision {
  return {
    number: row.number,
    kind: row.kind,
    by: row.by,
    at: new Date(row.created_at),
    wordsAdded: row.words_added,
    wordsRemoved: row.words_removed,
    isPasswordChanged: row.password_changed === 1,
  };
}
