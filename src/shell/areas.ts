import { fillings, type Filling } from "../cache/filling.ts";
import type { Helpers, Templates } from "../web/templates.ts";
import type { ShownWidget } from "../widgets/shown.ts";
import { areas, type Area } from "../widgets/widget.ts";

interface Parts {
  /** The same object while nothing changes. */
  widgetsNow: (now: Date) => ReadonlyMap<Area, readonly ShownWidget[]>;
  templates: Templates;
  helpers: () => Helpers;
  clock: () => Date;
}

/** The widgets of each area as HTML: printed once, and put into every page when it is sent. */
export function filledAreas({ widgetsNow, templates, helpers, clock }: Parts): () => Filling {
  const make = fillings();
  let known: { widgets: ReadonlyMap<Area, readonly ShownWidget[]>; filling: Filling } | undefined;
  return () => {
    const widgets = widgetsNow(clock());
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
