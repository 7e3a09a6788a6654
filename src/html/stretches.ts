import { sharedEnds } from "../long-text.ts";
import { MOST_SQUARES } from "./highlight.ts";

/** What a Markdown source says up to an empty line, and that line with all empty ones after it. */
export interface Stretch {
  text: string;
  gap: string;
  /** Is it a block that says nothing about the rest, nor is told anything by it? A heading is told its level and its id. */
  isAlone: boolean;
  /** For a table that stands alone, how many stand before it. Tables are numbered, and told nothing else. */
  tablesBefore: number;
}

/**
 * Cuts a long Markdown source at its empty lines, without parsing it. `isAlone` is rather false than wrong, but a stretch
 * may lie in code or in HTML that goes on over empty lines: only the parser sees that.
 */
export function cutStretches(source: string): Stretch[] {
  const cuts = joinLists(cutAgain(source));
  let open = 0;
  const ties = cuts.map(({ text, looks }, index) => {
    const isInside = open > 0;
    if (text.startsWith("<")) open = Math.max(0, open + opened(text));
    const goesOn =
      looks === "list" && [cuts[index - 1], cuts[index + 1]].some((other) => other && mayGoOn(other));
    return looks === "tied" || goesOn || isInside;
  });
  // Numbers are given in order: either all tables are counted here, or none.
  const areTablesTied = cuts.some(({ text }, index) => ties[index] && MAY_BE_TABLE.test(text));
  const areHeadingsTied = cuts.some(({ text }, index) => ties[index] && MAY_HOLD_HEADING.test(text));
  let [tables, squares] = [0, 0];
  return cuts.map(({ text, gap, looks }, index) => {
    if (looks === "code") squares += text.length ** 2;
    const isTied =
      ties[index]! ||
      (looks === "table" && areTablesTied) ||
      (looks === "heading" && areHeadingsTied) ||
      (looks === "code" && squares > MOST_SQUARES); // the rest has one bound for all of its code
    return { text, gap, isAlone: !isTied, tablesBefore: looks === "table" ? tables++ : 0 };
  });
}

interface Cut {
  text: string;
  gap: string;
  looks: Looks;
}

/** The source that was cut last: nearly all of it comes back with the next save. */
let lately: { source: string; cuts: readonly Cut[] } = { source: "", cuts: [] };

function cutAgain(source: string): readonly Cut[] {
  const { start, end } = sharedEnds(lately.source, source);
  const first = wholeWithin(lately.cuts, start);
  const last = wholeWithin(lately.cuts.toReversed(), end);
  const from = lengthOf(first);
  const until = source.length - lengthOf(last);
  const changed = from < until ? cut(inMemoryOfItsOwn(source.slice(from, until))) : [];
  lately = { source, cuts: [...first, ...changed, ...last.reverse()] };
  return lately.cuts;
}

/** The first of these, as many as stand within a length, without the last: what is beside that is not known. */
function wholeWithin(cuts: readonly Cut[], length: number): Cut[] {
  let size = 0;
  const count = cuts.findIndex(({ text, gap }) => (size += text.length + gap.length) > length);
  return cuts.slice(0, Math.max(0, (count === -1 ? cuts.length : count) - 1));
}

const lengthOf = (cuts: readonly Cut[]) =>
  cuts.reduce((length, { text, gap }) => length + text.length + gap.length, 0);

/** Else the engine keeps all of a text for a part of it. */
const inMemoryOfItsOwn = (part: string): string => structuredClone(part);

function cut(source: string): Cut[] {
  const pieces = source.split(/(\n(?:[ \t]*\n)+)/);
  const cuts: Cut[] = [];
  for (let at = 0; at < pieces.length; at += 2) {
    const [text, gap] = [pieces[at]!, pieces[at + 1] ?? ""];
    if (/^[ \t\n]*$/.test(text) && at > 0) cuts.at(-1)!.gap += text + gap;
    else cuts.push({ text, gap, looks: looksOf(text) });
  }
  return cuts;
}

type Looks = "paragraph" | "list" | "quote" | "code" | "table" | "heading" | "tied";

/** HTML, pictures, footnotes, callouts, definitions of links, and links to places inside the body. */
const TIES = /<|!\[|\[\^|\^\[|\[!|\]:|\]\(\s*#/;
/** In a list or a quote: what may be a heading, a table, or code. */
const CHAPTERS =
  /^(?:[^\S\n\r\u2028\u2029]|[>*+\-\d.)])*#|^(?:[^\S\n\r\u2028\u2029]|>)*(?:=+|-+)[ \t]*$|\||```|~~~/m;
const LIST_LINE = /^(?:[-*+]|\d{1,9}[.)])[ \t]+\S/;
/** A line of a paragraph: without the marks that begin something else, and all by itself no underline of a heading. */
const PLAIN_LINE =
  /^(?:[^\s#>|`~<[\]=+*\-_:\d\\]|\*{1,3}[^\s*]|_{1,3}[^\s_]|`{1,2}[^`]|\[|\d+(?![.)\d]))[^|]*$/;
const MAY_BE_TABLE = /\||<table/i;
/** The line below the head of a table, between bars. */
const COLUMNS = /^(?:\|[ \t]*:?-+:?[ \t]*)+\|[ \t]*$/;
const HEADING = /^#{1,6}[ \t]+[^|\n\p{L}\p{N}]*[\p{L}\p{N}][^|\n]*$/u;
/** HTML in which a heading might come out otherwise than a paragraph: all but comments, addresses and void elements. */
const MAY_HOLD_HEADING = /<(?!!--|\/?(?:br|hr|img|wbr)\b|[a-z][a-z\d+.-]*:|[\s\d=])/i;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

function looksOf(text: string): Looks {
  const lines = text.replace(/\n$/, "").split("\n");
  const fence = FENCE.exec(text)?.[0];
  if (fence !== undefined) {
    const isWhole = lines.length > 1 && lines.at(-1)!.trimEnd() === fence && !fence.startsWith(" ");
    return isWhole && !lines.slice(1, -1).some((line) => FENCE.test(line)) ? "code" : "tied";
  }
  if (TIES.test(text)) return "tied";
  if (lines.every((line) => PLAIN_LINE.test(line))) return "paragraph";
  if (isTable(lines)) return "table";
  if (HEADING.test(text)) return "heading";
  if (CHAPTERS.test(text)) return "tied";
  if (lines.every((line) => line.startsWith(">"))) return "quote";
  const isList = LIST_LINE.test(text) && lines.every((line) => LIST_LINE.test(line) || /^ {2,}\S/.test(line));
  return isList ? "list" : "tied";
}

/** A table as most people write it: a head, the line below it, and rows of as many bars. */
function isTable([head = "", columns = "", ...rows]: string[]): boolean {
  const barsIn = (line: string) => line.split("|").length;
  const isFramed = (line: string) => line.startsWith("|") && /\|[ \t]*$/.test(line);
  return (
    [head, columns, ...rows].every(isFramed) && COLUMNS.test(columns) && barsIn(head) === barsIn(columns)
  );
}

/** A list may go on over empty lines. Lists with other marks are others. */
function joinLists(cuts: readonly Cut[]): Cut[] {
  const joined: Cut[] = [];
  for (const cut of cuts) {
    const before = joined.at(-1);
    if (cut.looks === "list" && before?.looks === "list" && haveSameMarks(before.text, cut.text))
      joined[joined.length - 1] = { ...cut, text: before.text + before.gap + cut.text };
    else joined.push(cut);
  }
  return joined;
}

/** May a list go on in what stands before or after it, which is no other list? */
function mayGoOn({ text, looks }: Cut): boolean {
  return looks === "tied" && /^[\s\d*+-]/m.test(text);
}

function haveSameMarks(list: string, other: string): boolean {
  const marks = marksOf(other);
  return marksOf(list).some((mark) => marks.includes(mark));
}

const marksOf = (list: string) =>
  Array.from(list.matchAll(/^(?:\d*([.)])|([-*+]))/gm), ([, end, bullet]) => end ?? bullet);

const HOLDERS =
  /<(\/?)(?:address|article|aside|blockquote|center|details|div|dl|figure|footer|header|main|ol|pre|section|table|ul)\b/gi;

/** How many elements a piece of HTML leaves open; below 0 where it closes more. */
function opened(html: string): number {
  let count = 0;
  for (const [, slash] of html.matchAll(HOLDERS)) count += slash === "" ? 1 : -1;
  return count;
}
