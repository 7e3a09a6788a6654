import { renderImportedComment } from "../../html/comment.ts";
import { webUrl } from "../../html/addresses.ts";
import type { Vault } from "../../secrets/vault.ts";
import type { ImportContentRepository, ImportedComment } from "../content-repository.ts";
import type { LedgerRepository } from "../ledger-repository.ts";
import type { ImportedAuthors } from "./authors.ts";
import { whenWritten } from "./dates.ts";
import { plainTitle } from "./plain.ts";
import type { CommentRecord } from "./records.ts";
import type { Report } from "./report.ts";

const STATUSES: Readonly<Record<string, ImportedComment["status"]>> = {
  ...{ "1": "approved", approve: "approved", approved: "approved", "0": "pending", hold: "pending" },
  ...{ spam: "spam", trash: "trash", "post-trashed": "trash" },
};
const KINDS: Readonly<Record<string, ImportedComment["kind"]>> = {
  ...{ "": "comment", comment: "comment", review: "comment", pingback: "pingback", trackback: "trackback" },
};

interface Tools {
  repository: ImportContentRepository;
  ledger: LedgerRepository;
  vault: Vault;
  authors: ImportedAuthors;
  report: Report;
  zone: string;
}

/**
 * The comments of one post with their threads and states. `writtenAt` stands in for a comment without a date. Notes
 * that plugins keep as comments are left out: they were never shown. Returns how many were new.
 */
export function importComments(
  comments: CommentRecord[],
  { postId, postGuid, writtenAt }: { postId: number; postGuid: string; writtenAt: Date },
  { repository, ledger, vault, authors, report, zone }: Tools,
): void {
  const ids = new Map<string, number>();
  for (const [index, comment] of parentsFirst(comments).entries()) {
    const guid = comment.id || `${postGuid} ${index}`;
    const known = ledger.find("comment", guid);
    if (known !== undefined) {
      if (repository.findThread(known)) ids.set(comment.id, known);
      continue;
    }
    const kind = KINDS[comment.type.toLowerCase()];
    if (!kind) {
      report.skipKind(`comment:${comment.type}`);
      continue;
    }
    const parentId = ids.get(comment.parentId) ?? null;
    const thread = parentId === null ? undefined : repository.findThread(parentId);
    const rendered = renderImportedComment(comment.content);
    const email = comment.email.includes("@") ? comment.email : "";
    const id = repository.createComment({
      ...{ postId, parentId, kind },
      rootId: thread ? (thread.rootId ?? parentId) : null,
      depth: thread ? thread.depth + 1 : 1,
      status: STATUSES[comment.approved.toLowerCase()] ?? "pending",
      userId: authors.findByOldId(comment.userId) ?? null,
      authorName: plainTitle(comment.author),
      emailSealed: email === "" ? null : vault.seal(email),
      emailHash: email === "" ? null : vault.fingerprint(email),
      website: webUrl(comment.url)?.href ?? "",
      source: comment.content,
      html: String(rendered.html),
      text: rendered.text,
      createdAt: (whenWritten(comment.dates, zone) ?? writtenAt).toISOString(),
    });
    ledger.add("comment", guid, id);
    ids.set(comment.id, id);
    report.count.comments += 1;
  }
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
      at = byId.get(at.parentId)
    )
      chain.add(at);
    for (const each of [...chain].reverse()) done.add(each);
  }
  return [...done];
}
