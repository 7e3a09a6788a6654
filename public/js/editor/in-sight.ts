import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, type EditorState, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { heightOf, rememberHeight } from "./heights.ts";

/** From this many blocks on, only those around what is seen are laid out. */
const MANY = 600;
/** So many blocks are, before and after the middle of what is seen. */
const AROUND_SIGHT = 75;
/** And so many around the ends of the selection: a browser loses a cursor in a block that is not laid out. */
const AROUND_CURSOR = 3;

/** Blocks [from, to), by their number. */
type Run = [from: number, to: number];

interface Sight {
  /** The block in the middle of what is seen. */
  middle: number;
  runs: Run[];
  shown: DecorationSet;
  /** Pixels of the blocks after the last run. */
  after: number;
}
const key = new PluginKey<Sight | null>("in-sight");

/** Keeps long texts quick: blocks that nobody sees are not laid out, and empty space stands for them. */
export function inSight(): Plugin<Sight | null> {
  return new Plugin<Sight | null>({
    key,
    state: {
      init: (_config, state) => look(state, 0),
      apply(tr, sight, before, state) {
        const asked = tr.getMeta(key) as number | undefined;
        if (asked === undefined && !tr.docChanged && !tr.selectionSet) return sight;
        const middle = asked ?? moved(tr, before, sight?.middle ?? 0);
        if (!sight || state.doc.childCount !== before.doc.childCount) return look(state, middle);
        const runs = runsOf(state, middle);
        if (JSON.stringify(runs) !== JSON.stringify(sight.runs)) return look(state, middle);
        return tr.docChanged ? { ...sight, shown: sight.shown.map(tr.mapping, tr.doc) } : sight;
      },
    },
    props: {
      attributes(state): Record<string, string> {
        const sight = key.getState(state);
        return sight ? { class: "rich--long", style: `padding-block-end: ${sight.after}px` } : {};
      },
      decorations: (state) => key.getState(state)?.shown,
    },
    view(view) {
      const onScroll = () => follow(view);
      let frame: number | undefined;
      document.addEventListener("scroll", onScroll, { passive: true });
      window.addEventListener("resize", onScroll);
      return {
        update() {
          if (key.getState(view.state))
            frame ??= requestAnimationFrame(() => ((frame = undefined), onScroll()));
        },
        destroy() {
          if (frame !== undefined) cancelAnimationFrame(frame);
          document.removeEventListener("scroll", onScroll);
          window.removeEventListener("resize", onScroll);
        },
      };
    },
  });
}

/** Has the blocks around a place laid out. */
export const bringIntoSight = (tr: Transaction, at: number) => tr.setMeta(key, tr.doc.resolve(at).index(0));

/** The number of the block in the middle, after a change that brought or took blocks before it. */
function moved(tr: Transaction, before: EditorState, middle: number): number {
  if (tr.doc.childCount === before.doc.childCount) return middle;
  const start = before.doc.resolve(0).posAtIndex(Math.min(middle, before.doc.childCount - 1), 0);
  return tr.doc.resolve(Math.min(tr.mapping.map(start), tr.doc.content.size)).index(0);
}

function runsOf({ doc, selection: { $from, $to } }: EditorState, middle: number): Run[] {
  const around = (index: number, reach: number): Run => [
    Math.max(0, index - reach),
    Math.min(doc.childCount, index + reach + 1),
  ];
  const wanted = [
    around(middle, AROUND_SIGHT),
    around($from.index(0), AROUND_CURSOR),
    around($to.index(0), AROUND_CURSOR),
  ].sort((one, other) => one[0] - other[0]);
  const runs: Run[] = [];
  for (const [from, to] of wanted) {
    const last = runs.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else runs.push([from, to]);
  }
  return runs;
}

/** What is laid out; null where everything is. */
function look(state: EditorState, middle: number): Sight | null {
  const { doc } = state;
  if (doc.childCount <= MANY) return null;
  const runs = runsOf(state, middle);
  const shown: Decoration[] = [];
  let at = 0;
  let skipped = 0;
  let [run, ...later] = runs;
  doc.forEach((block, _offset, index) => {
    if (run && index >= run[1]) [run, ...later] = later;
    if (run && index >= run[0]) {
      const space = skipped > 0 ? { style: `margin-block-start: ${skipped}px` } : {};
      shown.push(Decoration.node(at, at + block.nodeSize, { class: "near", ...space }));
      skipped = 0;
    } else skipped += heightOf(block);
    at += block.nodeSize;
  });
  return { middle, runs, shown: DecorationSet.create(doc, shown), after: skipped };
}

interface LaidOut {
  index: number;
  node: Node;
  element: Element;
  top: number;
  bottom: number;
}

function laidOut(view: EditorView, { runs }: Sight): LaidOut[] {
  const elements = view.dom.querySelectorAll(":scope > .near");
  return runs
    .flatMap(([from, to]) => Array.from({ length: to - from }, (_, count) => from + count))
    .flatMap((index, place) => {
      const element = elements[place];
      if (!element) return [];
      const { top, bottom } = element.getBoundingClientRect();
      return [{ index, node: view.state.doc.child(index), element, top, bottom }];
    });
}

/** Lays other blocks out where those that are come to their end within a screen of what is seen. */
function follow(view: EditorView) {
  const sight = key.getState(view.state);
  if (!sight || view.isDestroyed || view.dom.offsetParent === null) return;
  const height = window.innerHeight;
  const blocks = laidOut(view, sight);
  const seen = blocks.filter(({ top, bottom }) => bottom > 0 && top < height);
  const [first] = seen;
  if (first && isEnough(view.state.doc, sight, blocks, first.index)) return;
  for (const [place, { index, node, top }] of blocks.entries()) {
    const next = blocks[place + 1];
    if (next?.index === index + 1) rememberHeight(node, next.top - top);
  }
  const middle = first ? seen[seen.length >> 1]!.index : guess(view, blocks);
  if (middle === sight.middle) return;
  view.dispatch(view.state.tr.setMeta(key, middle));
  // what was seen before stays where it was
  const shift = first ? first.element.getBoundingClientRect().top - first.top : 0;
  if (Math.abs(shift) >= 1) window.scrollBy({ top: shift, behavior: "instant" });
}

/** Is a screen before and a screen after what is seen laid out too? */
function isEnough({ childCount }: Node, { runs }: Sight, blocks: LaidOut[], index: number): boolean {
  const height = window.innerHeight;
  const [from, to] = runs.find((run) => run[0] <= index && index < run[1])!;
  const topOf = blocks.find((block) => block.index === from)!.top;
  const bottomOf = blocks.find((block) => block.index === to - 1)?.bottom ?? 0;
  return (from === 0 || topOf < -height) && (to === childCount || bottomOf > 2 * height);
}

/** The block in the middle of the empty space that is seen. */
function guess({ dom, state: { doc } }: EditorView, blocks: LaidOut[]): number {
  const above = blocks.findLast(({ bottom }) => bottom <= 0);
  let index = above ? above.index + 1 : 0;
  let at = above?.bottom ?? dom.getBoundingClientRect().top;
  while (index < doc.childCount - 1 && at < window.innerHeight / 2) {
    at += heightOf(doc.child(index));
    index += 1;
  }
  return index;
}
