import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, TextSelection, type EditorState } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { bringIntoSight } from "./in-sight.ts";
import { wordOf } from "./words.ts";

interface Place {
  from: number;
  to: number;
}
interface Found {
  query: string;
  isCaseTold: boolean;
  places: Place[];
  current: number;
}
const key = new PluginKey<Found>("find");
const NOTHING: Found = { query: "", isCaseTold: false, places: [], current: -1 };
/** More are found and replaced, but not coloured. */
const MOST_COLOURED = 200;

/** What was found last, by block, as places in it. */
let known = { query: "", isCaseTold: false, places: new WeakMap<Node, Place[]>() };

/** Every place of a text in the blocks of a document. Blocks that did not change are not searched again. */
export function placesOf(doc: Node, query: string, isCaseTold: boolean): Place[] {
  if (query === "") return [];
  if (known.query !== query || known.isCaseTold !== isCaseTold)
    known = { query, isCaseTold, places: new WeakMap() };
  const places: Place[] = [];
  doc.forEach((block, offset) => {
    let inside = known.places.get(block);
    if (!inside) known.places.set(block, (inside = placesIn(block, query, isCaseTold)));
    for (const { from, to } of inside) places.push({ from: offset + from, to: offset + to });
  });
  return places;
}

function placesIn(block: Node, query: string, isCaseTold: boolean): Place[] {
  const fold = (text: string) => (isCaseTold ? text : foldCase(text));
  const wanted = fold(query);
  const places: Place[] = [];
  const search = (node: Node, pos: number) => {
    if (!node.isTextblock) return true;
    const text = fold(node.textBetween(0, node.content.size, undefined, "\ufffc"));
    for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + wanted.length))
      places.push({ from: pos + 1 + at, to: pos + 1 + at + wanted.length });
    return false;
  };
  if (search(block, 0)) block.descendants((node, pos) => search(node, pos + 1));
  return places;
}

/** Lower case, where that has as many characters. */
function foldCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length
    ? lower
    : [...text]
        .map((sign) => (sign.toLowerCase().length === sign.length ? sign.toLowerCase() : sign))
        .join("");
}

export function finding(): Plugin<Found> {
  return new Plugin<Found>({
    key,
    state: {
      init: () => NOTHING,
      apply(tr, found) {
        const asked = tr.getMeta(key) as Partial<Found> | undefined;
        if (!asked && (!tr.docChanged || found.query === "")) return found;
        const next = { ...found, ...asked };
        const places =
          asked?.query === undefined && !tr.docChanged
            ? found.places
            : placesOf(tr.doc, next.query, next.isCaseTold);
        return { ...next, places, current: Math.min(next.current, places.length - 1) };
      },
    },
    props: {
      decorations(state) {
        const { places, current } = key.getState(state)!;
        if (places.length === 0) return DecorationSet.empty;
        const first = Math.max(0, current - MOST_COLOURED / 2);
        return DecorationSet.create(
          state.doc,
          places.slice(first, first + MOST_COLOURED).map(({ from, to }, index) =>
            Decoration.inline(from, to, {
              class: first + index === current ? "found found--current" : "found",
            }),
          ),
        );
      },
    },
  });
}

const foundIn = (state: EditorState) => key.getState(state) ?? NOTHING;

/** The line in which one finds and replaces. */
export class FindBar {
  private readonly root: HTMLElement;
  private readonly view: () => EditorView | undefined;

  constructor(root: HTMLElement, view: () => EditorView | undefined) {
    this.root = root;
    this.view = view;
    root.addEventListener("input", ({ target }) => {
      if (target !== this.input("with")) this.search();
    });
    root.addEventListener("click", (event) => {
      const name = (event.target as Element).closest<HTMLElement>("[data-find]")?.dataset.find;
      if (name === "next") this.go(1);
      else if (name === "previous") this.go(-1);
      else if (name === "replace") this.replace();
      else if (name === "replaceAll") this.replaceAll();
      else if (name === "close") this.close();
    });
    root.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
      else if (
        event.key === "Enter" &&
        event.target instanceof HTMLInputElement &&
        event.target.type !== "checkbox"
      ) {
        event.preventDefault();
        if (event.target === this.input("with")) this.replace();
        else this.go(event.shiftKey ? -1 : 1);
      } else return;
      event.preventDefault();
    });
  }

  open() {
    const view = this.view();
    if (!view) return;
    this.root.hidden = false;
    const { from, to } = view.state.selection;
    const chosen = view.state.doc.textBetween(from, to, "\n", "\ufffc");
    const what = this.input("what");
    if (chosen !== "" && chosen.length < 100 && !/[\n\ufffc]/.test(chosen)) what.value = chosen;
    this.search();
    what.focus();
    what.select();
  }

  close() {
    const view = this.view();
    this.root.hidden = true;
    if (!view) return;
    const { places, current } = foundIn(view.state);
    const place = places[current];
    const { tr } = view.state;
    if (place) tr.setSelection(TextSelection.create(tr.doc, place.from, place.to));
    view.dispatch(tr.setMeta(key, NOTHING));
    view.focus();
  }

  private input(name: string): HTMLInputElement {
    return this.root.querySelector<HTMLInputElement>(`[data-find-input=${name}]`)!;
  }

  private search() {
    const view = this.view();
    if (!view) return;
    const query = this.input("what").value;
    const isCaseTold = this.input("case").checked;
    const places = placesOf(view.state.doc, query, isCaseTold);
    const { from } = view.state.selection;
    const next = places.findIndex((place) => place.from >= from);
    this.show(view, { query, isCaseTold, current: next === -1 ? 0 : next });
  }

  private go(step: number) {
    const view = this.view();
    if (!view) return;
    const { places, current } = foundIn(view.state);
    if (places.length > 0) this.show(view, { current: (current + step + places.length) % places.length });
  }

  private replace() {
    const view = this.view();
    if (!view) return;
    const { places, current, ...rest } = foundIn(view.state);
    const place = places[current];
    if (!place) return;
    const tr = view.state.tr.insertText(this.input("with").value, place.from, place.to);
    view.dispatch(tr.setMeta(key, { ...rest, current }));
    this.show(view, {});
  }

  private replaceAll() {
    const view = this.view();
    if (!view) return;
    const { places, ...rest } = foundIn(view.state);
    const text = this.input("with").value;
    const { tr } = view.state;
    for (const { from, to } of [...places].reverse()) tr.insertText(text, from, to);
    view.dispatch(tr.setMeta(key, rest));
    this.say(wordOf(places.length === 1 ? "replacedOne" : "replaced", { count: places.length }));
  }

  private show(view: EditorView, change: Partial<Found>) {
    view.dispatch(view.state.tr.setMeta(key, { ...foundIn(view.state), ...change }));
    const { places, current, query } = foundIn(view.state);
    const place = places[current];
    if (place) {
      view.dispatch(bringIntoSight(view.state.tr, place.from));
      const { node } = view.domAtPos(place.from);
      (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: "center" });
    }
    if (query === "") this.say("");
    else
      this.say(place ? wordOf("found", { current: current + 1, count: places.length }) : wordOf("foundNone"));
  }

  private say(words: string) {
    this.root.querySelector("[data-find=state]")!.textContent = words;
  }
}
