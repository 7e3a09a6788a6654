import type { Env, MarkdownIt, Token } from "markdown-it";
import { bodyParser } from "../../../src/html/markdown.ts";

/** What one place of a Markdown text knows of the others: link references and the labels of footnotes. */
export interface Surroundings {
  references: NonNullable<Env["references"]>;
  noteLabels: Set<string>;
}

let parser: MarkdownIt | undefined;

/** The parser of the server, but for one step: the texts of footnotes stay where they were written. */
function markdown(): MarkdownIt {
  if (parser === undefined) {
    parser = bodyParser();
    parser.core.ruler.disable("footnote_tail");
  }
  return parser;
}

export interface Parsed {
  tokens: Token[];
  env: Env & { footnotes?: Notes };
}
interface Notes {
  refs?: Record<string, number>;
  list?: { content?: string }[];
}

/** The tokens of a text, or of a part of one that stands among `around`. */
export function parse(source: string, around?: Surroundings): Parsed {
  const env: Parsed["env"] = { t: () => "" };
  if (around) {
    env.references = { ...around.references };
    if (around.noteLabels.size > 0) {
      const refs: Record<string, number> = {};
      for (const label of around.noteLabels) refs[`:${label}`] = -1;
      env.footnotes = { refs };
    }
  }
  return { tokens: markdown().parse(source, env), env };
}

/** What the parts of this text may refer to. */
export function surroundingsOf({ env }: Parsed): Surroundings {
  const labels = Object.keys(env.footnotes?.refs ?? {}).map((key) => key.slice(1));
  return { references: env.references ?? {}, noteLabels: new Set(labels) };
}

/** A block of the outermost level: its tokens, and its lines [from, to). */
export interface Block {
  tokens: Token[];
  from: number;
  to: number;
}

const isBlankLine = (line: string | undefined) => line === undefined || /^[ \t]*$/.test(line);

/** The outermost blocks in their order. Lines between them are blank, or define link references. */
export function blocksOf(tokens: Token[], lines: string[]): Block[] {
  const blocks: Block[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const first = tokens[index]!;
    let last = index;
    if (first.nesting === 1) {
      let depth = 1;
      while (depth > 0) depth += tokens[++last]!.nesting;
    }
    const inside = tokens.slice(index, last + 1);
    const [from, end] = first.map ?? linesOfNote(first, inside, lines, blocks.at(-1)?.to ?? 0);
    let to = end;
    while (to > from + 1 && isBlankLine(lines[to - 1])) to -= 1;
    blocks.push({ tokens: inside, from, to });
    index = last;
  }
  return withGalleries(blocks);
}

/** The blocks from <div class="gallery"> to its end are one. */
function withGalleries(blocks: Block[]): Block[] {
  if (!blocks.some(({ tokens }) => isGalleryStart(tokens[0]))) return blocks;
  const merged: Block[] = [];
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index]!;
    let last = index + 1;
    if (isGalleryStart(block.tokens[0])) {
      while (isPicture(blocks[last])) last += 1;
      const end = blocks[last];
      if (last > index + 1 && end && isGalleryEnd(end.tokens[0])) {
        const inside = blocks.slice(index, last + 1);
        merged.push({ tokens: inside.flatMap(({ tokens }) => tokens), from: block.from, to: end.to });
        index = last;
        continue;
      }
    }
    merged.push(block);
  }
  return merged;
}

function isPicture(block: Block | undefined): boolean {
  const [open, inline] = block?.tokens ?? [];
  const inside = inline?.children?.filter(({ type }) => !type.startsWith("link_")) ?? [];
  return open?.type === "paragraph_open" && inside.length === 1 && inside[0]?.type === "image";
}

/** Is this the beginning of pictures beside one another? */
export const isGalleryStart = (token: Token | undefined) =>
  token?.type === "html_block" && /^ {0,3}<div class="gallery">\n?$/.test(token.content);
const isGalleryEnd = (token: Token | undefined) =>
  token?.type === "html_block" && /^ {0,3}<\/div>\n?$/.test(token.content);

/** The plugin does not say where a footnote stands. */
function linesOfNote(open: Token, inside: Token[], lines: string[], after: number): [number, number] {
  const label = `[^${String(open.meta?.label)}]:`;
  let from = after;
  while (from < lines.length - 1 && !lines[from]!.trimStart().startsWith(label)) from += 1;
  const end = Math.max(from + 1, ...inside.map(({ map }) => map?.[1] ?? 0));
  return [from, end];
}
