import type { Node } from "prosemirror-model";
import { meaning, signature } from "./guard.ts";
import { blocksOf, parse, surroundingsOf, type Block, type Parsed, type Surroundings } from "./parser.ts";
import { NotRich, readBlock } from "./read.ts";
import { schema } from "./schema.ts";
import { writeBlock, type Caution } from "./write.ts";

const { nodes } = schema;

/** A block and the Markdown it was read from or is written as. */
interface Piece {
  node: Node;
  text: string;
  /** What it was when the text was opened, to be found again when a change is taken back. */
  original?: Original;
}
interface Original {
  node: Node;
  text: string;
  /** What stood between it and the block before. */
  gap: string;
  before: Original | undefined;
}

/** Longer blocks are not read again after every change. UTF-16 code units. */
const LONGEST_CHECKED = 50_000;
const CAUTIONS: Caution[] = [0, 1, 2, 3];

/**
 * A Markdown text as a document. Blocks that nobody touched are written back byte for byte, and so is all that stands
 * between blocks: `gaps[i]` stands before piece i, the last one after all.
 */
export class MarkdownSource {
  private pieces: Piece[] = [];
  private gaps: string[] = [""];
  private around: Surroundings = { references: {}, noteLabels: new Set() };

  /** Reads a text; the answer is its document. */
  open(source: string): Node {
    const parsed = parse(source);
    this.around = surroundingsOf(parsed);
    this.pieces = [];
    this.gaps = [];
    for (const part of partsOf(source, parsed)) {
      this.gaps.push(part.gap);
      if (part.text === undefined) break;
      const node =
        (part.block && this.rich(part.block, part.text, part.lines, parsed)) ?? raw(part.text, part.block);
      const original = { node, text: part.text, gap: part.gap, before: this.pieces.at(-1)?.original };
      this.pieces.push({ node, text: part.text, original });
    }
    if (this.pieces.length === 0) {
      this.pieces.push({ node: nodes.paragraph.create(), text: "" });
      this.gaps.push("");
    }
    return nodes.doc.create(
      null,
      this.pieces.map(({ node }) => node),
    );
  }

  /**
   * Takes over the nodes of a document that says the same as the one just opened: where a change was made so that
   * equal blocks stayed, they are other objects.
   */
  adopt(doc: Node) {
    if (doc.childCount !== this.pieces.length) return;
    for (const [index, piece] of this.pieces.entries()) {
      const node = doc.child(index);
      if (!node.eq(piece.node)) continue;
      piece.node = node;
      if (piece.original) piece.original.node = node;
    }
  }

  /** The Markdown of a block on its own. */
  writeBlock(node: Node): string {
    return this.writeSafely(node);
  }

  /** The blocks of a text, as they stand in it. */
  blocks(source: string): string[] {
    this.open(source);
    return this.pieces.map(({ text }) => text);
  }

  /** The text of a document that came from this one by changes. */
  write(doc: Node): string {
    this.follow(doc);
    const written: string[] = [];
    for (const [index, { text }] of this.pieces.entries())
      if (text !== "") written.push(written.length === 0 ? "" : this.gaps[index]!, text);
    const end = written.length === 0 ? "" : this.gaps.at(-1)!;
    return this.gaps[0]! + written.join("") + end;
  }

  /** The richer form of a block, where writing it back shows readers the same. */
  private rich(block: Block, text: string, lines: string[], { env }: Parsed): Node | undefined {
    try {
      const node = readBlock(block.tokens, lines, env);
      node.check();
      if (writeBlock(node, 0) === text) return node;
      if (HIDDEN_DEFINITION.test(text)) return undefined;
      const wanted = signature(block.tokens, env);
      const isKept = CAUTIONS.some((caution) => {
        const again = parse(writeBlock(node, caution), this.around);
        return signature(again.tokens, again.env) === wanted;
      });
      return isKept ? node : undefined;
    } catch (error) {
      if (error instanceof NotRich || error instanceof RangeError) return undefined;
      throw error;
    }
  }

  /** Finds what was changed, and writes that anew. */
  private follow(doc: Node) {
    const before = this.pieces;
    const count = doc.childCount;
    let start = 0;
    while (start < count && start < before.length && doc.child(start) === before[start]!.node) start += 1;
    if (start === count && count === before.length) return;
    let end = 0;
    const most = Math.min(count, before.length) - start;
    while (end < most && doc.child(count - 1 - end) === before[before.length - 1 - end]!.node) end += 1;
    const replaced = before.slice(start, before.length - end);
    const fresh: Piece[] = [];
    this.lookAround(doc);
    const isPaired = replaced.length === count - end - start;
    for (let index = start; index < count - end; index += 1) {
      const node = doc.child(index);
      fresh.push(
        this.piece(node, isPaired ? replaced[index - start] : replaced.find((one) => one.node === node)),
      );
    }
    this.pieces = [...before.slice(0, start), ...fresh, ...before.slice(before.length - end)];
    this.gaps = this.gapsAround(start, replaced.length, fresh.length);
    // who writes in a card writes Markdown: what it does to its neighbours is meant
    if (isPaired && fresh.every(({ node }) => node.type === nodes.raw_block)) return;
    for (
      let index = Math.max(1, start);
      index <= start + fresh.length && index < this.pieces.length;
      index += 1
    )
      this.gaps[index] = this.join(this.pieces[index - 1]!, this.gaps[index]!, this.pieces[index]!);
  }

  /** Footnotes that were added can be referred to, and so can addresses that were defined in a card. */
  private lookAround(doc: Node) {
    doc.forEach((node) => {
      if (node.type === nodes.footnote) this.around.noteLabels.add(String(node.attrs.label));
      else if (node.type === nodes.raw_block && node.textContent.startsWith("["))
        Object.assign(this.around.references, parse(node.textContent).env.references);
    });
  }

  private piece(node: Node, before: Piece | undefined): Piece {
    const original = before?.original;
    if (original?.node.eq(node)) return { node, text: original.text, original };
    return { node, text: this.writeSafely(node), original };
  }

  /** Markdown that means this block when it is read again. */
  private writeSafely(node: Node): string {
    if (node.type === nodes.raw_block || node.type === nodes.code_block) return writeBlock(node, 0);
    if (node.childCount === 0 && node.type === nodes.paragraph) return "";
    const wanted = meaning(node);
    const text = writeBlock(node, 1);
    if (text.length > LONGEST_CHECKED) return text;
    for (const caution of CAUTIONS) {
      const tried = caution === 1 ? text : writeBlock(node, caution);
      if (this.reads(tried, wanted)) return tried;
    }
    return text;
  }

  private reads(text: string, wanted: string): boolean {
    const parsed = parse(text, this.around);
    const lines = text.split("\n");
    const blocks = blocksOf(parsed.tokens, lines);
    if (
      blocks.length !== 1 ||
      Object.keys(parsed.env.references ?? {}).length !== Object.keys(this.around.references).length
    )
      return false;
    try {
      return meaning(readBlock(blocks[0]!.tokens, lines, parsed.env)) === wanted;
    } catch {
      return false;
    }
  }

  /** What stood between blocks stays, as far as there are as many; new blocks are parted by a blank line. */
  private gapsAround(start: number, removed: number, added: number): string[] {
    const old = this.gaps;
    const between: string[] = [];
    if (removed === added) return [...old];
    const before = old[start]!;
    const after = old[start + removed]!;
    const isFirst = start === 0;
    const isLast = start + removed === old.length - 1;
    if (added === 0) between.push(isFirst ? before : isLast ? after : before);
    else {
      between.push(before);
      for (let index = 1; index < added; index += 1) between.push("\n\n");
      between.push(removed === 0 && !isLast ? "\n\n" : after);
    }
    return [...old.slice(0, start), ...between, ...old.slice(start + removed + 1)];
  }

  /** A gap between two blocks that keeps them two. */
  private join(left: Piece, gap: string, right: Piece): string {
    if (isAsOpened(left) && isAsOpened(right) && right.original!.before === left.original)
      return right.original!.gap;
    if (left.text === "" || right.text === "") return gap.includes("\n\n") ? gap : "\n\n";
    if (/\n[ \t]*\n/.test(gap) && !mayReachOn(left, right)) return gap;
    if (left.text.length + right.text.length > LONGEST_CHECKED) return "\n\n";
    const alone = this.sign(left.text) + "\u0001" + this.sign(right.text);
    const between = [gap, "\n\n", "\n\n<!-- -->\n\n"];
    return (
      between.find((one) => one !== "" && this.sign(left.text + one + right.text, one) === alone) ?? "\n\n"
    );
  }

  private sign(text: string, gap = ""): string {
    const { tokens, env } = parse(text, this.around);
    const shown = gap.includes("<!-- -->")
      ? tokens.filter(({ content }) => content.trim() !== "<!-- -->")
      : tokens;
    return signature(shown, env);
  }
}

/** A definition of a link or a footnote inside a list or a quote: it leaves no trace in the tokens. */
const HIDDEN_DEFINITION = /^[ >\-+*\d.)\t]*\[[^\]\n]+\]:/m;

const isAsOpened = ({ text, original }: Piece) => original?.text === text;

/** Could the second block become a part of the first, a blank line between them notwithstanding? */
function mayReachOn({ node: left }: Piece, { node: right, text }: Piece): boolean {
  const isList = (node: Node) => node.type === nodes.bullet_list || node.type === nodes.ordered_list;
  if (left.type === nodes.raw_block || right.type === nodes.raw_block) return true;
  if (isList(left)) return isList(right) || /^\s/.test(text);
  return left.type === nodes.footnote && /^\s/.test(text);
}

function raw(text: string, block?: Block): Node {
  const isHtml = block?.tokens[0]?.type === "html_block";
  return nodes.raw_block.create({ isHtml }, schema.text(text));
}

interface Part {
  gap: string;
  /** Undefined after the last block. */
  text?: string;
  block?: Block;
  lines: string[];
}

/** The text cut into blocks and what stands between them: gaps hold white space only. */
function* partsOf(source: string, { tokens }: Parsed): Generator<Part> {
  const lines = source.split("\n");
  const starts: number[] = [];
  let at = 0;
  for (const line of lines) {
    starts.push(at);
    at += line.length + 1;
  }
  const ends = (line: number) => starts[line]! + lines[line]!.length;
  let written = 0;
  const part = (from: number, to: number, block?: Block): Part => {
    const start = starts[from]!;
    const end = ends(to - 1);
    const gap = source.slice(written, start);
    written = end;
    return { gap, text: source.slice(start, end), block, lines };
  };
  let line = 0;
  for (const block of [...blocksOf(tokens, lines), undefined]) {
    const from = block?.from ?? lines.length;
    // link references
    while (line < from) {
      if (lines[line]!.trim() === "") {
        line += 1;
        continue;
      }
      const first = line;
      while (line < from && lines[line]!.trim() !== "") line += 1;
      yield part(first, line);
    }
    if (block) {
      yield part(block.from, block.to, block);
      line = block.to;
    }
  }
  yield { gap: source.slice(written), lines };
}
