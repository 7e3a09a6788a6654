import { Selection, TextSelection, type Command } from "prosemirror-state";

/** The cursor, or the end of the selection, to the beginning or the end of the text. */
const goTo =
  (isStart: boolean, isExtended: boolean): Command =>
  (state, dispatch) => {
    const end = isStart ? Selection.atStart(state.doc) : Selection.atEnd(state.doc);
    const selection = isExtended ? TextSelection.between(state.selection.$anchor, end.$head) : end;
    dispatch?.(state.tr.setSelection(selection).scrollIntoView());
    return true;
  };

/** The keys that lead to the ends of the text: a browser knows only of the ends of what is laid out. */
export const endKeys: Record<string, Command> = {
  "Ctrl-Home": goTo(true, false),
  "Shift-Ctrl-Home": goTo(true, true),
  "Ctrl-End": goTo(false, false),
  "Shift-Ctrl-End": goTo(false, true),
  "Meta-ArrowUp": goTo(true, false),
  "Shift-Meta-ArrowUp": goTo(true, true),
  "Meta-ArrowDown": goTo(false, false),
  "Shift-Meta-ArrowDown": goTo(false, true),
};
