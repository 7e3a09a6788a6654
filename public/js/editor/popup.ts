import type { EditorView } from "prosemirror-view";

/** Sets an element below the place in the text, or above it where there is no room, inside the editor's paper. */
export function placeAt(element: HTMLElement, view: EditorView, at: number, prefers: "above" | "below") {
  const frame = (element.offsetParent ?? document.body).getBoundingClientRect();
  const start = view.coordsAtPos(at);
  const { offsetWidth: width, offsetHeight: height } = element;
  const gap = 8;
  const hasRoomBelow = start.bottom + gap + height < window.innerHeight - 60;
  const hasRoomAbove = start.top - gap - height > 60;
  const isBelow = prefers === "below" ? hasRoomBelow || !hasRoomAbove : !hasRoomAbove;
  const top = isBelow ? start.bottom + gap : start.top - gap - height;
  const left = Math.max(0, Math.min(start.left - frame.left, frame.width - width));
  element.style.top = `${top - frame.top}px`;
  element.style.left = `${left}px`;
}

/** A copy of what stands in the page's template with this id. */
export function fromTemplate(id: string): HTMLElement {
  const template = document.getElementById(id) as HTMLTemplateElement;
  return (template.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
}
