import type { WidgetRepository } from "./repository.ts";
import type { AnyWidget, Area } from "./widget.ts";

const FIRST: [Area, string][] = [
  ["sidebar", "search"],
  ["sidebar", "recent-posts"],
  ["sidebar", "popular-posts"],
  ["sidebar", "recent-comments"],
  ["sidebar", "categories"],
  ["sidebar", "archives"],
  ["footer", "about"],
  ["footer", "pages"],
  ["footer", "feed-links"],
];

/** The widgets a new site starts with, each with the settings its kind starts with. */
export function furnishWidgets(
  repository: Pick<WidgetRepository, "add">,
  kinds: ReadonlyMap<string, AnyWidget>,
): void {
  for (const [area, kind] of FIRST) {
    const widget = kinds.get(kind);
    if (widget) repository.add(area, kind, widget.defaults);
  }
}
