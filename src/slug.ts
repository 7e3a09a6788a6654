import { slugify as transliterate } from "transliteration";

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

/** `wanted`, or `wanted-2`, `wanted-3` … : the first that is not taken. */
export function freeSlug(wanted: string, isTaken: (slug: string) => boolean): string {
  if (!isTaken(wanted)) return wanted;
  for (let number = 2; ; number += 1) {
    const slug = `${wanted}-${number}`;
    if (!isTaken(slug)) return slug;
  }
}
