import { Plugin } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

/** From this many blocks on, those out of sight are not laid out. */
const MANY = 300;
/** Blocks before and after the cursor that always are: a browser loses a cursor in a block that is not laid out. */
const AROUND = 3;

/** Keeps long texts quick: the style sheet skips the blocks out of sight, but for those around the cursor. */
export function nearBlocks(): Plugin {
  return new Plugin({
    props: {
      attributes: ({ doc }): Record<string, string> => (doc.childCount > MANY ? { class: "rich--long" } : {}),
      decorations({ doc, selection: { $from, $to } }) {
        if (doc.childCount <= MANY) return DecorationSet.empty;
        const first = Math.max(0, $from.index(0) - AROUND);
        const last = Math.min(doc.childCount - 1, $to.index(0) + AROUND, first + 100);
        const near: Decoration[] = [];
        let at = $from.posAtIndex(first, 0);
        for (let index = first; index <= last; index += 1) {
          const { nodeSize } = doc.child(index);
          near.push(Decoration.node(at, at + nodeSize, { class: "near" }));
          at += nodeSize;
        }
        return DecorationSet.create(doc, near);
      },
    },
  });
}
