import { TextSelection, type Command, type EditorState } from "prosemirror-state";
import { schema } from "./schema.ts";

const { nodes } = schema;

/** The first number that no footnote has. */
function freeLabel({ doc }: EditorState): string {
  const taken = new Set<string>();
  doc.descendants((node) => {
    if (node.type === nodes.footnote || node.type === nodes.footnote_ref) taken.add(String(node.attrs.label));
  });
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

/** A reference where the cursor is, and its text at the end, with the cursor in it. */
export const insertFootnote: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!$from.parent.inlineContent || $from.parent.type.spec.code || $from.parent.type === nodes.figure)
    return false;
  const label = freeLabel(state);
  const tr = state.tr.replaceSelectionWith(nodes.footnote_ref.create({ label }), false);
  const at = tr.doc.content.size;
  tr.insert(at, nodes.footnote.create({ label }, nodes.paragraph.create()));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + 2)).scrollIntoView());
  return true;
};

/** From a reference to its text, or from the text back to the first reference. */
export function goToNote(state: EditorState, label: string, isRef: boolean): TextSelection | undefined {
  let found: number | undefined;
  state.doc.descendants((node, pos) => {
    const isWanted =
      node.type === (isRef ? nodes.footnote : nodes.footnote_ref) && node.attrs.label === label;
    if (isWanted) found ??= isRef ? pos + 2 : pos + 1;
    return found === undefined;
  });
  return found === undefined ? undefined : TextSelection.create(state.doc, found);
}

/** Escape in the text of a footnote leads back to where it is referred to. */
export const leaveNote: Command = (state, dispatch) => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type !== nodes.footnote) continue;
    const selection = goToNote(state, String(node.attrs.label), false);
    if (!selection) return false;
    dispatch?.(state.tr.setSelection(selection).scrollIntoView());
    return true;
  }
  return false;
};
