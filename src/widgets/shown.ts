import type { CurrentWords } from "../web/words.ts";
import { understand, type AnyWidget, type Area, type Placement } from "./widget.ts";

/** A widget as a page shows it: views/widgets/<kind>.ejs prints the model. */
export interface ShownWidget {
  kind: string;
  /** What its kind loaded, with `id` for the HTML and `heading`, null for none. */
  model: { id: string; heading: string | null };
}

interface Parts {
  list: () => Placement[];
  kinds: ReadonlyMap<string, AnyWidget>;
  /** A number that grows with everything that changes for readers; null while a change is half done. */
  edition: () => number | null;
  words: CurrentWords;
  log: { error: (details: object, message: string) => void };
}

interface Slot {
  placement: Placement;
  shown: ShownWidget | null;
  /** Milliseconds since 1970. */
  until: number;
}

interface Known {
  edition: number | null;
  since: number;
  until: number;
  slots: Slot[];
  areas: Map<Area, ShownWidget[]>;
}

/**
 * What stands in each area. Every widget is loaded once and kept until something changes for readers, or it says itself
 * that it is stale: a page pays for one look at the edition. While nothing changes the answer is the same object.
 */
export function shownWidgets({ list, kinds, edition, words, log }: Parts) {
  let known: Known | undefined;

  const fill = (placement: Placement, now: Date): Slot => {
    const found = understand(placement, kinds);
    if (!found) return { placement, shown: null, until: Infinity };
    const { widget, settings } = found;
    const until = widget.expires?.(now).getTime() ?? Infinity;
    try {
      const model = widget.load(settings, now);
      const heading = settings.title || (widget.heading && words().t(widget.heading));
      const shown = model && {
        kind: widget.kind,
        model: { ...model, id: `widget-${placement.id}`, heading },
      };
      return { placement, shown, until };
    } catch (error) {
      log.error({ widget: placement.id, kind: placement.kind, error: String(error) }, "a widget failed");
      return { placement, shown: null, until };
    }
  };
  const arrange = (slots: Slot[], at: number | null, now: Date): Known => {
    const areas = new Map<Area, ShownWidget[]>();
    for (const { placement, shown } of slots)
      if (shown) areas.set(placement.area, [...(areas.get(placement.area) ?? []), shown]);
    const until = Math.min(...slots.map((slot) => slot.until), Infinity);
    return { edition: at, since: now.getTime(), until, slots, areas };
  };
  const refresh = (at: number | null, now: Date): Known => {
    if (at === null || known?.edition !== at || now.getTime() < known.since)
      return arrange(
        list().map((placement) => fill(placement, now)),
        at,
        now,
      );
    const stale = (slot: Slot) => slot.until <= now.getTime();
    const slots = known.slots.map((slot) => (stale(slot) ? fill(slot.placement, now) : slot));
    return arrange(slots, at, now);
  };

  return (now: Date, at = edition()): ReadonlyMap<Area, readonly ShownWidget[]> => {
    const time = now.getTime();
    if (at === null || known?.edition !== at || time >= known.until || time < known.since)
      known = refresh(at, now);
    return known.areas;
  };
}
