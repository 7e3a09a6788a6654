/**
 * Times by 64-bit digest, 12 bytes a place: a quarter of a million cost 4 MB where a Map would cost 25. What belongs to a
 * place lies together, since a table of this size is nearly always read from memory that no cache of the processor has.
 */
export interface DigestTable {
  readonly size: number;
  /** When this digest was put in, in whole seconds since 1970; undefined where it never was. */
  get: (high: number, low: number) => number | undefined;
  set: (high: number, low: number, seconds: number) => void;
}

/** Doubled eight times, three quarters of these places are the 250,000 pairs of one generation of readers. */
const SMALLEST = 1304;
const FULL = 3 / 4;

/** What a place holds, in words of 32 bits: the digest, and its time, which is 0 in an empty place. */
const HIGH = 0;
const LOW = 1;
const TIME = 2;
const WORDS = 3;

/** An open-addressing hash table that doubles when three quarters full. Entries are never taken out: the table is thrown away. */
export function digestTable(): DigestTable {
  let places = SMALLEST;
  let words = new Uint32Array(places * WORDS);
  let size = 0;

  /** Where the place of a digest begins, or the empty one where it belongs. A digest is spread evenly: its own bits choose the place. */
  const placeOf = (high: number, low: number): number => {
    let at = Math.floor((low / 2 ** 32) * places) * WORDS;
    while (words[at + TIME] !== 0 && (words[at + HIGH] !== high || words[at + LOW] !== low)) {
      at += WORDS;
      if (at === words.length) at = 0;
    }
    return at;
  };
  const put = (high: number, low: number, seconds: number) => {
    const at = placeOf(high, low);
    if (words[at + TIME] === 0) size += 1;
    words[at + HIGH] = high;
    words[at + LOW] = low;
    words[at + TIME] = seconds;
  };
  const grow = () => {
    const old = words;
    places *= 2;
    words = new Uint32Array(places * WORDS);
    size = 0;
    for (let at = 0; at < old.length; at += WORDS)
      if (old[at + TIME] !== 0) put(old[at + HIGH]!, old[at + LOW]!, old[at + TIME]!);
  };
  return {
    get size() {
      return size;
    },
    get: (high, low) => words[placeOf(high, low) + TIME] || undefined,
    set(high, low, seconds) {
      if (size >= places * FULL) grow();
      put(high, low, seconds);
    },
  };
}
