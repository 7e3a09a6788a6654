import type { PostHistory } from "../posts/history.ts";
import { typedFrom } from "../posts/typed.ts";
import { countChangedWords } from "./compare.ts";
import type { RevisionRepository } from "./repository.ts";
import type { PasswordChange, Snapshot } from "./revision.ts";
import { isSame, snapshotOf, typedThen } from "./snapshot.ts";

/** The revisions of posts, as the desk writes them and asks them back. Callers hold the transaction. */
export function postHistory(revisions: RevisionRepository, timeZone: () => string): PostHistory {
  return {
    /**
     * Writes a revision for a save that changed something. Where the post had come to stand otherwise than its newest
     * revision says (it was imported, or has none yet), that is written first, so that nothing is ever lost, and so that
     * later saves can be merged from it.
     */
    record({ before, draft, after, by, how, now, began, tab, isAlways = false }) {
      const snapshot = snapshotOf(after);
      const newest = before && revisions.findState(after.id);
      let former = newest?.snapshot;
      const passwordChange = changeOf(before ? (draft ?? before).password : null, after.password);
      const add = (
        revision: Pick<Parameters<typeof revisions.add>[1], "kind" | "by" | "at" | "version">,
        kept: Snapshot,
      ) => {
        const words = countChangedWords(former?.body ?? "", kept.body);
        const from = kept === snapshot ? { began, tab } : { began: revision.version, tab: null };
        return revisions.add(
          after.id,
          {
            ...revision,
            ...from,
            ...words,
            passwordChange: kept === snapshot ? passwordChange : null,
            snapshot: kept,
          },
          newest,
        );
      };
      if (before) {
        const isNewest = draft !== undefined && draft.number === newest?.number;
        const was = isNewest
          ? newest.snapshot
          : draft
            ? revisions.findSnapshot(after.id, draft.number)!
            : snapshotOf(before);
        if (draft) former = was;
        else if (!former || !isSame(former, was)) {
          add({ kind: "kept", by: null, at: before.updatedAt, version: before.revision }, was);
          former = was;
        }
        if (isSame(was, snapshot) && !passwordChange && !isAlways) return undefined;
      }
      return add({ kind: how, by, at: now, version: after.revision }, snapshot).number;
    },
    recordDraftAgain(post, draft, now) {
      const snapshot = {
        ...revisions.findSnapshot(post.id, draft.number)!,
        ...{ status: post.status, publishedAt: post.publishedAt?.toISOString() ?? null },
      };
      const words = countChangedWords(post.bodySource, snapshot.body);
      const from = {
        kind: "drafted",
        by: null,
        at: now,
        version: post.revision,
        began: post.revision,
      } as const;
      return revisions.add(post.id, { ...from, ...words, tab: null, passwordChange: null, snapshot }).number;
    },
    isSame: (one, other) => isSame(snapshotOf(one), snapshotOf(other)),
    typedIn(post, draft) {
      const present = { ...typedFrom(post, timeZone()), password: draft.password ?? "" };
      return typedThen(revisions.findSnapshot(post.id, draft.number)!, present, timeZone());
    },
    draftedAt: (postId, draft) => revisions.find(postId, draft.number)!.at,
    typedAt(post, version) {
      const state = revisions.findState(post.id, version);
      return state && typedThen(state.snapshot, typedFrom(post, timeZone()), timeZone());
    },
    numberAt: revisions.numberAt,
    wasShownSince: revisions.wasShownSince,
    openAside: revisions.openAside,
    listTabs: revisions.listTabs,
    madeBy: revisions.madeBy,
    listSavers: revisions.listSavers,
  };
}

function changeOf(before: string | null, after: string | null): PasswordChange | null {
  if (before === after) return null;
  return before === null ? "set" : after === null ? "removed" : "changed";
}
