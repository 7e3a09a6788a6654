import { wrapIn } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import type { Command, EditorState } from "prosemirror-state";
import {
  addColumnAfter,
  addRowAfter,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  selectedRect,
} from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import {
  insertMore,
  insertRaw,
  insertRule,
  insertTable,
  isInside,
  makeTaskList,
  toParagraph,
  toggleBlock,
  toggleCode,
  toggleEm,
  toggleList,
  toggleQuote,
  toggleStrike,
  toggleStrong,
} from "./commands.ts";
import { insertFootnote } from "./notes.ts";
import { schema, type Align } from "./schema.ts";

const { nodes, marks } = schema;

/** What a button, an entry of the slash menu and a shortcut do, by the name that stands in `data-do`. */
export const commands: Record<string, Command> = {
  strong: toggleStrong,
  em: toggleEm,
  strike: toggleStrike,
  code: toggleCode,
  paragraph: toParagraph,
  heading2: toggleBlock(nodes.heading, { level: 2 }),
  heading3: toggleBlock(nodes.heading, { level: 3 }),
  heading4: toggleBlock(nodes.heading, { level: 4 }),
  bullets: toggleList(nodes.bullet_list),
  numbers: toggleList(nodes.ordered_list),
  tasks: makeTaskList,
  quote: toggleQuote,
  codeBlock: toggleBlock(nodes.code_block),
  rule: insertRule,
  more: insertMore,
  raw: insertRaw,
  table: insertTable,
  footnote: insertFootnote,
  callout: wrapIn(nodes.callout),
  rowAfter: addRowAfter,
  columnAfter: addColumnAfter,
  deleteRow,
  deleteColumn,
  deleteTable,
  alignStart: setAlign(""),
  alignCenter: setAlign("center"),
  alignEnd: setAlign("right"),
  undo,
  redo,
};

/** Alignment is that of whole columns: Markdown knows no other. */
function setAlign(align: Align): Command {
  return (state, dispatch) => {
    if (!isInTable(state)) return false;
    const { map, table, tableStart, left, right } = selectedRect(state);
    const { tr } = state;
    for (const pos of map.cellsInRect({ left, right, top: 0, bottom: map.height }))
      tr.setNodeMarkup(tableStart + pos, null, { ...table.nodeAt(pos)!.attrs, align });
    dispatch?.(tr);
    return true;
  };
}

function hasAlign(state: EditorState, align: Align): boolean {
  if (!isInTable(state)) return false;
  const { map, table, left } = selectedRect(state);
  return table.nodeAt(map.map[left]!)?.attrs.align === align;
}

/** Whether a button is pressed. */
export const isOn: Record<string, (state: EditorState) => boolean> = {
  strong: (state) => hasMark(state, "strong"),
  em: (state) => hasMark(state, "em"),
  strike: (state) => hasMark(state, "strike"),
  code: (state) => hasMark(state, "code"),
  link: (state) => hasMark(state, "link"),
  heading2: (state) => isInside(state, nodes.heading, { level: 2 }),
  heading3: (state) => isInside(state, nodes.heading, { level: 3 }),
  bullets: (state) => isInside(state, nodes.bullet_list),
  numbers: (state) => isInside(state, nodes.ordered_list),
  quote: (state) => isInside(state, nodes.blockquote),
  alignStart: (state) => hasAlign(state, ""),
  alignCenter: (state) => hasAlign(state, "center"),
  alignEnd: (state) => hasAlign(state, "right"),
};

function hasMark(
  { doc, selection: { from, to, empty, $from }, storedMarks }: EditorState,
  name: "strong" | "em" | "strike" | "code" | "link",
) {
  const type = marks[name];
  return empty ? type.isInSet(storedMarks ?? $from.marks()) !== undefined : doc.rangeHasMark(from, to, type);
}

/** Whether something can be done where the cursor is; what asks in a dialog always can. */
export function fits(state: EditorState, name: string): boolean {
  return commands[name]?.(state) ?? true;
}

/** Runs a command by name; false where there is none that fits here. */
export function run(view: EditorView, name: string): boolean {
  const command = commands[name];
  return command?.(view.state, view.dispatch.bind(view), view) ?? false;
}
