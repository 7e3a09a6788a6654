import type { RecordSave } from "../posts/publishing.ts";
import { countChangedWords } from "./compare.ts";
import type { RevisionRepository } from "./repository.ts";
import { isSame, snapshotOf } from "./snapshot.ts";

/**
 * Writes a revision for a save that changed something. Where the post had come to stand otherwise than its newest
 * revision says (it was imported, or has none yet), that is written first, so that nothing is ever lost.
 */
export function revisionRecording(revisions: RevisionRepository): RecordSave {
  return ({ before, after, by, how, now }) => {
    const snapshot = snapshotOf(after);
    let former = before && revisions.findNewest(after.id);
    const isPasswordChanged = before !== undefined && before.password !== after.password;
    if (before) {
      const was = snapshotOf(before);
      if (isSame(was, snapshot) && !isPasswordChanged) return;
      if (!former || !isSame(former.snapshot, was)) {
        const words = countChangedWords(former?.snapshot.body ?? "", was.body);
        const kept = { ...words, isPasswordChanged: false, snapshot: was };
        former = revisions.add(after.id, { kind: "kept", by: null, at: before.updatedAt, ...kept }, former);
      }
    }
    const words = countChangedWords(former?.snapshot.body ?? "", snapshot.body);
    revisions.add(after.id, { kind: how, by, at: now, ...words, isPasswordChanged, snapshot }, former);
  };
}
