import type { EditorView } from "prosemirror-view";

const GAP = 8;

/** So much room below, in pixels, is enough for an element that can be scrolled. */
const ENOUGH = 240;

/**
 * Sets an element above a place in the text or below it (or below `end`, where something lasts longer), where there is more room or enough of it: under the bar of the page,
 * and down to the end of the window, over the tools.
 */
export function placeAt(
  element: HTMLElement,
  view: EditorView,
  at: number,
  prefers: "above" | "below",
  end = at,
) {
  const edge = (name: string) => document.querySelector(name)?.getBoundingClientRect();
  const frame = (element.offsetParent ?? document.body).getBoundingClientRect();
  const start = view.coordsAtPos(at);
  const { bottom } = end === at ? start : view.coordsAtPos(end);
  const above = start.top - Math.max(0, edge(".editor__bar")?.bottom ?? 0) - 2 * GAP;
  const below = (window.visualViewport?.height ?? window.innerHeight) - bottom - 2 * GAP;
  element.style.setProperty("--room", "20rem");
  const fits = (room: number) => element.offsetHeight <= room;
  const isBelow =
    prefers === "below" ? fits(below) || below >= Math.min(ENOUGH, above) : !fits(above) && below > above;
  element.style.setProperty("--room", `${Math.max(96, isBelow ? below : above)}px`);
  const { offsetWidth: width, offsetHeight: height } = element;
  const top = isBelow ? bottom + GAP : start.top - GAP - height;
  const left = Math.max(0, Math.min(start.left - frame.left, frame.width - width));
  element.style.top = `${top - frame.top}px`;
  element.style.left = `${left}px`;
}

/** A copy of what stands in the page's template with this id. */
export function fromTemplate(id: string): HTMLElement {
  const template = document.getElementById(id) as HTMLTemplateElement;
  return (template.content.firstElementChild as HTMLElement).cloneNode(true) as HTMLElement;
}
