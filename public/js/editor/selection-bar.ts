import { Plugin, TextSelection, type EditorState } from "prosemirror-state";
import { CellSelection } from "prosemirror-tables";
import type { EditorView } from "prosemirror-view";
import { isOn } from "./actions.ts";
import { isInside } from "./commands.ts";
import { fromTemplate, GAP } from "./popup.ts";
import { schema } from "./schema.ts";

/**
 * The bar of formats for selected text and for tables, in the foot of the editor, where it covers nothing. Alt+F10 leads
 * into it, Escape out of it.
 */
export function selectionBar(foot: HTMLElement, choose: (view: EditorView, name: string) => void): Plugin {
  return new Plugin({
    view: (view) => new Bar(view, foot, choose),
    props: {
      handleKeyDown(_view, event) {
        if (event.key !== "F10" || !event.altKey) return false;
        const first = document.querySelector<HTMLElement>(".bar:not([hidden]) button:not([hidden])");
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

/** How soon one click follows another of the same gesture, as systems set it. */
const CLICKS_MS = 500;

class Bar {
  private readonly bar: HTMLElement;
  private readonly buttons: HTMLButtonElement[];
  private readonly view: EditorView;
  private readonly foot: HTMLElement;
  private clicks: ReturnType<typeof setTimeout> | undefined;

  constructor(view: EditorView, foot: HTMLElement, choose: (view: EditorView, name: string) => void) {
    this.view = view;
    this.foot = foot;
    this.bar = fromTemplate("editor-bar");
    this.bar.hidden = true;
    foot.prepend(this.bar);
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
    const { state } = view;
    const isTable = isInside(state, schema.nodes.table);
    // a tool of the foot does not move away from under the pointer
    const isNear = view.hasFocus() || this.foot.querySelector(":focus:not(.findbar *)") !== null;
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
    if (!this.bar.hidden) return;
    this.bar.hidden = false;
    this.uncoverUnpressed();
  }

  /** Text that moves under a pressed button would be selected, and the third click of three would hit another line. */
  private readonly uncoverUnpressed = () => {
    if (this.view.dom.matches(":active"))
      window.addEventListener("mouseup", this.afterClicks, { once: true });
    else this.uncover();
  };

  private readonly afterClicks = () => {
    this.clicks = setTimeout(this.uncoverUnpressed, CLICKS_MS);
  };

  /** Moves the page where the foot has come over the line of the cursor; who selects everything stays where they read. */
  private readonly uncover = () => {
    const { bottom } = this.view.coordsAtPos(this.view.state.selection.head);
    const { top, bottom: end } = this.foot.getBoundingClientRect();
    const covered = bottom + 2 * GAP - top;
    if (covered > 0 && bottom <= end) window.scrollBy(0, covered);
  };

  destroy() {
    this.view.dom.removeEventListener("blur", this.onFocus);
    this.view.dom.removeEventListener("focus", this.onFocus);
    window.removeEventListener("mouseup", this.afterClicks);
    clearTimeout(this.clicks);
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
