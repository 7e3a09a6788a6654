import type { Database } from "../database/driver.ts";
import { storedHtml } from "../html/safe-html.ts";
import type { CommentKind, CommentStatus, HoldReason } from "./comment.ts";
import type { CommentSource, FormerStatus, QueueFilter, QueueItem, QueueTab } from "./queue.ts";
import { placeColumns, postAddressColumns, toCommentedPost, type PostAddressRow } from "./rows.ts";

export type QueueRepository = ReturnType<typeof queueRepository>;

interface QueueRow extends PostAddressRow {
  id: number;
  parent_id: number | null;
  kind: CommentKind;
  status: CommentStatus;
  hold_reason: HoldReason | null;
  user_id: number | null;
  author_name: string;
  email_sealed: Buffer | null;
  website: string;
  html: string;
  created_at: string;
  parent_name: string | null;
  position: number;
  tops: number;
}

interface Search {
  like: string | null;
  emailHash: Buffer | null;
  postId: number | null;
}

const IN_TAB: Record<QueueTab, string> = {
  all: "c.status NOT IN ('spam', 'trash')",
  pending: "c.status = 'pending'",
  approved: "c.status = 'approved'",
  spam: "c.status = 'spam'",
  trash: "c.status = 'trash'",
};
/** The plus keeps the database from reading all comments of a state for one post. */
const onPost = (inTab: string) => `+${inTab} AND c.post_id = @postId`;
const MATCHES = `AND (c.author_name LIKE @like ESCAPE '\\' OR c.text LIKE @like ESCAPE '\\' OR c.email_hash = @emailHash)`;

const keyOf = (tab: QueueTab, isOnPost: boolean, isSearch: boolean) => [tab, isOnPost, isSearch].join();

/** What moderators see and change: comments in every state, on posts in every state. */
export function queueRepository(db: Database) {
  /** A statement for each combination of tab and filters, so that the database can choose an index for each. */
  const forEach = <Made>(make: (where: string) => Made) => {
    const made = new Map<string, Made>();
    for (const tab of Object.keys(IN_TAB) as QueueTab[])
      for (const isOnPost of [false, true])
        for (const search of ["", MATCHES])
          made.set(
            keyOf(tab, isOnPost, search !== ""),
            make(`${isOnPost ? onPost(IN_TAB[tab]) : IN_TAB[tab]} ${search}`),
          );
    return ({ tab, query, postId }: QueueFilter) => made.get(keyOf(tab, postId !== null, query !== ""))!;
  };
  const lists = forEach((where) =>
    db.prepare<Search & { limit: number; offset: number }, QueueRow>(
      `SELECT c.id, c.post_id, c.parent_id, c.kind, c.status, c.hold_reason, c.user_id, c.author_name, c.email_sealed,
         c.website, c.html, c.created_at, ${placeColumns},
         (SELECT a.author_name FROM comments AS a WHERE a.id = c.parent_id) AS parent_name, ${postAddressColumns}
       FROM (SELECT c.id FROM comments AS c WHERE ${where} ORDER BY c.created_at DESC, c.id DESC
             LIMIT @limit OFFSET @offset) AS shown
       CROSS JOIN comments AS c ON c.id = shown.id CROSS JOIN posts AS p ON p.id = c.post_id
       ORDER BY c.created_at DESC, c.id DESC`,
    ),
  );
  const totals = forEach((where) =>
    db.prepare<Search, number>(`SELECT count(*) FROM comments AS c WHERE ${where}`).pluck(),
  );
  const byStatus = db.prepare<[], { status: CommentStatus; total: number }>(
    "SELECT status, total FROM counted_states WHERE kind = 'comment'",
  );
  const byStatusOnPost = db.prepare<{ postId: number }, { status: CommentStatus; total: number }>(
    "SELECT status, count(*) AS total FROM comments WHERE post_id = @postId GROUP BY status",
  );
  const pending = db
    .prepare<[], number>("SELECT total FROM counted_states WHERE kind = 'comment' AND status = 'pending'")
    .pluck();
  const source = db.prepare<{ id: number }, SourceRow>(
    `SELECT id, post_id, parent_id, status, user_id, author_name, email_sealed, website, source, source_format
     FROM comments WHERE id = @id`,
  );
  const former = db.prepare<
    { ids: string },
    { id: number; status: CommentStatus; before: CommentStatus | null }
  >(
    `SELECT id, status, status_before AS before FROM comments
     WHERE id IN (SELECT value FROM json_each(@ids)) ORDER BY id`,
  );
  const move = db.prepare<{ list: string }>(
    `UPDATE comments SET status = moved.status, status_before = moved.before
     FROM (SELECT value ->> 'id' AS id, value ->> 'status' AS status, value ->> 'statusBefore' AS before
           FROM json_each(@list)) AS moved
     WHERE comments.id IN (SELECT value ->> 'id' FROM json_each(@list)) AND comments.id = moved.id`,
  );
  const raise = db.prepare<{ ids: string }>(
    `WITH RECURSIVE
     doomed (id) AS (SELECT value FROM json_each(@ids)),
     climb (child, ancestor) AS (
       SELECT c.id, gone.parent_id FROM doomed JOIN comments AS gone ON gone.id = doomed.id
       JOIN comments AS c ON c.parent_id = gone.id
       UNION ALL
       SELECT climb.child, a.parent_id FROM climb JOIN comments AS a ON a.id = climb.ancestor
       WHERE climb.ancestor IN (SELECT id FROM doomed))
     UPDATE comments SET parent_id = climb.ancestor FROM climb
     WHERE comments.id IN (SELECT child FROM climb) AND comments.id = climb.child
       AND (climb.ancestor IS NULL OR climb.ancestor NOT IN (SELECT id FROM doomed))`,
  );
  const remove = db.prepare<{ ids: string }>(
    `DELETE FROM comments WHERE id IN (SELECT value FROM json_each(@ids))`,
  );
  const discarded = db
    .prepare<{ status: string }, number>("SELECT id FROM comments WHERE status = @status")
    .pluck();
  const search = ({ query, postId }: QueueFilter, emailHash: Buffer | null): Search => ({
    like: query === "" ? null : `%${query.replace(/[\\%_]/g, "\\$&")}%`,
    emailHash,
    postId,
  });
  return {
    /** Newest first. `emailHash` finds a whole address that was typed into the search; null for none. */
    list: (filter: QueueFilter, emailHash: Buffer | null, limit: number, offset: number): QueueItem[] =>
      lists(filter)
        .all({ ...search(filter, emailHash), limit, offset })
        .map(toItem),
    count: (filter: QueueFilter, emailHash: Buffer | null): number =>
      totals(filter).get(search(filter, emailHash))!,
    /** How many comments each tab holds, on one post or all. */
    countByTab(postId: number | null): Record<QueueTab, number> {
      const rows = postId === null ? byStatus.all() : byStatusOnPost.all({ postId });
      const of = (status: CommentStatus) => rows.find((row) => row.status === status)?.total ?? 0;
      const [waiting, approved] = [of("pending"), of("approved")];
      return { all: waiting + approved, pending: waiting, approved, spam: of("spam"), trash: of("trash") };
    },
    /** How many comments wait for somebody to decide. */
    countPending: (): number => pending.get() ?? 0,
    find(id: number): CommentSource | undefined {
      const row = source.get({ id });
      return row && toSource(row);
    },
    /** In which state these comments are; those that do not exist are left out. */
    statusesOf: (ids: readonly number[]): FormerStatus[] =>
      former
        .all({ ids: JSON.stringify(ids) })
        .map(({ id, status, before }) => ({ id, status, statusBefore: before })),
    /** Puts each comment into its new state. */
    move(to: readonly FormerStatus[]): void {
      move.run({ list: JSON.stringify(to) });
    },
    /** Deletes for good. Answers move up to the comment that was answered by what is deleted. */
    remove(ids: readonly number[]): void {
      raise.run({ ids: JSON.stringify(ids) });
      remove.run({ ids: JSON.stringify(ids) });
    },
    listIds: (status: "spam" | "trash"): number[] => discarded.all({ status }),
  };
}

interface SourceRow {
  id: number;
  post_id: number;
  parent_id: number | null;
  status: CommentStatus;
  user_id: number | null;
  author_name: string;
  email_sealed: Buffer | null;
  website: string;
  source: string;
  source_format: "markdown" | "html";
}

function toSource(row: SourceRow): CommentSource {
  return {
    id: row.id,
    postId: row.post_id,
    parentId: row.parent_id,
    status: row.status,
    userId: row.user_id,
    authorName: row.author_name,
    emailSealed: row.email_sealed,
    website: row.website,
    source: row.source,
    sourceFormat: row.source_format,
  };
}

function toItem(row: QueueRow): QueueItem {
  return {
    id: row.id,
    parentId: row.parent_id,
    kind: row.kind,
    status: row.status,
    holdReason: row.hold_reason,
    userId: row.user_id,
    authorName: row.author_name,
    emailSealed: row.email_sealed,
    website: row.website,
    html: storedHtml(row.html),
    createdAt: new Date(row.created_at),
    parentName: row.parent_name,
    post: toCommentedPost(row),
    position: row.position,
    tops: row.tops,
  };
}
