import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import type { Attrs, MarkType } from "prosemirror-model";
import type { Plugin } from "prosemirror-state";
import { schema } from "./schema.ts";

const { nodes, marks } = schema;

/** Text between two signs: the signs go, the mark comes. */
function markRule(
  pattern: RegExp,
  type: MarkType,
  attrs: (match: RegExpMatchArray) => Attrs | null = () => null,
) {
  return new InputRule(pattern, (state, match, start, end) => {
    const [whole, before, text] = match as unknown as [string, string, string];
    const from = start + before.length;
    if (state.doc.resolve(from).parent.type.spec.code) return null;
    if (state.doc.rangeHasMark(from, end, marks.code)) return null;
    const { tr } = state;
    const inner = from + whole.slice(before.length).indexOf(text);
    if (inner + text.length < end) tr.delete(inner + text.length, end);
    tr.delete(from, inner);
    tr.addMark(from, from + text.length, type.create(attrs(match)));
    return tr.removeStoredMark(type);
  });
}

/** Markdown becomes what it means while it is typed; the backspace takes that back. */
export function typedMarkdown(): Plugin {
  return inputRules({
    rules: [
      textblockTypeInputRule(/^(#{1,6})\s$/, nodes.heading, (match) => ({ level: match[1]!.length })),
      wrappingInputRule(/^\s*>\s$/, nodes.blockquote),
      wrappingInputRule(/^\s*([-+*])\s$/, nodes.bullet_list, (match) => ({ bullet: match[1] })),
      wrappingInputRule(
        /^(\d{1,9})([.)])\s$/,
        nodes.ordered_list,
        (match) => ({ start: Number(match[1]), delimiter: match[2] }),
        (match, list) => list.childCount + Number(list.attrs.start) === Number(match[1]),
      ),
      task,
      textblockTypeInputRule(/^(`{3,}|~{3,})([\w+#.-]*)\s$/, nodes.code_block, (match) => ({
        fence: match[1],
        info: match[2],
      })),
      markRule(/(^|[^*\\])\*\*([^\s*](?:[^*]*[^\s*])?)\*\*$/, marks.strong, () => ({ markup: "**" })),
      markRule(/(^|[^\w\\])__([^\s_](?:[^_]*[^\s_])?)__$/, marks.strong, () => ({ markup: "__" })),
      markRule(/(^|[^*\\])\*([^\s*](?:[^*]*[^\s*])?)\*$/, marks.em, () => ({ markup: "*" })),
      markRule(/(^|[^\w\\])_([^\s_](?:[^_]*[^\s_])?)_$/, marks.em, () => ({ markup: "_" })),
      markRule(/(^|[^~\\])~~([^\s~](?:[^~]*[^\s~])?)~~$/, marks.strike),
      markRule(/(^|[^`\\])`([^`]+)`$/, marks.code),
      markRule(/(^|[^!\\])\[([^\]^][^\]]*)\]\(<?([^\s)>]+)>?(?: "([^"]*)")?\)$/, marks.link, (match) => ({
        href: match[3],
        title: match[4] ?? "",
      })),
      picture,
    ],
  });
}

/** [ ] or [x] at the beginning of an item. */
const task = new InputRule(/^\[([ xX]?)\]\s$/, (state, match, start, end) => {
  const $start = state.doc.resolve(start);
  const item = $start.depth > 1 ? $start.node(-1) : undefined;
  if (item?.type !== nodes.list_item || $start.index(-1) > 0) return null;
  const checked = match[1]!.toLowerCase() === "x";
  return state.tr.delete(start, end).setNodeMarkup($start.before(-1), null, { checked });
});

const picture = new InputRule(
  /!\[([^\]]*)\]\(<?([^\s)>]+)>?(?: "([^"]*)")?\)$/,
  (state, match, start, end) => {
    const [, alt, src, title = ""] = match;
    const $start = state.doc.resolve(start);
    if ($start.parent.type.spec.code) return null;
    const isAlone =
      start === $start.start() && end === $start.end() && $start.parent.type === nodes.paragraph;
    if (isAlone && $start.depth === 1) {
      const figure = nodes.figure.create({ src, alt }, title === "" ? null : schema.text(title));
      return state.tr.replaceRangeWith($start.before(), $start.after(), figure);
    }
    return state.tr.replaceWith(start, end, nodes.image.create({ src, alt, title }));
  },
);
