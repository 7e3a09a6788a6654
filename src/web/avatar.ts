/** How many colours public/css/site/avatar.css knows: avatar--1 … avatar--8. */
const COLOURS = 8;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const WRITTEN = /[\p{L}\p{N}]/u;

/** Letters by name: readers see the same people again and again. */
const known = new Map<string, string>();
const MOST_NAMES = 5000;

/**
 * The letters of a portrait that nobody uploaded: first and last initial, or one for a single name and for scripts that
 * are written without spaces; '' for a name without a letter.
 */
export function initialsOf(name: string): string {
  let initials = known.get(name);
  if (initials === undefined) {
    if (known.size > MOST_NAMES) known.clear();
    known.set(name, (initials = workOut(name)));
  }
  return initials;
}

function workOut(name: string): string {
  const words = name
    .normalize("NFC")
    .trim()
    .split(/\s+/u)
    .filter((word) => WRITTEN.test(word));
  const first = initialOf(words[0] ?? "");
  const last = words.length > 1 ? initialOf(words.at(-1)!) : "";
  return isJoined(first) ? first : (first + last).toLocaleUpperCase();
}

function initialOf(word: string): string {
  for (const { segment } of graphemes.segment(word)) if (WRITTEN.test(segment)) return segment;
  return "";
}

/** Letters that would join or crowd side by side: Arabic and the scripts of East Asia stand alone. */
function isJoined(letter: string) {
  return /[\p{Script=Arabic}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(
    letter,
  );
}

/** One of the colours, 1 to 8, always the same for the same seed: an id, or a hash that leads back to nobody. */
export function colourOf(seed: number): number {
  return ((Math.imul(Math.trunc(seed) ^ 0x9e37, 0x9e3779b1) >>> 16) % COLOURS) + 1;
}
