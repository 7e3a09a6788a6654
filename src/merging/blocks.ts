import { readMarkdownBlocks } from "../html/markdown.ts";
import type { BodyFormat } from "../html/render.ts";

/** A paragraph, a heading, a list …: what two people may change without being in each other's way. */
export interface Block {
  /** Without white space at its end. */
  text: string;
  /** The white space after it. */
  gap: string;
  /** Text of the block that followed where it comes from; null for the last. */
  next: string | null;
}

/** The blocks of a source. Their texts and gaps, one after the other, are the source, byte for byte. */
export function blocksOf(source: string, format: BodyFormat | "whole"): Block[] {
  const cuts = format === "whole" ? [0] : format === "markdown" ? markdownCuts(source) : htmlCuts(source);
  const pieces: string[] = [];
  [...cuts, source.length].reduce((from, to) => {
    const piece = source.slice(from, to);
    // White space before the first words belongs to them.
    if (pieces.at(-1)?.trim() === "") pieces.push(pieces.pop()! + piece);
    else if (piece !== "") pieces.push(piece);
    return to;
  }, 0);
  const texts = pieces.map((piece) => piece.trimEnd());
  return pieces.map((piece, index) => ({
    text: texts[index]!,
    gap: piece.slice(texts[index]!.length),
    next: texts[index + 1] ?? null,
  }));
}

/** The source that these blocks make. Those that did not follow one another before are set apart by an empty line. */
export function sourceOf(blocks: readonly Block[]): string {
  return blocks
    .map(({ text, gap, next }, index) => {
      const follower = blocks[index + 1]?.text ?? null;
      const isParted = follower === null || follower === next || /\n[^\S\n]*\n/.test(gap);
      return text + (isParted ? gap : "\n\n");
    })
    .join("");
}

/** Where blocks begin: at the parser's own, and, for what it makes no block of, after an empty line. */
function markdownCuts(source: string): number[] {
  const starts: number[] = [0];
  for (const { 0: ending, index } of source.matchAll(/\r\n?|\n/g)) starts.push(index + ending.length);
  const isBlank = (line: number) => source.slice(starts[line], starts[line + 1]).trim() === "";
  const begins = new Set<number>();
  const isCovered = new Uint8Array(starts.length + 1);
  for (const [from, to] of readMarkdownBlocks(source).lines) {
    begins.add(from);
    isCovered.fill(1, from, to);
  }
  for (let line = 0; line < starts.length; line += 1)
    if (!isCovered[line] && !isBlank(line) && (line === 0 || isCovered[line - 1] || isBlank(line - 1)))
      begins.add(line);
  return [...begins].sort((one, other) => one - other).map((line) => starts[line]!);
}

/** After an empty line, and after the end of what HTML sets as a block. */
function htmlCuts(source: string): number[] {
  const ends =
    /<\/(?:p|h[1-6]|ul|ol|dl|figure|blockquote|table|div|pre|section|details)>\s*|\n[^\S\n]*\n\s*/gi;
  return [...source.matchAll(ends)].map(({ 0: end, index }) => index + end.length);
}
