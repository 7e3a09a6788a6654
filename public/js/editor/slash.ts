import type { Node } from "prosemirror-model";
import { Plugin, PluginKey, TextSelection, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { fits } from "./actions.ts";
import { schema } from "./schema.ts";
import { fromTemplate, placeAt } from "./popup.ts";

/** Where the "/" stands that opened the menu; null while it is closed. */
type Open = { from: number } | null;
const key = new PluginKey<Open>("slash");

/** Opens the menu where the cursor is, in an empty paragraph of its own. */
export function openSlash(view: EditorView) {
  const { $from } = view.state.selection;
  let { tr } = view.state;
  if ($from.parent.type !== schema.nodes.paragraph || $from.parent.content.size > 0) {
    const after = $from.depth > 0 ? $from.after(1) : view.state.doc.content.size;
    tr = tr.insert(after, schema.nodes.paragraph.create());
    tr = tr.setSelection(selectionIn(tr.doc, after + 1));
  }
  const at = tr.selection.from;
  view.dispatch(tr.insertText("/", at).setMeta(key, { from: at }).scrollIntoView());
  view.focus();
}

/** The menu of blocks that "/" opens. `choose` does what an entry says. */
export function slashMenu(
  place: HTMLElement,
  choose: (view: EditorView, name: string) => void,
): Plugin<Open> {
  let menu: Menu | undefined;
  return new Plugin<Open>({
    key,
    state: {
      init: () => null,
      apply(tr, open, _before, state) {
        const meta = tr.getMeta(key) as Open | undefined;
        if (meta !== undefined) return meta;
        if (open === null) return null;
        const from = tr.mapping.map(open.from, -1);
        return queryOf(state, from) === undefined ? null : { from };
      },
    },
    props: {
      handleTextInput(view, from, _to, text) {
        const { $from } = view.state.selection;
        const before = $from.parent.textBetween(0, $from.parentOffset, undefined, "￼");
        if (text !== "/" || $from.parent.type !== schema.nodes.paragraph || !/(?:^|\s)$/.test(before))
          return false;
        view.dispatch(view.state.tr.insertText("/", from).setMeta(key, { from }));
        return true;
      },
      handleKeyDown(view, event) {
        if (!key.getState(view.state) || !menu) return false;
        if (event.key === "Escape") {
          view.dispatch(view.state.tr.setMeta(key, null));
          return true;
        }
        return menu.onKey(event);
      },
      handleDOMEvents: {
        blur(view) {
          if (key.getState(view.state)) view.dispatch(view.state.tr.setMeta(key, null));
        },
      },
    },
    view(view) {
      menu = new Menu(place, view.dom, (name) => {
        const open = key.getState(view.state);
        if (!open) return;
        const { from } = view.state.selection;
        view.dispatch(view.state.tr.delete(open.from, from).setMeta(key, null));
        choose(view, name);
      });
      return {
        update(now) {
          const open = key.getState(now.state);
          const query = open ? queryOf(now.state, open.from) : undefined;
          if (open && query !== undefined) menu!.show(now, open.from, query);
          else menu!.hide();
        },
        destroy: () => menu!.remove(),
      };
    },
  });
}

/** What is typed after the "/", or undefined where that is no query any more. */
function queryOf({ selection, doc }: EditorState, from: number): string | undefined {
  const { $from, empty } = selection;
  if (!empty || $from.pos <= from || from < $from.start()) return undefined;
  const text = doc.textBetween(from, $from.pos, undefined, "￼");
  return /^\/[^\s￼]{0,20}$/.test(text) ? text.slice(1) : undefined;
}

const selectionIn = (doc: Node, at: number) => TextSelection.create(doc, at);

class Menu {
  private readonly list: HTMLElement;
  private readonly none: HTMLElement;
  private readonly root: HTMLElement;
  private shown: HTMLElement[] = [];
  private current = 0;
  private query: string | undefined;
  private readonly place: HTMLElement;
  private readonly surface: HTMLElement;
  private readonly choose: (name: string) => void;

  constructor(place: HTMLElement, surface: HTMLElement, choose: (name: string) => void) {
    this.place = place;
    this.surface = surface;
    this.choose = choose;
    this.root = fromTemplate("editor-slash");
    this.list = this.root.querySelector("[role=listbox]")!;
    this.none = this.root.querySelector("[data-none]")!;
    this.root.hidden = true;
    place.append(this.root);
    this.root.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.choose(option.dataset.do!);
    });
  }

  show(view: EditorView, at: number, query: string) {
    const isNew = this.root.hidden;
    if (isNew || query !== this.query) {
      this.query = query;
      const wanted = query.toLowerCase();
      this.shown = [];
      for (const option of this.list.querySelectorAll<HTMLElement>("[role=option]")) {
        const words = `${option.textContent} ${option.dataset.words ?? ""}`.toLowerCase();
        const isAsked = words.split(/\s+/).some((word) => word.startsWith(wanted));
        option.hidden = !isAsked || !fits(view.state, option.dataset.do!);
        if (!option.hidden) this.shown.push(option);
      }
      this.none.hidden = this.shown.length > 0;
      this.move(0);
    }
    this.root.hidden = false;
    this.place.classList.add("editor__rich--open");
    placeAt(this.root, view, at);
  }

  hide() {
    if (this.root.hidden) return;
    this.root.hidden = true;
    this.place.classList.remove("editor__rich--open");
    this.surface.removeAttribute("aria-activedescendant");
    this.surface.removeAttribute("aria-controls");
  }

  remove() {
    this.hide();
    this.root.remove();
  }

  onKey(event: KeyboardEvent): boolean {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const count = this.shown.length;
      if (count > 0) this.move((this.current + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
      return true;
    }
    const option = this.shown[this.current];
    if ((event.key === "Enter" || event.key === "Tab") && option) {
      this.choose(option.dataset.do!);
      return true;
    }
    return false;
  }

  private move(to: number) {
    this.current = to;
    this.surface.setAttribute("aria-controls", this.list.id);
    const chosen = this.shown[to];
    if (chosen) this.surface.setAttribute("aria-activedescendant", chosen.id);
    else this.surface.removeAttribute("aria-activedescendant");
    for (const [index, option] of this.shown.entries()) {
      option.setAttribute("aria-selected", String(index === to));
      if (index === to) option.scrollIntoView({ block: "nearest" });
    }
  }
}
