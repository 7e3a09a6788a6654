import { Plugin, PluginKey } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { unreadIn, type MarkdownSource } from "./source.ts";

/** So long the page is kept from its other work at a time. */
const SLICE_MS = 16;
const key = new PluginKey("read-on");

/** Reads the end of a long text while nothing else is to do, and at once before anything that needs the whole of it. */
export function readOn(source: MarkdownSource): Plugin {
  const readAllFirst = (view: EditorView) => {
    readAll(view);
    return false;
  };
  const read = (view: EditorView, goesOn: (count: number) => boolean): boolean => {
    const { state } = view;
    const more = source.readOn(state.doc, goesOn);
    if (!more) return false;
    let at = 0;
    for (let index = 0; index < more.index; index += 1) at += state.doc.child(index).nodeSize;
    const tr = state.tr.replaceWith(at, at + state.doc.child(more.index).nodeSize, more.nodes);
    view.dispatch(tr.setMeta("fromField", true).setMeta("addToHistory", false));
    source.follow(view.state.doc);
    return true;
  };
  return new Plugin({
    key,
    read,
    props: {
      handleDOMEvents: {
        copy: readAllFirst,
        cut: readAllFirst,
        dragstart: readAllFirst,
        keydown: (view, { ctrlKey, metaKey }) => (ctrlKey || metaKey) && readAllFirst(view),
      },
    },
    view(view) {
      let waiting: number | undefined;
      const later = (then: () => void) =>
        "requestIdleCallback" in window ? requestIdleCallback(then, { timeout: 100 }) : setTimeout(then);
      const goOn = () => {
        waiting = undefined;
        const until = performance.now() + SLICE_MS;
        if (!view.composing) read(view, () => performance.now() < until);
        wait();
      };
      const wait = () => {
        if (unreadIn(view.state.doc) >= 0) waiting ??= later(goOn);
      };
      wait();
      return {
        update: wait,
        destroy() {
          if (waiting === undefined) return;
          if ("cancelIdleCallback" in window) cancelIdleCallback(waiting);
          else clearTimeout(waiting);
        },
      };
    },
  });
}

/** Reads what is unread, so that everything of the text is in the document. */
export function readAll(view: EditorView) {
  const { read } = key.get(view.state)!.spec as {
    read: (view: EditorView, goesOn: () => boolean) => boolean;
  };
  read(view, () => true);
}
