import { headerName, WIDGETS } from "../cache/shared-cache.ts";
import { EVERYTHING, tags as names, type Tag } from "../cache/tags.ts";

/** With more names than this everything is purged: a cache has no fewer pages to look for. */
const MOST_NAMES = 1000;
/** Of the names in one request: Varnish takes headers of 8 KiB. */
const MOST_LETTERS = 4000;

/** The names of a change as they stand in Surrogate-Key, each once; "anything" is in every change. */
export function surrogateKeys(changed: Tag[], haveWidgetsChanged: boolean): string[] {
  const all = new Set([names.anything, ...(haveWidgetsChanged ? [WIDGETS] : []), ...changed]);
  return all.has(EVERYTHING) || all.size > MOST_NAMES ? [EVERYTHING] : [...all].map(headerName);
}

/** The same names in as few requests as hold them. */
export function inBatches(keys: string[]): string[][] {
  const batches: string[][] = [];
  let letters = Infinity;
  for (const key of keys) {
    letters += key.length + 1;
    if (letters > MOST_LETTERS) {
      batches.push([]);
      letters = key.length;
    }
    batches.at(-1)!.push(key);
  }
  return batches;
}
