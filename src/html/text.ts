import { tidyLines } from "./tree.ts";

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00a0",
  hellip: "…",
  ndash: "–",
  mdash: "—",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  laquo: "«",
  raquo: "»",
  copy: "©",
  shy: "\u00ad",
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return Object.hasOwn(NAMED, name as string) ? NAMED[name as string]! : whole;
    const point = decimal !== undefined ? Number(decimal) : Number.parseInt(hex as string, 16);
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
      ? String.fromCodePoint(point)
      : "";
  });
}

const BREAKING =
  /^\/?(?:p|h[1-6]|li|dt|dd|div|section|article|blockquote|pre|figure|figcaption|caption|tr|table|ul|ol|dl|details|summary|hr|br)$/;

/** The words of any HTML, a line per block. The answer is plain text: it has to be escaped where it is printed. */
export function plainText(html: string): string {
  const parts: string[] = [];
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf("<", at);
    if (start === -1) break;
    parts.push(html.slice(at, start));
    const isComment = html.startsWith("<!--", start);
    const name = /^\/?[a-z][a-z0-9-]*/i.exec(html.slice(start + 1, start + 40))?.[0].toLowerCase();
    if (!isComment && name === undefined && !/^[!?/]/.test(html.slice(start + 1, start + 2))) {
      parts.push("<");
      at = start + 1;
      continue;
    }
    const end = html.indexOf(isComment ? "-->" : ">", start);
    at = end === -1 ? html.length : end + (isComment ? 3 : 1);
    if (name === "script" || name === "style") {
      const close = html.slice(at).search(new RegExp(`</${name}`, "i"));
      at = close === -1 ? html.length : at + close;
    }
    if (name !== undefined) parts.push(BREAKING.test(name) ? "\n" : /^\/?t[dh]$/.test(name) ? " " : "");
  }
  parts.push(html.slice(at));
  return tidyLines(decodeEntities(parts.join("").replace(/[ \t\r]+/g, " ")));
}

/** Scripts that put no space between words. Korean does. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const ALL_UNSPACED = new RegExp(UNSPACED.source, "gu");

let words: Intl.Segmenter | undefined;
let graphemes: Intl.Segmenter | undefined;

/** The segmenter slows down with the length of its text; pieces of this size keep it linear. UTF-16 code units. */
const PIECE = 1000;

/** The words of a text, in any script; with the punctuation that touches them where spaces part words. */
export function* wordsIn(text: string): Generator<string> {
  for (const token of text.split(/\s+/)) {
    if (UNSPACED.test(token)) {
      words ??= new Intl.Segmenter(undefined, { granularity: "word" });
      for (let at = 0; at < token.length; at += PIECE) {
        for (const { segment, isWordLike } of words.segment(token.slice(at, at + PIECE)))
          if (isWordLike) yield segment;
      }
    } else if (/[\p{L}\p{N}]/u.test(token)) yield token;
  }
}

/** The number of words, in any script. */
export function countWords(text: string): number {
  let count = 0;
  for (const _ of wordsIn(text)) count += 1;
  return count;
}

const WORDS_PER_MINUTE = 230;
const CHARACTERS_PER_MINUTE = 500;

/** Minutes to read the text, with their fraction. Scripts without spaces are counted by character. */
export function readingTime(text: string): number {
  const characters = text.match(ALL_UNSPACED)?.length ?? 0;
  const rest = countWords(characters === 0 ? text : text.replace(ALL_UNSPACED, " "));
  return rest / WORDS_PER_MINUTE + characters / CHARACTERS_PER_MINUTE;
}

/** Whole minutes to read the text, at least one. */
export function readingMinutes(text: string): number {
  return Math.max(1, Math.round(readingTime(text)));
}

/** A character of an unspaced script weighs half a word, as in WordPress: 55 words or 110 characters. */
const CHARACTER_WEIGHT = 0.5;
/** A single "word" without end is cut as well. */
const LONGEST_WORD = 60;

/** The first `count` characters as people see them, and whether that was all. */
function firstCharacters(text: string, count: number): { start: string; isWhole: boolean; count: number } {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  // A character is seldom longer than this many code units; a monster made of accents is cut like any other text.
  const part = text.slice(0, (count + 1) * 12);
  let taken = 0;
  for (const { index } of graphemes.segment(part)) {
    if (taken === count) return { start: part.slice(0, index), isWhole: false, count };
    taken += 1;
  }
  return { start: part, isWhole: part.length === text.length, count: taken };
}

/** The beginning of a text, at most `maxWords` long, on one line. Where something was cut it ends with "…". */
export function excerptOf(text: string, maxWords = 55): string {
  const tokens = text.replace(/\s+/g, " ").trim();
  let spent = 0;
  let result = "";
  let at = 0;
  while (at < tokens.length) {
    const space = tokens.indexOf(" ", at);
    const end = space === -1 ? tokens.length : space;
    const token = tokens.slice(at, end);
    const isUnspaced = UNSPACED.test(token);
    if (!isUnspaced && token.length <= LONGEST_WORD) {
      if (spent + 1 > maxWords) return cut(result);
      spent += 1;
      result += (result === "" ? "" : " ") + token;
    } else {
      const weight = isUnspaced ? CHARACTER_WEIGHT : 1 / LONGEST_WORD;
      const room = Math.max(0, Math.floor((maxWords - spent) / weight));
      const first = firstCharacters(token, room);
      const start = first.start.replace(/\p{Surrogate}$/u, "");
      if (!first.isWhole) return cut(result + (result === "" || start === "" ? "" : " ") + start);
      spent += first.count * weight;
      result += (result === "" ? "" : " ") + token;
    }
    at = end + 1;
  }
  return result;
}

function cut(text: string): string {
  return text.replace(/[\s,;:、，；：–—-]+$/u, "") + "…";
}
