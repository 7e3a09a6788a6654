/** Finds the words of a list in a text. */
export type WordList = (text: string) => boolean;

const KEY_LENGTH = 6;
const WORD_CHARACTER = /[\p{L}\p{N}_]/u;

/**
 * Compiles a list of words, one a line, as WordPress's moderation and disallowed keys: case does not matter, and unless
 * whole words are asked for, "press" is found in "WordPress". Words are looked up by their beginnings, so a list of
 * sixty thousand costs a comment a millisecond and there is no regular expression to make slow.
 */
export function compileWords(list: string, matchInsideWords: boolean): WordList {
  const byBeginning = new Map<string, string[]>();
  for (const line of list.split("\n")) {
    const word = line.trim().toLowerCase();
    if (word === "") continue;
    const beginning = word.slice(0, KEY_LENGTH);
    const words = byBeginning.get(beginning);
    if (words) words.push(word);
    else byBeginning.set(beginning, [word]);
  }
  const lengths = [...new Set([...byBeginning.keys()].map(({ length }) => length))];
  return (given) => {
    const text = given.toLowerCase();
    for (let start = 0; start < text.length; start += 1)
      for (const length of lengths)
        for (const word of byBeginning.get(text.slice(start, start + length)) ?? [])
          if (text.startsWith(word, start) && (matchInsideWords || standsAlone(text, start, word.length)))
            return true;
    return false;
  };
}

function standsAlone(text: string, start: number, length: number) {
  return !WORD_CHARACTER.test(text[start - 1] ?? " ") && !WORD_CHARACTER.test(text[start + length] ?? " ");
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
