import type { Token } from "markdown-it";
import { finish, type Parsed } from "./parser.ts";

/** A block of the outermost level: its tokens, and its lines [from, to). */
export interface Block {
  tokens: Token[];
  from: number;
  to: number;
  isFinished: boolean;
}

/** The tokens of a block with all that stands in its lines. */
export function finished(block: Block, env: Parsed["env"]): Token[] {
  if (!block.isFinished) {
    block.tokens = finish(block.tokens, env);
    block.isFinished = true;
  }
  return block.tokens;
}

const isBlankLine = (line: string | undefined) => line === undefined || /^[ \t]*$/.test(line);

/** The outermost blocks in their order. Lines between them are blank, or define link references. */
export function blocksOf({ tokens, env, isFinished }: Parsed, lines: string[]): Block[] {
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
    blocks.push({ tokens: inside, from, to, isFinished });
    index = last;
  }
  return withGalleries(blocks, env);
}

/** The blocks from <div class="gallery"> to its end are one. */
function withGalleries(blocks: Block[], env: Parsed["env"]): Block[] {
  if (!blocks.some(({ tokens }) => isGalleryStart(tokens[0]))) return blocks;
  const merged: Block[] = [];
  for (let index = 0; index < blocks.length; index += 1) {
    const block = blocks[index]!;
    let last = index + 1;
    if (isGalleryStart(block.tokens[0])) {
      while (isPicture(blocks[last], env)) last += 1;
      const end = blocks[last];
      if (last > index + 1 && end && isGalleryEnd(end.tokens[0])) {
        const inside = blocks.slice(index, last + 1);
        const tokens = inside.flatMap((one) => finished(one, env));
        merged.push({ tokens, from: block.from, to: end.to, isFinished: true });
        index = last;
        continue;
      }
    }
    merged.push(block);
  }
  return merged;
}

function isPicture(block: Block | undefined, env: Parsed["env"]): boolean {
  const [open, inline] = block ? finished(block, env) : [];
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
