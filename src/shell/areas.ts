import { fillings, type Filling } from "../cache/filling.ts";
import type { Helpers, Templates } from "../web/templates.ts";
import type { ShownWidget } from "../widgets/shown.ts";
import { areas, type Area } from "../widgets/widget.ts";

interface Parts {
  /** The same object while nothing changes. */
  widgetsNow: (now: Date, edition?: number) => ReadonlyMap<Area, readonly ShownWidget[]>;
  templates: Templates;
  helpers: () => Helpers;
}

/**
 * The widgets of each area as HTML: printed once, and put into every page when it is sent. Who knows the edition of this
 * moment hands it over.
 */
export function filledAreas({ widgetsNow, templates, helpers }: Parts) {
  const make = fillings();
  let known: { widgets: ReadonlyMap<Area, readonly ShownWidget[]>; filling: Filling } | undefined;
  return (now: Date, edition?: number): Filling => {
    const widgets = widgetsNow(now, edition);
    if (known?.widgets === widgets) return known.filling;
    const words = helpers();
    const texts = areas.map((area) => {
      const model = { widgets: widgets.get(area) ?? [] };
      return [area, model.widgets.length > 0 ? templates.render("widgets/_area", model, words) : ""] as const;
    });
    known = { widgets, filling: make(new Map(texts)) };
    return known.filling;
  };
}
