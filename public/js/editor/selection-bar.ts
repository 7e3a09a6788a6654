import { Plugin, TextSelection, type EditorState } from "prosemirror-state";
import { CellSelection } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { isOn } from "./actions.ts";
import { isInside } from "./commands.ts";
import { fromTemplate, placeAt } from "./popup.ts";
import { schema } from "./schema.ts";

/** The bar of formats over selected text, and that of a table over its cells. Alt+F10 leads into it, Escape out of it. */
export function selectionBar(place: HTMLElement, choose: (view: EditorView, name: string) => void): Plugin {
  return new Plugin({
    view: (view) => new Bar(view, place, choose),
    props: {
      handleKeyDown(_view, event) {
        if (event.key !== "F10" || !event.altKey) return false;
        const first = place.querySelector<HTMLElement>(".bar:not([hidden]) button");
        first?.focus();
        return first !== null;
      },
    },
  });
}

function wants({ selection }: EditorState): boolean {
  if (selection instanceof CellSelection) return true;
  if (!(selection instanceof TextSelection) || selection.empty) return false;
  const { $from, $to } = selection;
  return !$from.parent.type.spec.code && $from.parent.inlineContent && $to.parent.inlineContent;
}

class Bar {
  private readonly bar: HTMLElement;
  private readonly buttons: HTMLButtonElement[];
  private readonly view: EditorView;

  constructor(view: EditorView, place: HTMLElement, choose: (view: EditorView, name: string) => void) {
    this.view = view;
    this.bar = fromTemplate("editor-bar");
    this.bar.hidden = true;
    place.append(this.bar);
    this.buttons = [...this.bar.querySelectorAll("button")];
    this.bar.addEventListener("mousedown", (event) => event.preventDefault());
    this.bar.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-do]");
      if (!button) return;
      choose(view, button.dataset.do!);
      if (!document.querySelector("dialog[open]")) view.focus();
    });
    this.bar.addEventListener("keydown", this.onKey);
    this.bar.addEventListener("focusout", () => setTimeout(() => this.update(view)));
    view.dom.addEventListener("blur", this.onFocus);
    view.dom.addEventListener("focus", this.onFocus);
  }

  private readonly onFocus = () => setTimeout(() => this.update(this.view));

  update(view: EditorView) {
    if (!this.bar.isConnected) return;
    const isNear = view.hasFocus() || this.bar.contains(document.activeElement);
    const { state } = view;
    const isTable = isInside(state, schema.nodes.table);
    if (!isNear || !(wants(state) || (isTable && state.selection.empty))) {
      this.bar.hidden = true;
      return;
    }
    const isText = wants(state);
    for (const button of this.buttons) {
      const name = button.dataset.do!;
      const group = button.closest<HTMLElement>("[data-group]")!.dataset.group!;
      button.hidden = group === "table" ? !isTable : !isText || (group === "block" && isTable);
      if (isOn[name]) button.setAttribute("aria-pressed", String(isOn[name](state)));
    }
    for (const group of this.bar.querySelectorAll<HTMLElement>("[data-group]"))
      group.hidden = [...group.querySelectorAll("button")].every(({ hidden }) => hidden);
    this.bar.hidden = false;
    const { from } = state.selection;
    const [start, end] = (isTable && tableEnds(state)) || [from, from];
    placeAt(this.bar, view, start, "above", end);
  }

  destroy() {
    this.view.dom.removeEventListener("blur", this.onFocus);
    this.view.dom.removeEventListener("focus", this.onFocus);
    this.bar.remove();
  }

  private readonly onKey = (event: KeyboardEvent) => {
    const shown = this.buttons.filter(({ hidden }) => !hidden);
    const at = shown.indexOf(document.activeElement as HTMLButtonElement);
    const isBack =
      event.key === (getComputedStyle(this.bar).direction === "rtl" ? "ArrowRight" : "ArrowLeft");
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      event.preventDefault();
      shown[(at + (isBack ? shown.length - 1 : 1)) % shown.length]?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      this.view.focus();
    }
  };
}

/** Places in the first and the last cell of the table around the selection. */
function tableEnds({ selection: { $from } }: EditorState): [number, number] | undefined {
  for (let depth = $from.depth; depth > 0; depth -= 1)
    if ($from.node(depth).type === schema.nodes.table)
      return [$from.before(depth) + 3, $from.after(depth) - 3];
  return undefined;
}
