/** Finds the words of a list in a text. */
export type WordList = (text: string) => boolean;

/** Words by their beginnings; where many share one, by what follows it. */
interface Index {
  /** How long the beginnings are. */
  lengths: number[];
  rests: Map<string, string[] | Index>;
}

const KEY_LENGTH = 6;
const MANY = 12;
const WORD_CHARACTER = /[\p{L}\p{N}_]/u;

/**
 * Compiles a list of words, one a line, as WordPress's moderation and disallowed keys: case does not matter, and unless
 * whole words are asked for, "press" is found in "WordPress". Words are looked up by their beginnings, so a list of
 * sixty thousand costs a long comment a few milliseconds, and there is no regular expression to make slow.
 */
export function compileWords(list: string, matchInsideWords: boolean): WordList {
  const words = list.split("\n").map((line) => line.trim().toLowerCase());
  const wanted = [...new Set(words)].filter((word) => word !== "");
  if (wanted.length === 0) return () => false;
  const index = indexOf(wanted);
  return (given) => {
    const text = given.toLowerCase();
    const accepts = (start: number, end: number) => matchInsideWords || standsAlone(text, start, end);
    for (let start = 0; start < text.length; start += 1)
      if (endsOf(index, text, start).some((end) => accepts(start, end))) return true;
    return false;
  };
}

function indexOf(words: string[]): Index {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const beginning = word.slice(0, KEY_LENGTH);
    const group = groups.get(beginning);
    if (group) group.push(word.slice(KEY_LENGTH));
    else groups.set(beginning, [word.slice(KEY_LENGTH)]);
  }
  return {
    lengths: [...new Set([...groups.keys()].map(({ length }) => length))],
    rests: new Map([...groups].map(([key, rests]) => [key, rests.length > MANY ? indexOf(rests) : rests])),
  };
}

/** Where the words that begin at `start` end. */
function endsOf({ lengths, rests }: Index, text: string, start: number): number[] {
  const ends: number[] = [];
  for (const length of lengths) {
    const after = start + length;
    const rest = after > text.length ? undefined : rests.get(text.slice(start, after));
    if (Array.isArray(rest)) {
      for (const end of rest) if (text.startsWith(end, after)) ends.push(after + end.length);
    } else if (rest) ends.push(...endsOf(rest, text, after));
  }
  return ends;
}

function standsAlone(text: string, start: number, end: number) {
  return !WORD_CHARACTER.test(text[start - 1] ?? " ") && !WORD_CHARACTER.test(text[end] ?? " ");
}

/** Compiles a list again only when it changed. */
export function rememberedWords(): (list: string, matchInsideWords: boolean) => WordList {
  let known: { list: string; inside: boolean; words: WordList } | undefined;
  return (list, inside) => {
    if (known?.list !== list || known.inside !== inside)
      known = { list, inside, words: compileWords(list, inside) };
    return known.words;
  };
}
