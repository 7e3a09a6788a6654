import type { Node } from "prosemirror-model";
import { NodeSelection, Selection } from "prosemirror-state";
import type { EditorView, NodeView, NodeViewConstructor, ViewMutationRecord } from "prosemirror-view";
import { Paragraph } from "./embeds.ts";
import { isOwnPicture } from "./schema.ts";
import { wordOf } from "./words.ts";

/** An element with attributes and children. */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Record<string, string> = {},
  ...children: (string | HTMLElement)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

type Position = () => number | undefined;

/** A block with parts that are not its text: what happens in them is no matter of the surface. */
abstract class Card implements NodeView {
  abstract dom: HTMLElement;
  contentDOM: HTMLElement = document.createElement("div");
  protected node: Node;
  protected readonly view: EditorView;
  private readonly position: Position;

  constructor(node: Node, view: EditorView, position: Position) {
    this.node = node;
    this.view = view;
    this.position = position;
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.show();
    return true;
  }
  protected show(): void {}

  protected set(attributes: Record<string, unknown>) {
    const at = this.position();
    if (at === undefined) return;
    this.view.dispatch(this.view.state.tr.setNodeMarkup(at, null, { ...this.node.attrs, ...attributes }));
  }
  protected remove() {
    const at = this.position();
    if (at === undefined) return;
    this.view.dispatch(this.view.state.tr.delete(at, at + this.node.nodeSize));
    this.view.focus();
  }
  /** To the text of the block. */
  protected enter() {
    const at = this.position();
    if (at === undefined) return;
    const { tr } = this.view.state;
    this.view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(at + 1))));
    this.view.focus();
  }
  protected select() {
    const at = this.position();
    if (at === undefined) return;
    this.view.dispatch(this.view.state.tr.setSelection(NodeSelection.create(this.view.state.doc, at)));
  }

  stopEvent(event: Event): boolean {
    const target = event.target as globalThis.Node | null;
    return (
      target !== null &&
      !this.contentDOM.contains(target) &&
      !/^drag|^drop/.test(event.type) &&
      isControl(target)
    );
  }
  ignoreMutation(mutation: ViewMutationRecord): boolean {
    return mutation.type !== "selection" && !this.contentDOM.contains(mutation.target);
  }
}

const isControl = (target: globalThis.Node) =>
  target instanceof Element && target.closest("input, button, select, label") !== null;

/** An item of a list; a task has a box that can be ticked. */
class Item extends Card {
  readonly dom = make("li");
  private readonly box: HTMLInputElement | undefined;

  constructor(node: Node, view: EditorView, position: Position) {
    super(node, view, position);
    if (node.attrs.checked === null) {
      this.contentDOM = this.dom;
      return;
    }
    this.dom.className = "task";
    this.box = make("input", { type: "checkbox", contenteditable: "false", "aria-label": wordOf("task") });
    this.box.addEventListener("change", () => this.set({ checked: this.box!.checked }));
    this.contentDOM.className = "task__text";
    this.dom.append(this.box, this.contentDOM);
    this.show();
  }
  override update(node: Node) {
    return (node.attrs.checked === null) === (this.box === undefined) && super.update(node);
  }
  protected override show() {
    if (this.box) this.box.checked = Boolean(this.node.attrs.checked);
  }
}

/** Code, with its language above it. */
class Code extends Card {
  readonly dom = make("div", { class: "card card--code" });
  private readonly input = make("input", {
    class: "card__input",
    type: "text",
    "aria-label": wordOf("language"),
    placeholder: wordOf("language"),
    autocapitalize: "none",
    autocomplete: "off",
    spellcheck: "false",
    list: "editor-languages",
  });

  constructor(node: Node, view: EditorView, position: Position) {
    super(node, view, position);
    this.contentDOM = make("code", { spellcheck: "false" });
    this.dom.append(
      make("div", { class: "card__head", contenteditable: "false" }, this.input),
      make("pre", { dir: "ltr" }, this.contentDOM),
    );
    this.input.addEventListener("input", () => {
      const info = this.input.value.trim().replace(/[\r\n]/g, " ");
      this.set({ info, ...(this.node.attrs.fence === "" && info !== "" ? { fence: "```" } : {}) });
    });
    this.input.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      this.enter();
    });
    this.show();
  }
  protected override show() {
    if (document.activeElement !== this.input) this.input.value = String(this.node.attrs.info);
  }
}

/** What has no richer form: its Markdown. */
class Raw extends Card {
  readonly dom = make("div", { class: "card card--raw" });
  private readonly name = make("span", { class: "card__name" });

  constructor(node: Node, view: EditorView, position: Position) {
    super(node, view, position);
    this.contentDOM = make("code", { spellcheck: "false" });
    this.dom.append(
      make("div", { class: "card__head", contenteditable: "false" }, this.name),
      make("pre", { dir: "auto" }, this.contentDOM),
    );
    this.show();
  }
  protected override show() {
    this.name.textContent = wordOf(this.node.attrs.isHtml ? "html" : "markdown");
  }
}

/** A picture with its caption, which is its text, and its description in a field. */
class Figure extends Card {
  readonly dom = make("figure", { class: "figure" });
  private readonly place = make("div", { class: "figure__picture", contenteditable: "false" });
  private readonly alt = make("input", {
    class: "card__input figure__alt",
    type: "text",
    "aria-label": wordOf("alt"),
    placeholder: wordOf("alt"),
    dir: "auto",
    autocomplete: "off",
  });
  private src: string | undefined;

  constructor(node: Node, view: EditorView, position: Position) {
    super(node, view, position);
    this.contentDOM = make("figcaption", { dir: "auto", "data-hint": wordOf("caption") });
    const remove = make("button", { class: "figure__remove", type: "button" }, wordOf("removePicture"));
    remove.addEventListener("click", () => this.remove());
    this.place.addEventListener("click", () => this.select());
    this.dom.append(
      this.place,
      make("div", { class: "figure__line", contenteditable: "false" }, this.alt, remove),
      this.contentDOM,
    );
    this.alt.addEventListener("input", () => this.set({ alt: this.alt.value }));
    this.alt.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== "Escape") return;
      event.preventDefault();
      this.alt.blur();
      this.enter();
    });
    this.show();
  }
  protected override show() {
    const { src, alt } = this.node.attrs as { src: string; alt: string };
    if (src !== this.src) {
      this.src = src;
      this.place.replaceChildren(
        isOwnPicture(src)
          ? make("img", { src, alt, loading: "lazy" })
          : make("span", { class: "picture-away" }, src),
      );
    }
    if (document.activeElement !== this.alt) this.alt.value = alt;
    this.contentDOM.classList.toggle("is-empty", this.node.content.size === 0);
  }
}

/** A callout, whose kind can be chosen. */
class Callout extends Card {
  readonly dom = make("div", { class: "callout" });
  private readonly choice = document.createElement("select");

  constructor(node: Node, view: EditorView, position: Position) {
    super(node, view, position);
    this.choice.className = "callout__kind";
    this.choice.setAttribute("aria-label", wordOf("calloutKind"));
    for (const kind of ["note", "tip", "important", "warning", "caution"])
      this.choice.append(
        make("option", { value: kind }, wordOf(`callout${kind[0]!.toUpperCase()}${kind.slice(1)}`)),
      );
    this.choice.addEventListener("change", () => this.set({ kind: this.choice.value }));
    this.dom.append(make("div", { contenteditable: "false" }, this.choice), this.contentDOM);
    this.show();
  }
  protected override show() {
    this.choice.value = String(this.node.attrs.kind);
    this.dom.dataset.callout = String(this.node.attrs.kind);
  }
}

/** How blocks look that are more than text. */
export const nodeViews: Record<string, NodeViewConstructor> = {
  paragraph: (node) => new Paragraph(node),
  list_item: (node, view, position) => new Item(node, view, position),
  code_block: (node, view, position) => new Code(node, view, position),
  raw_block: (node, view, position) => new Raw(node, view, position),
  figure: (node, view, position) => new Figure(node, view, position),
  callout: (node, view, position) => new Callout(node, view, position),
};
