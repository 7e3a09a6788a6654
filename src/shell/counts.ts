import type { ShownViews } from "../cache/page.ts";
import type { Helpers, Templates } from "../web/templates.ts";

const MOST_SAID = 2000;
/** Counts take as many bytes, or a multiple of it. */
const WIDTH = 64;

interface Parts {
  /** Views of these posts; one that nobody has read is missing. */
  totals: (postIds: readonly number[]) => Map<number, number>;
  templates: Templates;
  helpers: () => Helpers;
}

/** The view counts of a page as HTML (views/stats/_views.ejs): asked for in one go, and put into the page when it is sent. */
export function shownViews({ totals, templates, helpers }: Parts) {
  let said = { words: undefined as unknown, texts: new Map<number, string>() };
  /** A count as HTML. What was said in the same words is said again: most counts are small. */
  const say = (count: number, words: Helpers): string => {
    if (said.words !== words.t || said.texts.size > MOST_SAID) said = { words: words.t, texts: new Map() };
    let text = said.texts.get(count);
    if (text === undefined)
      said.texts.set(count, (text = inWidth(templates.render("stats/_views", { count }, words).trim())));
    return text;
  };
  return (postIds: readonly number[]): ShownViews => {
    const views = totals(postIds);
    const words = helpers();
    const counts: number[] = [];
    const texts = new Map<number, string>();
    for (const id of postIds) {
      const count = views.get(id) ?? 0;
      counts.push(count);
      texts.set(id, say(count, words));
    }
    return { counts, texts };
  };
}

/** The same with spaces behind it, which no reader sees: a kept page is compressed around a count that takes as many bytes. */
function inWidth(html: string): string {
  const bytes = Buffer.byteLength(html);
  return html + " ".repeat(Math.ceil(bytes / WIDTH) * WIDTH - bytes);
}
