import {
  baseKeymap,
  chainCommands,
  exitCode,
  lift,
  setBlockType,
  toggleMark,
  wrapIn,
} from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { undoInputRule } from "prosemirror-inputrules";
import type { Attrs, Node, NodeType } from "prosemirror-model";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { Selection, TextSelection, type Command, type EditorState } from "prosemirror-state";
import { goToNextCell } from "prosemirror-tables";
import { leaveNote } from "./notes.ts";
import { schema } from "./schema.ts";

const { nodes, marks } = schema;

export const toggleStrong = toggleMark(marks.strong);
export const toggleEm = toggleMark(marks.em);
export const toggleStrike = toggleMark(marks.strike);
export const toggleCode = toggleMark(marks.code);

/** Is the selection inside a block of this kind? */
export function isInside({ selection: { $from } }: EditorState, type: NodeType, attrs: Attrs = {}): boolean {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const node = $from.node(depth);
    if (node.type === type && Object.entries(attrs).every(([name, value]) => node.attrs[name] === value))
      return true;
  }
  return false;
}

/** Makes the block this, or a paragraph where it is that already. */
export function toggleBlock(type: NodeType, attrs: Attrs = {}): Command {
  return (state, dispatch) =>
    isInside(state, type, attrs)
      ? setBlockType(nodes.paragraph)(state, dispatch)
      : setBlockType(type, attrs)(state, dispatch);
}

export const toParagraph: Command = (state, dispatch) =>
  setBlockType(nodes.paragraph)(state, dispatch) || lift(state, dispatch);

export const toggleQuote: Command = (state, dispatch) =>
  isInside(state, nodes.blockquote) ? lift(state, dispatch) : wrapIn(nodes.blockquote)(state, dispatch);

/** Makes a list, changes its kind, or takes it away. */
export function toggleList(type: NodeType): Command {
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    const range = $from.blockRange($to);
    if (!range) return false;
    for (let depth = range.depth; depth > 0; depth -= 1) {
      const node = $from.node(depth);
      if (node.type !== nodes.bullet_list && node.type !== nodes.ordered_list) continue;
      if (node.type === type) return liftListItem(nodes.list_item)(state, dispatch);
      dispatch?.(
        state.tr.setNodeMarkup($from.before(depth), type, { isTight: node.attrs.isTight as boolean }),
      );
      return true;
    }
    return wrapInList(type)(state, dispatch);
  };
}

/** A list whose items can be ticked. */
export const makeTaskList: Command = (state, dispatch, view) => {
  if (!isInside(state, nodes.list_item)) {
    let made: EditorState | undefined;
    const isMade = wrapInList(nodes.bullet_list)(state, (tr) => (made = state.apply(tr)));
    if (!isMade || !made) return false;
    if (!dispatch) return true;
    wrapInList(nodes.bullet_list)(state, dispatch);
    if (view) return setTask(false)(view.state, view.dispatch.bind(view));
    return true;
  }
  return setTask(false)(state, dispatch);
};

export function setTask(checked: boolean | null): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    for (let depth = $from.depth; depth > 0; depth -= 1)
      if ($from.node(depth).type === nodes.list_item) {
        dispatch?.(state.tr.setNodeMarkup($from.before(depth), null, { checked }));
        return true;
      }
    return false;
  };
}

/** Puts a block where the cursor is, in place of an empty paragraph, with the cursor in it, or after it. */
export function insertBlock(make: () => Node): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    if (!dispatch) return true;
    const depth = $from.sharedDepth($from.pos);
    const node = make();
    const { tr } = state;
    const parent = $from.parent;
    let at: number;
    if (parent.type === nodes.paragraph && parent.content.size === 0 && depth > 0) {
      at = $from.before();
      tr.replaceRangeWith(at, $from.after(), node);
    } else {
      at = depth === 0 ? $from.pos : $from.after();
      tr.insert(at, node);
    }
    // Where it does not fit, as in a list, it came to stand behind.
    tr.doc.nodesBetween(at, tr.doc.content.size, (other, pos) => {
      if (other === node) at = pos;
      return other !== node;
    });
    const after = at + node.nodeSize;
    if (!tr.doc.nodeAt(after) && node.isAtom) tr.insert(after, nodes.paragraph.create());
    const inside = node.isAtom
      ? Selection.near(tr.doc.resolve(Math.min(after, tr.doc.content.size)), 1)
      : Selection.near(tr.doc.resolve(at + 1), 1);
    dispatch(tr.setSelection(inside).scrollIntoView());
    return true;
  };
}

export const insertRule = insertBlock(() => nodes.horizontal_rule.create());
export const insertMore = insertBlock(() => nodes.more.create());
export const insertRaw = insertBlock(() => nodes.raw_block.create());
export const insertTable = insertBlock(() => {
  const row = (type: NodeType) =>
    nodes.table_row.create(
      null,
      [1, 2, 3].map(() => type.create()),
    );
  return nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
});

/** A line break inside a paragraph, or a new paragraph out of code. */
const breakLine: Command = chainCommands(exitCode, (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView());
  return true;
});

/** ```js and Enter begins code; --- and Enter draws a rule. */
const enterOnMarkdown: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  if (!empty || parent.type !== nodes.paragraph || $from.parentOffset !== parent.content.size) return false;
  const code = /^(`{3,}|~{3,})\s*([^`\s]*)$/.exec(parent.textContent);
  if (code) {
    const block = nodes.code_block.create({ fence: code[1], info: code[2] });
    const { tr } = state;
    tr.replaceRangeWith($from.before(), $from.after(), block);
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve($from.before() + 1))).scrollIntoView());
    return true;
  }
  if (/^(?:-{3,}|\*{3,}|_{3,})$/.test(parent.textContent) && $from.depth === 1) {
    const { tr } = state;
    tr.replaceWith($from.before(), $from.after(), [nodes.horizontal_rule.create(), nodes.paragraph.create()]);
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve($from.before() + 2))).scrollIntoView());
    return true;
  }
  return false;
};

/** Two Enters at the end of code, or of a card, leave it. */
const leaveCode: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.type.spec.code || $from.parentOffset !== $from.parent.content.size)
    return false;
  if (!$from.parent.textContent.endsWith("\n")) return false;
  const { tr } = state;
  tr.delete($from.pos - 1, $from.pos);
  const after = tr.mapping.map($from.after());
  tr.insert(after, nodes.paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  return true;
};

/** Enter in a caption goes on below the picture; Enter in a heading's end is the base's work. */
const leaveCaption: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if ($from.parent.type !== nodes.figure) return false;
  const after = $from.after();
  const { tr } = state;
  tr.insert(after, nodes.paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  return true;
};

/** Enter in the last row of a table makes a paragraph below it; in others it goes down a row. */
const enterInTable: Command = (state, dispatch) => {
  const { $from } = state.selection;
  if (!isInside(state, nodes.table) || !$from.parent.type.spec.tableRole) return false;
  const table = $from.node(-2);
  const row = $from.index(-2);
  const column = $from.index(-1);
  const { tr } = state;
  if (row === table.childCount - 1) {
    const after = $from.after(-2);
    if (table.lastChild!.textContent === "" && table.childCount > 2) {
      // an empty last row was the way out
      tr.delete($from.before(-1), $from.after(-1));
    }
    const at = tr.mapping.map(after);
    tr.insert(at, nodes.paragraph.create());
    dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
    return true;
  }
  let at = $from.after(-1) + 1;
  const next = table.child(row + 1);
  for (let index = 0; index < column && index < next.childCount; index += 1) at += next.child(index).nodeSize;
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  return true;
};

/** An empty item or quote is left by Enter. */
const leaveEmptyItem: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.content.size > 0 || !isInside(state, nodes.list_item)) return false;
  return liftListItem(nodes.list_item)(state, dispatch);
};

/** A new item of a list of tasks is a task yet to be done. */
const splitItem: Command = (state, dispatch) => {
  const { $from } = state.selection;
  const item = $from.node(-1) as Node | undefined;
  const attrs =
    item?.type === nodes.list_item && item.attrs.checked !== null ? { checked: false } : undefined;
  return splitListItem(nodes.list_item, attrs)(state, dispatch);
};

/** The backspace at the beginning of a task takes its box away, of a heading its size. */
const plainAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0) return false;
  if ($from.parent.type === nodes.heading) return setBlockType(nodes.paragraph)(state, dispatch);
  const item = $from.depth > 1 ? $from.node(-1) : undefined;
  if (item?.type === nodes.list_item && item.attrs.checked !== null && $from.index(-1) === 0)
    return setTask(null)(state, dispatch);
  return false;
};

/** What the keys do; "Mod" is ⌘ on a Mac and Ctrl elsewhere. */
export const keys: Record<string, Command> = {
  ...baseKeymap,
  Enter: chainCommands(
    enterOnMarkdown,
    leaveCode,
    leaveCaption,
    enterInTable,
    leaveEmptyItem,
    splitItem,
    baseKeymap.Enter!,
  ),
  Backspace: chainCommands(undoInputRule, plainAtStart, baseKeymap.Backspace!),
  "Shift-Enter": breakLine,
  Escape: leaveNote,
  "Mod-Enter": exitCode,
  "Mod-z": undo,
  "Mod-y": redo,
  "Mod-Shift-z": redo,
  "Mod-b": toggleStrong,
  "Mod-i": toggleEm,
  "Mod-e": toggleCode,
  "Mod-Shift-x": toggleStrike,
  "Mod-Alt-0": toParagraph,
  "Mod-Alt-2": toggleBlock(nodes.heading, { level: 2 }),
  "Mod-Alt-3": toggleBlock(nodes.heading, { level: 3 }),
  "Mod-Alt-4": toggleBlock(nodes.heading, { level: 4 }),
  "Mod-Shift-7": toggleList(nodes.ordered_list),
  "Mod-Shift-8": toggleList(nodes.bullet_list),
  "Mod-Shift-9": toggleQuote,
  "Mod-Alt-c": toggleBlock(nodes.code_block),
  Tab: chainCommands(goToNextCell(1), sinkListItem(nodes.list_item)),
  "Shift-Tab": chainCommands(goToNextCell(-1), liftListItem(nodes.list_item)),
};
