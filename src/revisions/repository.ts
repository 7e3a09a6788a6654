import type { Database } from "../database/driver.ts";
import type { Saver } from "../posts/history.ts";
import { countChangedWords } from "./compare.ts";
import { pack, unpack } from "./packing.ts";
import type { PasswordChange, Revision, RevisionKind, Snapshot } from "./revision.ts";

export type RevisionRepository = ReturnType<typeof revisionRepository>;

/** Most revisions that are read to find one. */
const LONGEST_CHAIN = 20;

const DAY_MS = 86_400_000;
/** How many saves back a browser can ask whether its own arrived. */
const LATE_TABS = 100;

/** A revision with what the next one is packed against. */
export interface StoredRevision {
  number: number;
  base: number;
  snapshot: Snapshot;
}

export interface NewRevision {
  kind: RevisionKind;
  /** Of the post, after this save. */
  version: number;
  /** Of the post, while this was typed. */
  began: number;
  tab: string | null;
  by: number | null;
  at: Date;
  wordsAdded: number;
  wordsRemoved: number;
  passwordChange: PasswordChange | null;
  snapshot: Snapshot;
}

interface RevisionRow {
  number: number;
  kind: RevisionKind;
  by: string | null;
  version: number;
  began: number;
  created_at: string;
  words_added: number;
  words_removed: number;
  password_change: PasswordChange | null;
}

/** All SQL about revisions. Callers hold the transaction. */
export function revisionRepository(db: Database) {
  const columns = `r.number, r.kind, u.name AS "by", r.version, r.began, r.created_at, r.words_added, r.words_removed,
    r.password_change`;
  const from = "FROM revisions AS r LEFT JOIN users AS u ON u.id = r.user_id WHERE r.post_id = @postId";
  const list = db.prepare<{ postId: number; limit: number; offset: number }, RevisionRow>(
    `SELECT ${columns} ${from} ORDER BY r.number DESC LIMIT @limit OFFSET @offset`,
  );
  const one = db.prepare<{ postId: number; number: number }, RevisionRow>(
    `SELECT ${columns} ${from} AND r.number = @number`,
  );
  const count = db
    .prepare<{ postId: number }, number>("SELECT count(*) FROM revisions WHERE post_id = @postId")
    .pluck();
  const highest = db
    .prepare<{ postId: number }, number | null>("SELECT max(number) FROM revisions WHERE post_id = @postId")
    .pluck();
  const previous = db
    .prepare<{ postId: number; number: number }, number | null>(
      "SELECT max(number) FROM revisions WHERE post_id = @postId AND number < @number",
    )
    .pluck();
  const newPassword = db
    .prepare<{ postId: number; after: number; to: number }, number>(
      `SELECT 1 FROM revisions WHERE post_id = @postId AND number > @after AND number <= @to
         AND password_change IS NOT NULL AND kind <> 'aside' LIMIT 1`,
    )
    .pluck();
  // What was set aside is no state the post was ever in.
  const stateAt = db
    .prepare<{ postId: number; version: number }, number | null>(
      `SELECT max(number) FROM revisions WHERE post_id = @postId AND version <= @version AND kind <> 'aside'`,
    )
    .pluck();
  const savers = db.prepare<
    { postId: number; version: number },
    { by: number | null; name: string | null; tab: string | null; password_change: PasswordChange | null }
  >(
    `SELECT r.user_id AS "by", u.name, r.tab, r.password_change ${from}
       AND r.version > @version AND r.kind <> 'aside' ORDER BY r.number`,
  );
  const chain = db.prepare<
    { postId: number; number: number },
    { number: number; base: number; settings: Buffer; body: Buffer }
  >(
    `SELECT number, base, settings, body FROM revisions
     WHERE post_id = @postId AND number <= @number
       AND number >= (SELECT base FROM revisions WHERE post_id = @postId AND number = @number)
     ORDER BY number`,
  );
  const tabs = db
    .prepare<{ postId: number; limit: number }, string>(
      `SELECT tab || '@' || began FROM revisions WHERE post_id = @postId AND tab IS NOT NULL
       ORDER BY number DESC LIMIT @limit`,
    )
    .pluck();
  const madeBy = db
    .prepare<{ tab: string }, number>("SELECT post_id FROM revisions WHERE tab = @tab AND number = 1")
    .pluck();
  // Of every hour, day or week the last one stays; so does what tells of a password, and the working draft of a post.
  const thinnable = db.prepare<
    { day: string; week: string; quarter: string; limit: number },
    { post_id: number; number: number }
  >(
    `SELECT post_id, number FROM (
       SELECT r.post_id, r.number, r.password_change, row_number() OVER (PARTITION BY r.post_id, CASE
           WHEN r.created_at >= @week THEN substr(r.created_at, 1, 13)
           WHEN r.created_at >= @quarter THEN substr(r.created_at, 1, 10)
           ELSE strftime('%Y-%W', r.created_at) END ORDER BY r.number DESC) AS place
       FROM revisions AS r WHERE r.kind = 'autosaved' AND r.created_at < @day) AS r
     WHERE place > 1 AND password_change IS NULL AND NOT EXISTS (SELECT 1 FROM post_drafts AS d WHERE d.post_id = r.post_id AND d.number = r.number)
     LIMIT @limit`,
  );
  const shownSince = db
    .prepare<{ postId: number; version: number }, number>(
      `SELECT 1 FROM revisions WHERE post_id = @postId AND version > @version
         AND kind IN ('published', 'updated', 'saved') LIMIT 1`,
    )
    .pluck();
  const openAside = db.prepare<{ postId: number; userId: number }, { number: number; created_at: string }>(
    `SELECT number, created_at FROM revisions WHERE post_id = @postId AND user_id = @userId AND kind = 'aside'
         AND number > (SELECT coalesce(max(number), 0) FROM revisions
           WHERE post_id = @postId AND user_id = @userId AND kind <> 'aside')
       ORDER BY number DESC LIMIT 1`,
  );
  const baseOf = db
    .prepare<{ postId: number; number: number }, number>(
      "SELECT base FROM revisions WHERE post_id = @postId AND number = @number",
    )
    .pluck();
  const chainNumbers = db
    .prepare<{ postId: number; base: number }, number>(
      "SELECT number FROM revisions WHERE post_id = @postId AND base = @base ORDER BY number",
    )
    .pluck();
  const remove = db.prepare("DELETE FROM revisions WHERE post_id = @postId AND number = @number");
  const wordsOf = db.prepare<
    { postId: number; number: number },
    { wordsAdded: number; wordsRemoved: number }
  >(
    `SELECT words_added AS "wordsAdded", words_removed AS "wordsRemoved" FROM revisions
     WHERE post_id = @postId AND number = @number`,
  );
  const repack = db.prepare(
    `UPDATE revisions SET base = @base, settings = @settings, body = @body, words_added = @wordsAdded,
       words_removed = @wordsRemoved WHERE post_id = @postId AND number = @number`,
  );
  const insert = db.prepare(
    `INSERT INTO revisions (post_id, number, kind, version, began, tab, user_id, created_at, words_added, words_removed,
       password_change, base, settings, body)
     VALUES (@postId, @number, @kind, @version, @began, @tab, @by, @at, @wordsAdded, @wordsRemoved, @passwordChange,
       @base, @settings, @body)`,
  );

  const read = (postId: number, number: number): StoredRevision | undefined => {
    const rows = chain.all({ postId, number });
    if (rows.at(-1)?.number !== number) return undefined;
    const settings = JSON.parse(unpack(rows.map((row) => row.settings))) as Omit<Snapshot, "body">;
    const body = unpack(rows.map((row) => row.body));
    return { number, base: rows[0]!.number, snapshot: { ...settings, body } };
  };
  return {
    /** Adds a revision after all others of the post. `known` is one that was read already, in this transaction. */
    add(postId: number, { snapshot, ...revision }: NewRevision, known?: StoredRevision): StoredRevision {
      const newest = highest.get({ postId }) ?? 0;
      const former = known?.number === newest ? known : read(postId, newest);
      const number = (former?.number ?? 0) + 1;
      const isChained = former !== undefined && number - former.base < LONGEST_CHAIN;
      const base = isChained ? former.base : number;
      const [texts, before] = [textsOf(snapshot), isChained ? textsOf(former.snapshot) : undefined];
      insert.run({
        ...{ postId, number, base, kind: revision.kind, by: revision.by, at: revision.at.toISOString() },
        ...{ version: revision.version, began: revision.began, tab: revision.tab },
        ...{ wordsAdded: revision.wordsAdded, wordsRemoved: revision.wordsRemoved },
        passwordChange: revision.passwordChange,
        settings: pack(texts.settings, before?.settings ?? ""),
        body: pack(texts.body, before?.body ?? ""),
      });
      return { number, base, snapshot };
    },
    /** What a post was at a revision, or undefined where it has no such one. */
    findSnapshot: (postId: number, number: number): Snapshot | undefined => read(postId, number)?.snapshot,
    /** How a post stood at a version, or undefined where nothing is known of it. */
    findState: (postId: number, version = Number.MAX_SAFE_INTEGER): StoredRevision | undefined =>
      read(postId, stateAt.get({ postId, version }) ?? 0),
    /** The number of the revision that a version is, or undefined where nothing is known of it. */
    numberAt: (postId: number, version: number): number | undefined =>
      stateAt.get({ postId, version }) ?? undefined,
    /** Whether the post was saved for readers after a version. */
    wasShownSince: (postId: number, version: number): boolean =>
      shownSince.get({ postId, version }) !== undefined,
    /** What somebody sent last that was set aside, where they saved nothing since. */
    openAside(postId: number, userId: number): { number: number; at: Date } | undefined {
      const row = openAside.get({ postId, userId });
      return row && { number: row.number, at: new Date(row.created_at) };
    },
    /** Whether the password was set, changed or removed after one revision and up to another. */
    hasNewPassword: (postId: number, after: number, to: number): boolean =>
      newPassword.get({ postId, after, to }) !== undefined,
    /** Who saved after a version, the newest last, and whether they changed the password. */
    listSavers: (postId: number, version: number): Saver[] =>
      savers
        .all({ postId, version })
        .map(({ password_change, ...saver }) => ({ ...saver, isPasswordChanged: password_change !== null })),
    find(postId: number, number: number): Revision | undefined {
      const row = one.get({ postId, number });
      return row && toRevision(row);
    },
    /** The newest first. */
    list: (postId: number, { limit, offset }: { limit: number; offset: number }): Revision[] =>
      list.all({ postId, limit, offset }).map(toRevision),
    /** Tabs whose saves arrived lately, each as 'tab@version it began from'. */
    listTabs: (postId: number): string[] => tabs.all({ postId, limit: LATE_TABS }),
    madeBy: (tab: string): number | undefined => madeBy.get({ tab }),
    /** Autosaves that age has made needless, some at a time. */
    listThinnable(now: Date, limit: number): { postId: number; number: number }[] {
      const before = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString();
      const ages = { day: before(1), week: before(7), quarter: before(90) };
      return thinnable.all({ ...ages, limit }).map(({ post_id, number }) => ({ postId: post_id, number }));
    },
    /** Takes one revision out, and packs those anew that were packed against it. */
    remove(postId: number, number: number): void {
      const base = baseOf.get({ postId, number });
      if (base === undefined) return;
      const rest = chainNumbers
        .all({ postId, base })
        .filter((other) => other !== number)
        .map((other) => ({ number: other, snapshot: read(postId, other)!.snapshot }));
      const after = rest.findIndex((other) => other.number > number);
      const earlier = previous.get({ postId, number });
      remove.run({ postId, number });
      rest.forEach((one, index) => {
        if (one.number < number) return;
        const former = index === 0 ? undefined : rest[index - 1]!.snapshot;
        const [texts, before] = [textsOf(one.snapshot), former && textsOf(former)];
        const compared = former ?? (earlier ? read(postId, earlier)?.snapshot : undefined);
        // The next one is said to differ from the one that is now before it.
        const words =
          index === after
            ? countChangedWords(compared?.body ?? "", one.snapshot.body)
            : wordsOf.get({ postId, number: one.number })!;
        repack.run({
          ...{ postId, number: one.number, base: rest[0]!.number, ...words },
          settings: pack(texts.settings, before?.settings ?? ""),
          body: pack(texts.body, before?.body ?? ""),
        });
      });
    },
    count: (postId: number): number => count.get({ postId })!,
    /** The number of the one before, undefined for the first. */
    previous: (postId: number, number: number): number | undefined =>
      previous.get({ postId, number }) ?? undefined,
    /** The number of the newest, 0 for none. */
    newest: (postId: number): number => highest.get({ postId }) ?? 0,
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
    version: row.version,
    began: row.began,
    at: new Date(row.created_at),
    wordsAdded: row.words_added,
    wordsRemoved: row.words_removed,
    passwordChange: row.password_change,
  };
}
