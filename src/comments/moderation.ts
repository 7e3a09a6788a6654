import type { Database } from "../database/driver.ts";
import { renderComment, renderImportedComment } from "../html/comment.ts";
import type { Vault } from "../secrets/vault.ts";
import type { Viewer } from "../users/user.ts";
import type { CommentSource, FormerStatus, QueueAction } from "./queue.ts";
import type { QueueRepository } from "./queue-repository.ts";
import type { CommentStore } from "./store.ts";

export type Moderation = ReturnType<typeof moderation>;

/** What a moderator changed in a comment. */
export interface CommentChanges {
  name: string;
  /** '' for none. */
  email: string;
  website: string;
  source: string;
}

/** Deciding about comments: each verb is one transaction, and leaves every thread whole. */
export function moderation({ db, queue, store, vault }: Parts) {
  const moveAll = (to: FormerStatus[]) => {
    queue.move(to);
    store.settle(to.map(({ id }) => id));
  };
  const act = db.transaction((action: Exclude<QueueAction, "delete">, ids: readonly number[]) => {
    const former = queue.statusesOf(ids);
    const moved = former.map((comment) => ({ now: afterAction(action, comment), was: comment }));
    const changed = moved.filter(({ now, was }) => now.status !== was.status);
    moveAll(changed.map(({ now }) => now));
    return changed.map(({ was }) => was);
  });
  const restore = db.transaction((former: readonly FormerStatus[]) => {
    const there = new Set(queue.statusesOf(former.map(({ id }) => id)).map(({ id }) => id));
    const known = former.filter(({ id }) => there.has(id));
    moveAll(known);
    return known.length;
  });
  const remove = db.transaction((ids: readonly number[]) => {
    const doomed = queue
      .statusesOf(ids)
      .filter(({ status }) => status === "spam" || status === "trash")
      .map(({ id }) => id);
    queue.remove(doomed);
    return doomed.length;
  });
  const reply = db.transaction((parent: CommentSource, viewer: Viewer, source: string, now: Date) => {
    if (parent.status === "pending") act("approve", [parent.id]);
    const { html, text } = renderComment(source);
    const id = store.insert({
      ...{ postId: parent.postId, parentId: parent.id, kind: "comment", status: "approved" },
      ...{ holdReason: null, userId: viewer.id, authorName: viewer.name, website: "" },
      ...{ emailSealed: null, emailHash: null, browserHash: null },
      ...{ source, sourceFormat: "markdown", html, text, createdAt: now },
    });
    store.settle([id]);
    return id;
  });
  return {
    /** Moves comments, and returns how those that changed were before: what `restore` takes back. */
    act: (action: Exclude<QueueAction, "delete">, ids: readonly number[]): FormerStatus[] =>
      act.immediate(action, ids),
    /** Takes an action back; how many comments were still there. */
    restore: (former: readonly FormerStatus[]): number => restore.immediate(former),
    /** Deletes what is spam or in the trash, for good; how many that were. */
    remove: (ids: readonly number[]): number => remove.immediate(ids),
    /** Answers a comment under one's own name, and approves it where it waited. Returns the id of the answer. */
    reply: (parent: CommentSource, viewer: Viewer, source: string, now: Date): number =>
      reply.immediate(parent, viewer, source, now),
    edit(comment: CommentSource, { name, email, website, source }: CommentChanges, now: Date): void {
      const render = comment.sourceFormat === "html" ? renderImportedComment : renderComment;
      const { html, text } = render(source);
      const emailSealed = email === "" ? null : vault.seal(email);
      const emailHash = email === "" ? null : vault.fingerprint(email);
      store.edit(comment.id, { authorName: name, emailSealed, emailHash, website, source, html, text }, now);
    },
  };
}

interface Parts {
  db: Database;
  queue: QueueRepository;
  store: CommentStore;
  vault: Vault;
}

/** Spam and trash remember what a comment was; coming back, it is that again. */
function afterAction(action: Exclude<QueueAction, "delete">, comment: FormerStatus): FormerStatus {
  const { id, status, statusBefore } = comment;
  const isAway = status === "spam" || status === "trash";
  switch (action) {
    case "approve":
      return { id, status: "approved", statusBefore: null };
    case "unapprove":
      return { id, status: "pending", statusBefore: null };
    case "spam":
      return status === "spam"
        ? comment
        : { id, status: "spam", statusBefore: isAway ? statusBefore : status };
    case "trash":
      return status === "trash" ? comment : { id, status: "trash", statusBefore: status };
    case "restore":
      return isAway ? { id, status: statusBefore ?? "pending", statusBefore: null } : comment;
  }
}
