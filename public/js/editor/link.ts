import { TextSelection, type EditorState } from "prosemirror-state";
import type { EditorView } from "prosemirror-view";
import { schema } from "./schema.ts";
import { wordOf } from "./words.ts";

const link = schema.marks.link;

interface Suggestion {
  title: string;
  href: string;
  /** When it was published, or that it was not, in words. */
  note: string;
}

/** The link around the cursor, or in the selection. */
export function linkAt(state: EditorState): { from: number; to: number; href: string } | undefined {
  const { $from, from, to, empty } = state.selection;
  const parent = $from.parent;
  let found: { from: number; to: number; href: string } | undefined;
  parent.forEach((child, offset) => {
    const mark = link.isInSet(child.marks);
    const start = $from.start() + offset;
    const end = start + child.nodeSize;
    const isHere = empty ? start <= from && from <= end : start < to && from < end;
    if (!mark) return;
    if (found && found.to === start && found.href === mark.attrs.href) found.to = end;
    else if (isHere && !found) found = { from: start, to: end, href: String(mark.attrs.href) };
  });
  return found;
}

/** Whether readers would get a link: pages leave out addresses of any other kind. */
export function isAddress(text: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:/i.test(text) || /^(?:https?|mailto|tel):/i.test(text);
}

/** An address as somebody types it: a host gets https. */
export function addressOf(typed: string): string {
  const text = typed.trim();
  if (/^[a-z\d.-]+:\d/i.test(text)) return `https://${text}`;
  if (/^(?:[a-z][a-z0-9+.-]*:|[/#?.])/i.test(text)) return text;
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return `mailto:${text}`;
  return /^[^\s/]+\.[^\s/]{2,}(?:[/?#]\S*)?$/.test(text) ? `https://${text}` : text;
}

/** The dialog that asks where a link goes, and finds posts by their words. */
export class LinkDialog {
  private readonly dialog: HTMLDialogElement;
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private view: EditorView | undefined;
  private current = -1;
  private asked = 0;
  private timer: number | undefined;

  constructor(dialog: HTMLDialogElement) {
    this.dialog = dialog;
    this.input = dialog.querySelector("input")!;
    this.list = dialog.querySelector("[role=listbox]")!;
    this.input.addEventListener("input", () => {
      this.input.setCustomValidity("");
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => void this.search(), 150);
    });
    this.input.addEventListener("keydown", this.onKey);
    this.list.addEventListener("click", (event) => {
      const option = (event.target as Element).closest<HTMLElement>("[role=option]");
      if (option) this.set(option.dataset.href!);
    });
    dialog.querySelector("form")!.addEventListener("submit", (event) => {
      event.preventDefault();
      const chosen = this.options()[this.current]?.dataset.href;
      const address = chosen ?? addressOf(this.input.value);
      if (isAddress(address)) return this.set(address);
      this.input.setCustomValidity(wordOf("noAddress"));
      this.input.reportValidity();
    });
    dialog.querySelector("[data-link=remove]")!.addEventListener("click", () => this.set(""));
    dialog.addEventListener("close", () => this.view?.focus());
  }

  open(view: EditorView) {
    this.view = view;
    const present = linkAt(view.state);
    this.input.value = present?.href ?? "";
    this.dialog.querySelector<HTMLElement>("[data-link=remove]")!.hidden = present === undefined;
    this.fill([]);
    this.dialog.showModal();
    this.input.select();
    const { from, to } = view.state.selection;
    if (!present) void this.search(view.state.doc.textBetween(from, to, " "));
  }

  private set(href: string) {
    const { view } = this;
    if (!view) return;
    const { state } = view;
    const present = linkAt(state);
    const { from, to } = state.selection.empty && present ? present : state.selection;
    const { tr } = state;
    if (href === "") {
      const whole = present ?? { from, to };
      tr.removeMark(whole.from, whole.to, link);
    } else {
      if (present) tr.removeMark(present.from, present.to, link);
      if (from === to) {
        tr.insertText(href, from);
        tr.addMark(from, from + href.length, link.create({ href }));
        tr.setSelection(TextSelection.create(tr.doc, from + href.length));
      } else tr.addMark(from, to, link.create({ href }));
      tr.removeStoredMark(link);
    }
    view.dispatch(tr.scrollIntoView());
    this.dialog.close();
  }

  private async search(words = this.input.value) {
    const query = words.trim();
    const address = this.dialog.dataset.search;
    const isWhole = /^(?:[a-z]+:|[/#])/i.test(query);
    this.asked += 1;
    const mine = this.asked;
    if (address === undefined || query === "" || isWhole) return this.fill([]);
    try {
      const response = await fetch(`${address}?${new URLSearchParams({ q: query.slice(0, 100) })}`);
      if (!response.ok || mine !== this.asked) return;
      const { posts } = (await response.json()) as { posts: Suggestion[] };
      this.fill(posts);
    } catch {
      // the address can still be typed
    }
  }

  private fill(posts: Suggestion[]) {
    this.current = -1;
    this.list.replaceChildren(
      ...posts.map(({ title, href, note }, index) => {
        const option = document.createElement("li");
        option.id = `link-option-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.href = href;
        option.className = "offer";
        const name = document.createElement("span");
        name.textContent = title;
        name.dir = "auto";
        const more = document.createElement("span");
        more.className = "offer__note";
        more.textContent = note;
        option.append(name, " ", more);
        return option;
      }),
    );
    this.list.hidden = posts.length === 0;
    this.input.setAttribute("aria-expanded", String(posts.length > 0));
    this.input.removeAttribute("aria-activedescendant");
  }

  private options() {
    return [...this.list.querySelectorAll<HTMLElement>("[role=option]")];
  }

  private readonly onKey = (event: KeyboardEvent) => {
    const options = this.options();
    if ((event.key !== "ArrowDown" && event.key !== "ArrowUp") || options.length === 0) return;
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    this.current =
      this.current === -1 && step === -1
        ? options.length - 1
        : (this.current + step + options.length) % options.length;
    for (const [index, option] of options.entries())
      option.setAttribute("aria-selected", String(index === this.current));
    const chosen = options[this.current]!;
    chosen.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", chosen.id);
  };
}
