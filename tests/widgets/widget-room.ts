import { newsroom } from "../support/newsroom.ts";
import type { Area } from "../../src/widgets/widget.ts";

/** A newsroom whose front page shows one widget; `seen` is the HTML of that widget alone, '' while it shows nothing. */
export function widgetRoom(kind: string, settings: object = {}, area: Area = "sidebar") {
  const room = newsroom();
  const widget = room.parts.widgetKinds.get(kind)!;
  const place = (changes: object = {}) =>
    room.parts.widgets.add(area, kind, { ...widget.defaults, ...changes });
  const id = place(settings);
  const seen = async () => {
    const { text } = await room.reader.get("/").expect(200);
    return new RegExp(`<section class="widget widget--${kind}[ "].*?</section>`, "s").exec(text)?.[0] ?? "";
  };
  return { ...room, widget, id, place, seen };
}

/** The words of an HTML fragment, in their order, white space folded. */
export function words(html: string): string {
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
