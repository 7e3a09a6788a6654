import type { InTurn } from "../../database/in-turns.ts";
import { webUrl } from "../../html/addresses.ts";
import { renderImportedComment } from "../../html/comment.ts";
import type { Vault } from "../../secrets/vault.ts";
import type { CommentKind, CommentStatus } from "../../comments/comment.ts";
import type { CommentStore } from "../../comments/store.ts";
import type { ImportContentRepository } from "../content-repository.ts";
import type { LedgerRepository } from "../ledger-repository.ts";
import type { ImportedAuthors } from "./authors.ts";
import { whenWritten } from "./dates.ts";
import { identities } from "./identity.ts";
import { plainTitle } from "./plain.ts";
import type { CommentRecord } from "./records.ts";
import type { Report } from "./report.ts";

const STATUSES: ReadonlyMap<string, CommentStatus> = new Map([
  ["1", "approved"],
  ["approve", "approved"],
  ["approved", "approved"],
  ["spam", "spam"],
  ["trash", "trash"],
  ["post-trashed", "trash"],
]);
const KINDS: ReadonlyMap<string, CommentKind> = new Map([
  ["", "comment"],
  ["comment", "comment"],
  ["review", "comment"],
  ["pingback", "pingback"],
  ["trackback", "trackback"],
]);

export interface CommentTools {
  comments: CommentStore;
  repository: ImportContentRepository;
  ledger: LedgerRepository;
  vault: Vault;
  authors: ImportedAuthors;
  report: Report;
  zone: string;
  inTurn: InTurn;
}

/** So many are written at once: some ten milliseconds. */
const AT_ONCE = 50;

/**
 * The comments of one post with their threads and states. `writtenAt` stands in for a comment without a date. Notes
 * that plugins keep as comments are left out: they were never shown.
 */
export async function importComments(
  records: CommentRecord[],
  { postId, postGuid, writtenAt }: { postId: number; postGuid: string; writtenAt: Date },
  { comments, repository, ledger, vault, authors, report, zone, inTurn }: CommentTools,
): Promise<void> {
  const ids = new Map<string, number>();
  const identity = identities();
  /** Returns the id of a comment that was not here yet. */
  const write = (record: CommentRecord): number | undefined => {
    // Other programs number the comments of each post from one, or not at all.
    const guid = identity(`${postGuid} ${record.id}`, 0);
    const known = ledger.find("comment", guid);
    if (known !== undefined) {
      if (repository.hasComment(known)) ids.set(record.id, known);
      return undefined;
    }
    const kind = KINDS.get(record.type.toLowerCase());
    if (!kind) {
      report.skipKind(`comment:${record.type}`);
      return undefined;
    }
    const { html, text } = renderImportedComment(record.content);
    const email = record.email.includes("@") ? record.email : "";
    const id = comments.insert({
      ...{ postId, kind, html, text, source: record.content, sourceFormat: "html" },
      parentId: parentOf(record, ids) ?? null,
      status: STATUSES.get(record.approved.toLowerCase()) ?? "pending",
      ...{ holdReason: null, browserHash: null, userId: authors.findByOldId(record.userId) ?? null },
      authorName: plainTitle(record.author),
      emailSealed: email === "" ? null : vault.seal(email),
      emailHash: email === "" ? null : vault.fingerprint(email),
      website: webUrl(record.url)?.href ?? "",
      createdAt: whenWritten(record.dates, zone) ?? writtenAt,
    });
    ledger.add("comment", guid, id);
    ids.set(record.id, id);
    report.count.comments += 1;
    return id;
  };
  const all = parentsFirst(records);
  for (let start = 0; start < all.length; start += AT_ONCE)
    await inTurn(() => {
      const added = all
        .slice(start, start + AT_ONCE)
        .map(write)
        .filter((id) => id !== undefined);
      if (added.length > 0) comments.settle(added);
    });
}

/** Each after what it answers; where answers go in a circle, in the order of the file. */
function parentsFirst(comments: CommentRecord[]): CommentRecord[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const done = new Set<CommentRecord>();
  for (const comment of comments) {
    const chain = new Set<CommentRecord>();
    for (
      let at: CommentRecord | undefined = comment;
      at && !done.has(at) && !chain.has(at);
      at = parentOf(at, byId)
    )
      chain.add(at);
    for (const each of [...chain].reverse()) done.add(each);
  }
  return [...done];
}

/** What a comment answers; nothing is above one whose parent is called "0". */
function parentOf<Value>({ parentId }: CommentRecord, byId: ReadonlyMap<string, Value>): Value | undefined {
  return /^0*$/.test(parentId) ? undefined : byId.get(parentId);
}
