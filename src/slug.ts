import { createRequire } from "node:module";
import type * as Transliteration from "transliteration";

/** Its tables of all scripts are read when the first slug is made: most starts of the program make none. */
const require = createRequire(import.meta.url);
const transliterate = (text: string, options: Parameters<typeof Transliteration.slugify>[1]) =>
  (require("transliteration") as typeof Transliteration).slugify(text, options);

const MAX_LENGTH = 80;

/** A path segment from any text: "Straße & Café" → "strasse-cafe", "東京" → "dong-jing"; '' where nothing can be said. */
export function slugify(text: string): string {
  const slug = transliterate(text.normalize("NFC"), {
    lowercase: true,
    separator: "-",
    allowedChars: "a-zA-Z0-9",
  })
    .replace(/-+/g, "-")
    .slice(0, MAX_LENGTH);
  return slug.replace(/^-+|-+$/g, "");
}

/**
 * `wanted`, or `wanted-2`, `wanted-3` … : one that is not taken while the one before it is. It is found by doubling
 * and halving, so that the ten-thousandth post of one name asks some thirty times and not ten thousand.
 */
export function freeSlug(wanted: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  let [taken, free] = [1, 2];
  while (isTaken(`${wanted}-${free}`)) [taken, free] = [free, free * 2];
  while (free - taken > 1) {
    const middle = Math.floor((taken + free) / 2);
    if (isTaken(`${wanted}-${middle}`)) taken = middle;
    else free = middle;
  }
  return `${wanted}-${free}`;
}
