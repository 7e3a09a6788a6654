import type { Node } from "prosemirror-model";
import type { EditorView, NodeView, NodeViewConstructor } from "prosemirror-view";
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

/** An item of a list; a task has a box that can be ticked. */
class ItemView implements NodeView {
  dom: HTMLElement;
  contentDOM: HTMLElement;
  private readonly box: HTMLInputElement | undefined;

  constructor(node: Node, view: EditorView, position: () => number | undefined) {
    this.dom = make("li");
    this.contentDOM = this.dom;
    if (node.attrs.checked === null) return;
    this.dom.className = "task";
    this.box = make("input", { type: "checkbox", contenteditable: "false", "aria-label": wordOf("task") });
    this.box.checked = Boolean(node.attrs.checked);
    this.box.addEventListener("change", () => {
      const at = position();
      if (at !== undefined)
        view.dispatch(view.state.tr.setNodeMarkup(at, null, { checked: this.box!.checked }));
    });
    this.contentDOM = make("div", { class: "task__text" });
    this.dom.append(this.box, this.contentDOM);
  }

  update(node: Node) {
    if (node.type.name !== "list_item" || (node.attrs.checked === null) !== (this.box === undefined))
      return false;
    if (this.box) this.box.checked = Boolean(node.attrs.checked);
    return true;
  }
  stopEvent(event: Event) {
    return event.target === this.box;
  }
  ignoreMutation(mutation: { target: globalThis.Node }) {
    return this.box !== undefined && !this.contentDOM.contains(mutation.target);
  }
}

/** How blocks look that are more than text. */
export const nodeViews: Record<string, NodeViewConstructor> = {
  list_item: (node, view, position) => new ItemView(node, view, position),
};
