import { lately } from "../cache/lately.ts";
import type { ShownViews } from "../cache/page.ts";
import type { Helpers, Templates } from "../web/templates.ts";

/** So many different counts are remembered as HTML, most of them small and said by many pages. */
const MOST_SAID = 3000;
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
  const saying = (words: Helpers) => ({
    language: words.t,
    say: lately(MOST_SAID, (count: number) =>
      inWidth(templates.render("stats/_views", { count }, words).trim()),
    ),
  });
  let said: ReturnType<typeof saying> | undefined;
  return (postIds: readonly number[]): ShownViews => {
    const views = totals(postIds);
    const words = helpers();
    if (!said || said.language !== words.t) said = saying(words);
    const { say } = said;
    const counts: number[] = [];
    const texts = new Map<number, string>();
    for (const id of postIds) {
      const count = views.get(id) ?? 0;
      counts.push(count);
      texts.set(id, say(count));
    }
    return { counts, texts };
  };
}

/** The same with spaces behind it, which no reader sees: a kept page is compressed around a count that takes as many bytes. */
function inWidth(html: string): string {
  const bytes = Buffer.byteLength(html);
  return html + " ".repeat(Math.ceil(bytes / WIDTH) * WIDTH - bytes);
}
