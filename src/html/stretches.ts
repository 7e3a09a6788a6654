/** What a Markdown source says up to an empty line, and that line with all empty ones after it. */
export interface Stretch {
  text: string;
  gap: string;
  /** Is it a block that says nothing about the rest, nor is told anything by it? */
  isAlone: boolean;
  /** Then: for a table, how many stand before it. Tables are numbered, and told nothing else. */
  tablesBefore: number;
}

/**
 * Cuts a Markdown source at its empty lines, without parsing it. `isAlone` is rather false than wrong, but a stretch may
 * lie in code or in HTML that goes on over empty lines: only the parser sees that.
 */
export function cutStretches(source: string): Stretch[] {
  const cuts: { text: string; gap: string; kind: Kind }[] = [];
  let at = 0;
  const add = (text: string, gap: string) => {
    cuts.push({ text, gap, kind: kindOf(text) });
    at += text.length + gap.length;
  };
  for (const { 0: gap, index } of source.matchAll(/\n(?:[ \t]*\n)+/g)) add(source.slice(at, index), gap);
  add(source.slice(at), "");
  let open = 0;
  const stretches = cuts.map(({ text, gap, kind }, index) => {
    const isInside = open > 0;
    if (text.startsWith("<")) open = Math.max(0, open + opened(text));
    const goesOn = kind === "list" && (mayGoOn(cuts[index - 1]?.text) || mayGoOn(cuts[index + 1]?.text));
    return { text, gap, kind, isAlone: kind !== "tied" && !goesOn && !isInside };
  });
  // Numbers are given in order: either all tables are counted here, or none.
  const areTablesAlone = stretches.every(({ isAlone, text }) => isAlone || !MAY_BE_TABLE.test(text));
  let tables = 0;
  return stretches.map(({ text, gap, kind, isAlone }) =>
    kind === "table"
      ? { text, gap, isAlone: areTablesAlone, tablesBefore: tables++ }
      : { text, gap, isAlone, tablesBefore: 0 },
  );
}

type Kind = "paragraph" | "list" | "quote" | "code" | "table" | "tied";

/** HTML, pictures, footnotes, callouts, definitions of links, and links to places inside the body. */
const TIES = /<|!\[|\[\^|\^\[|\[!|\]:|\]\(\s*#/;
/** In a list or a quote: what may be a heading, a table, or code. */
const CHAPTERS = /^[\s>*+\-\d.)]*#|^[\s>]*(?:=+|-+)[ \t]*$|\||```|~~~/m;
const LIST_LINE = /^(?:[-*+]|\d{1,9}[.)])[ \t]+\S/;
/** A line of a paragraph: without the marks that begin something else, and all by itself no underline of a heading. */
const PLAIN_LINE =
  /^(?:[^\s#>|`~<[\]=+*\-_:\d\\]|\*{1,3}[^\s*]|_{1,3}[^\s_]|`{1,2}[^`]|\[|\d+(?![.)\d]))[^|]*$/;
const MAY_BE_TABLE = /\||<table/i;
/** The line below the head of a table. */
const COLUMNS = /^\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

function kindOf(text: string): Kind {
  const lines = text.split("\n");
  const fence = FENCE.exec(text)?.[0];
  if (fence !== undefined) {
    const isWhole = lines.length > 1 && lines.at(-1)!.trimEnd() === fence && !fence.startsWith(" ");
    return isWhole && !lines.slice(1, -1).some((line) => FENCE.test(line)) ? "code" : "tied";
  }
  if (TIES.test(text)) return "tied";
  if (lines.every((line) => PLAIN_LINE.test(line))) return "paragraph";
  if (isTable(lines)) return "table";
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

/** May a list before or after this go on in it? */
function mayGoOn(text: string | undefined): boolean {
  return text !== undefined && /^[\s\d*+-]/.test(text);
}

const HOLDERS =
  /<(\/?)(?:address|article|aside|blockquote|center|details|div|dl|figure|footer|header|main|ol|pre|section|table|ul)\b/gi;

/** How many elements a piece of HTML leaves open; below 0 where it closes more. */
function opened(html: string): number {
  let count = 0;
  for (const [, slash] of html.matchAll(HOLDERS)) count += slash === "" ? 1 : -1;
  return count;
}
