import { isLong, sharedEnds } from "../long-text.ts";

/** A word as the full-text index knows it, and where it stands in its text: UTF-16 code units. */
export interface IndexWord {
  /** Without case, accents and vowel points. */
  text: string;
  start: number;
  /** The end of what the word says by itself; of a pair, the end of its first character. */
  end: number;
  /** The end of all of it. */
  reach: number;
  /**
   * "spaced": a word between spaces. Scripts without them are indexed by overlapping pairs of characters, so that any
   * part of a run is found; "tail" is the last character of a run, alone.
   */
  kind: "spaced" | "pair" | "tail";
}

/** Scripts that put no space between words, and Korean, which hangs its particles on them. */
const RUN = ["Han", "Hira", "Kana", "Hang", "Bopo", "Thai", "Lao", "Khmr", "Mymr"]
  .map((script) => `\\p{scx=${script}}`)
  .join("");
const LETTER = "[\\p{L}\\p{N}\\p{M}]";
/** Soft hyphens and joiners stand inside words and say nothing. */
const SILENT = "\\u00ad\\u200b-\\u200d\\u2060";
const WORDS = new RegExp(
  `(?<run>(?:(?=${LETTER})[${RUN}])+)|(?:(?![${RUN}])${LETTER})(?:(?![${RUN}])${LETTER}|[${SILENT}])*`,
  "gu",
);
const CHARACTERS = /\P{M}\p{M}*|\p{M}+/gu;

/** The words of a text in their order. Offsets count in `text.normalize("NFC")`. */
export function* wordsOf(text: string): Generator<IndexWord> {
  for (const { 0: found, index, groups } of matchesOf(WORDS, text.normalize("NFC"))) {
    if (groups?.run !== undefined) yield* pairsOf(found, index);
    else {
      const end = index + found.length;
      const word = fold(found);
      if (word !== "") yield { text: word, start: index, end, reach: end, kind: "spaced" };
    }
  }
}

function* pairsOf(run: string, offset: number): Generator<IndexWord> {
  let start = offset;
  let before = "";
  for (const [character] of matchesOf(CHARACTERS, run)) {
    const folded = fold(character);
    const reach = offset + character.length;
    if (before !== "") yield { text: before + folded, start, end: offset, reach, kind: "pair" };
    start = offset;
    offset = reach;
    before = folded;
  }
  if (before !== "") yield { text: before, start, end: offset, reach: offset, kind: "tail" };
}

/**
 * What `text.matchAll(pattern)` finds, of a pattern that never matches nothing. That makes a copy of the pattern for each
 * text, and a large one of Unicode's classes takes milliseconds to compile whenever V8 has forgotten the last copy.
 */
function* matchesOf(pattern: RegExp, text: string): Generator<RegExpExecArray> {
  pattern.lastIndex = 0;
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const next = pattern.lastIndex;
    yield found;
    pattern.lastIndex = next; // another text may have been looked through meanwhile
  }
}

/** A text as it is put into the index: its words with a space between them. */
export function indexText(text: string): string {
  if (!isLong(text)) return indexLine(text);
  const { start, end } = sharedEnds(lately.text, text);
  const before = lineEnds(text, 0, start);
  const after = lineEnds(text, text.length - end, text.length);
  const changed = text.split("\n").slice(before, -after || undefined);
  const lines = [
    ...lately.lines.slice(0, before),
    ...changed.map(indexLine),
    ...lately.lines.slice(lately.lines.length - after),
  ];
  lately = { text, lines };
  return lines.filter((line) => line !== "").join(" ");
}

/** The long text that was indexed last, and what its lines are in the index. */
let lately: { text: string; lines: readonly string[] } = { text: "", lines: [] };

function lineEnds(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) count += 1;
  return count;
}

const indexLine = (line: string) => Array.from(wordsOf(line), (word) => word.text).join(" ");

/** Words that stand one after the other; `isOpen` where of the last only the beginning is known. */
export interface Phrase {
  words: string[];
  isOpen: boolean;
}

/** What somebody looks for, or undefined where there is no word in it. `isOpen`: the last word may go on. */
export function phraseOf(text: string, isOpen: boolean): Phrase | undefined {
  const words = [...wordsOf(text)];
  const [before, last] = [words.at(-2), words.at(-1)];
  if (!last) return undefined;
  const isCovered = last.kind === "tail" && before?.kind === "pair";
  if (isCovered) words.pop();
  return {
    words: words.map((word) => word.text),
    isOpen: isCovered ? false : last.kind === "tail" || (isOpen && last.kind === "spaced"),
  };
}

/** Phrases in the language of SQLite's FTS5. Each is quoted: no character means anything to the engine. fts5.html §3 */
export function matchOf(phrases: Phrase[], operator: "AND" | "OR" = "AND"): string {
  return phrases
    .map(({ words, isOpen }) => `"${words.join(" ")}"${isOpen ? " *" : ""}`)
    .join(` ${operator} `);
}

const ASCII = /^[\0-\x7f]*$/;
/** Characters that folding leaves as they are: nearly all of Japanese, Chinese and Korean. */
const SETTLED = /^[\u3041-\u3096\u30a1-\u30fc\u4e00-\u9fff\uac00-\ud7a3]$/;
/** Marks that people leave out when they search: accents, Hebrew and Arabic points, the Arabic kashida. */
const POINTS = new RegExp(
  `[${SILENT}\\u0300-\\u036f\\u0591-\\u05bd\\u05bf-\\u05c7\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06ed]`,
  "gu",
);
/** Letters that Unicode does not take apart. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ",
}; // prettier-ignore
const SPECIAL = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "gu");

function fold(word: string): string {
  if (SETTLED.test(word)) return word;
  if (ASCII.test(word)) return word.toLowerCase();
  return word
    .toLowerCase()
    .normalize("NFKD")
    .replace(POINTS, "")
    .normalize("NFC")
    .replace(SPECIAL, (letter) => PLAIN[letter]!);
}
