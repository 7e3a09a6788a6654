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
  /** A text that changes with every change of the content. */
  version: () => string;
  /** When the next scheduled post comes out; undefined for none. */
  nextListedAt: (now: Date) => Date | undefined;
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
  version: string;
  since: number;
  until: number;
  slots: Slot[];
  areas: Map<Area, ShownWidget[]>;
}

/**
 * What stands in each area. Every widget is loaded once and kept until the content changes, the next scheduled post
 * comes out, or it says itself that it is stale: a page pays for one look at the version. While nothing changes the
 * answer is the same object.
 */
export function shownWidgets({ list, kinds, version, nextListedAt, words, log }: Parts) {
  let known: Known | undefined;

  const fill = (placement: Placement, now: Date, next: number): Slot => {
    const found = understand(placement, kinds);
    if (!found) return { placement, shown: null, until: Infinity };
    const { widget, settings } = found;
    const until = Math.min(next, widget.expires?.(now).getTime() ?? Infinity);
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
  const arrange = (slots: Slot[], at: string, now: Date): Known => {
    const areas = new Map<Area, ShownWidget[]>();
    for (const { placement, shown } of slots)
      if (shown) areas.set(placement.area, [...(areas.get(placement.area) ?? []), shown]);
    const until = Math.min(...slots.map((slot) => slot.until), Infinity);
    return { version: at, since: now.getTime(), until, slots, areas };
  };
  const refresh = (at: string, now: Date): Known => {
    const next = nextListedAt(now)?.getTime() ?? Infinity;
    if (known?.version !== at || now.getTime() < known.since)
      return arrange(
        list().map((placement) => fill(placement, now, next)),
        at,
        now,
      );
    const stale = (slot: Slot) => slot.until <= now.getTime();
    const slots = known.slots.map((slot) => (stale(slot) ? fill(slot.placement, now, next) : slot));
    return arrange(slots, at, now);
  };

  return (area: Area, now: Date): readonly ShownWidget[] => {
    const at = version();
    const time = now.getTime();
    if (known?.version !== at || time >= known.until || time < known.since) known = refresh(at, now);
    return known.areas.get(area) ?? NONE;
  };
}

const NONE: readonly ShownWidget[] = [];
