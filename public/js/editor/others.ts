import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";

const key = new PluginKey<DecorationSet>("others");

/** Marks the blocks that came from somebody else by a merge, until the mark is taken away. */
export function markedOthers(): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, marks) =>
        (tr.getMeta(key) as DecorationSet | undefined) ??
        (tr.docChanged ? marks.map(tr.mapping, tr.doc) : marks),
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

/** Marks the blocks of these numbers with who wrote them, and no others. */
export function markOthers(view: EditorView, indexes: readonly number[], by: string) {
  const { doc, tr } = view.state;
  const wanted = new Set(indexes);
  const marks: Decoration[] = [];
  doc.forEach((block, at, index) => {
    if (wanted.has(index))
      marks.push(Decoration.node(at, at + block.nodeSize, { class: "others", "data-by": by }));
  });
  view.dispatch(tr.setMeta(key, DecorationSet.create(doc, marks)).setMeta("addToHistory", false));
}

/** Takes all marks away. */
export function unmarkOthers(view: EditorView) {
  if (key.getState(view.state) !== DecorationSet.empty) markOthers(view, [], "");
}
