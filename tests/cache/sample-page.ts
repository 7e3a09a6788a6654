import { fillings } from "../../src/cache/filling.ts";
import { KeptPage } from "../../src/cache/kept-page.ts";

/** What stands beside the page. */
export const filling = fillings()(
  new Map([
    ["header", ""],
    ["sidebar", "<aside>Read too</aside>"],
  ]),
);
/** Its post was read as often. */
export const views = (count: number) => ({ counts: [count], texts: new Map([[7, `read ${count} times`]]) });

/** A finished page with these words, a count, the words again and a place. */
export function pageOf(words: string): KeptPage {
  const text = `<p>${words}</p>`;
  const page = { pieces: [text, { viewsOf: 7 }, text, { place: "sidebar" }, "end"] };
  const keep = { address: "/", madeOf: ["post 7", "post 7", "path:/où"], visit: 7 };
  return new KeptPage(page, keep, {
    headers: [],
    ...{ filling, surrogateKey: "everything post:7", edition: 3 },
    ...{ views: views(12), countsAt: 5 },
  });
}
