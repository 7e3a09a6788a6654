import type { Message, MessageKey } from "../messages/translator.ts";
import { isOut, stateOf, type PostSource, type PostStatus } from "../posts/post.ts";
import type { Merged } from "../posts/save-over.ts";
import { changesText } from "../posts/state-changes.ts";
import type { Flash } from "../sessions/session.ts";
import { mergedMessage } from "./merged-message.ts";
import type { EditingParts } from "./parts.ts";

const SAVED: Record<PostStatus | "scheduled", MessageKey> = {
  draft: "desk.saved.draft",
  pending: "desk.saved.pending",
  published: "desk.saved.published",
  private: "desk.saved.private",
  scheduled: "desk.saved.scheduled",
  trash: "desk.savedAgain",
};

type Parts = Pick<EditingParts, "kind" | "desk" | "history" | "paths" | "words" | "clock">;

/** What the next page says a save did, with a way back where readers are shown something else since. */
export function announcing({ kind, desk, history, paths, words, clock }: Parts) {
  return (before: PostSource | undefined, { id, merged }: { id: number; merged: Merged | null }): Flash => {
    const after = desk.listByIds([id])[0]!;
    const state = stateOf(after, clock());
    const isSame = state === (before ? stateOf(before, clock()) : "new");
    const when = after.publishedAt ? words().date(after.publishedAt, "full") : "";
    const saved: Message = after.hasDraft
      ? "desk.saved.kept"
      : isSame && state !== "draft"
        ? "desk.savedAgain"
        : { key: SAVED[state], values: { when } };
    const numbers = merged && [merged.from, merged.to].map((version) => history.numberAt(id, version));
    const [from, to] = numbers ?? [];
    const changes = changesText([before ?? { ...after, status: "draft", publishedAt: null }]);
    const undo = { action: paths.admin.bulk(kind), fields: { do: "reinstate", changes } };
    return {
      tone: "done",
      message: merged ? mergedMessage(words(), merged) : saved,
      ...(from &&
        to && {
          link: { href: paths.admin.compareRevisions({ kind, id }, { from, to }), label: "desk.mergedLink" },
        }),
      ...(!isSame && isOut(after.status) && { undo }),
    };
  };
}
