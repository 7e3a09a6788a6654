import type { EditorView } from "prosemirror-view";

/** Between such an element and the text it belongs to, in pixels. */
export const GAP = 8;

/** So much room below, in pixels, is enough for an element that can be scrolled. */
const ENOUGH = 240;

/**
 * Sets an element below a place in the text, down to the end of the window, over the tools; or above it, up to the bar of
 * the page, where there is more room and not enough below.
 */
export function placeAt(element: HTMLElement, view: EditorView, at: number) {
  const edge = (name: string) => document.querySelector(name)?.getBoundingClientRect();
  const frame = (element.offsetParent ?? document.body).getBoundingClientRect();
  const line = view.coordsAtPos(at);
  const above = line.top - Math.max(0, edge(".editor__bar")?.bottom ?? 0) - 2 * GAP;
  const below = (window.visualViewport?.height ?? window.innerHeight) - line.bottom - 2 * GAP;
  element.style.setProperty("--room", "20rem");
  const isBelow = element.offsetHeight <= below || below >= Math.min(ENOUGH, above);
  element.style.setProperty("--room", `${Math.max(96, isBelow ? below : above)}px`);
  const { offsetWidth: width, offsetHeight: height } = element;
  const top = isBelow ? line.bottom + GAP : line.top - GAP - height;
  const left = Math.max(0, Math.min(line.left - frame.left, frame.width - width));
  element.style.top = `${top - frame.top}px`;
  element.style.left = `${left}px`;
}

/** A copy of what stands in the page's template with this id. */
export function fromTemplate(id: string): HTMLElement {
  const template = document.getElementById(id) as HTMLTemplateElement;
  return (template.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
}
