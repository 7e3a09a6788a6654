import { blocksOf, type Block } from "./blocks.ts";
import type { Parsed } from "./parser.ts";

/** A block of a text, or lines that define link references, and where it stands there. */
export interface Part {
  /** What stands between it and the part before: white space. */
  gap: string;
  text: string;
  /** Where the text begins and ends in the source, in UTF-16 code units. */
  start: number;
  end: number;
  /** Undefined for link references. */
  block?: Block;
}

/** The text cut into blocks and what stands between them. */
export function partsOf(source: string, parsed: Parsed, lines: string[]): Part[] {
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  const parts: Part[] = [];
  let written = 0;
  const add = (from: number, to: number, block?: Block) => {
    const start = starts[from]!;
    const end = starts[to - 1]! + lines[to - 1]!.length;
    parts.push({ gap: source.slice(written, start), text: source.slice(start, end), start, end, block });
    written = end;
  };
  let line = 0;
  for (const block of [...blocksOf(parsed, lines), undefined]) {
    const from = block?.from ?? lines.length;
    while (line < from) {
      if (lines[line]!.trim() === "") {
        line += 1;
        continue;
      }
      const first = line;
      while (line < from && lines[line]!.trim() !== "") line += 1;
      add(first, line);
    }
    if (block) {
      add(block.from, block.to, block);
      line = block.to;
    }
  }
  return parts;
}
