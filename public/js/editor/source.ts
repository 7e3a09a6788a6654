import type { Node } from "prosemirror-model";
import {
  definedIn,
  holdsMarkdown,
  LONGEST_CHECKED,
  readCarefully,
  signatureAmong,
  writeCarefully,
} from "./careful.ts";
import { surroundingsOf, type Surroundings } from "./parser.ts";
import type { Part } from "./parts.ts";
import { isSameAround, Reading } from "./reading.ts";
import { schema } from "./schema.ts";

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

/** So much of what is unread is looked at, to see what it does to the block before it. UTF-16 code units. */
const MOST_OF_UNREAD = 2000;

/**
 * A Markdown text as a document. Blocks that nobody touched are written back byte for byte, and so is all that stands
 * between blocks: `gaps[i]` stands before piece i, the last one after all. Of a long text the end may still be unread: a
 * node that holds its Markdown.
 */
export class MarkdownSource {
  private pieces: Piece[] = [];
  private gaps: string[] = [""];
  private around: Surroundings = { references: {}, noteLabels: new Set() };
  private originals = new WeakMap<Node, Original>();
  /** What is left to read of each unread node. */
  private readonly rests = new WeakMap<Node, () => Reading>();

  /** Reads a text, or its first blocks and the others later; the answer is its document. */
  open(source: string, most = Infinity): Node {
    const reading = new Reading(source);
    const around = surroundingsOf(reading.parsed);
    const known = isSameAround(around, this.around) ? this.nodesByText() : new Map<string, Node[]>();
    this.around = around;
    this.originals = new WeakMap();
    this.pieces = this.take(reading, undefined, (count) => count < most, known);
    this.gaps = [...this.pieces.map(({ original }) => original!.gap), reading.lastGap];
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
   * Reads more of what is unread, for as long as `goesOn` says so of the number of blocks read; undefined where all is
   * read. The nodes are to take the place of the unread one, and `follow` is to be told of the document with them.
   */
  readOn(doc: Node, goesOn: (count: number) => boolean): { index: number; nodes: Node[] } | undefined {
    const index = unreadIn(doc);
    if (index < 0) return undefined;
    this.follow(doc);
    const { node, original } = this.pieces[index]!;
    const reading = this.rests.get(node)?.() ?? new Reading(String(node.attrs.source), this.around);
    const pieces = this.take(reading, original?.before, goesOn);
    return { index, nodes: pieces.map((piece) => piece.node) };
  }

  private take(
    reading: Reading,
    before: Original | undefined,
    goesOn: (count: number) => boolean,
    known?: Map<string, Node[]>,
  ): Piece[] {
    const taken: Piece[] = [];
    let last = before;
    const add = (node: Node, text: string, gap: string) => {
      const original = { node, text, gap, before: last };
      this.originals.set(node, original);
      taken.push({ node, text, original });
      last = original;
    };
    for (let part = reading.next(); part; part = reading.next()) {
      if (taken.length > 0 && !goesOn(taken.length)) {
        const { part: rest, goBack } = reading.rest(part);
        const node = nodes.unread.create({ source: rest.text });
        this.rests.set(node, goBack);
        add(node, rest.text, rest.gap);
        break;
      }
      const node = known?.get(part.text)?.pop() ?? readCarefully(part, reading, this.around) ?? raw(part);
      add(node, part.text, part.gap);
    }
    return taken;
  }

  /** Nodes of blocks that nobody touched, by their Markdown. */
  private nodesByText(): Map<string, Node[]> {
    const known = new Map<string, Node[]>();
    for (const piece of this.pieces) {
      if (!isAsOpened(piece)) continue;
      const same = known.get(piece.text);
      if (same) same.unshift(piece.node);
      else known.set(piece.text, [piece.node]);
    }
    return known;
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
      if (!piece.original) continue;
      piece.original.node = node;
      this.originals.set(node, piece.original);
    }
  }

  /** The Markdown of a block on its own. */
  writeBlock(node: Node): string {
    return writeCarefully(node, this.around);
  }

  /** The Markdown of each block. */
  texts(): string[] {
    return this.pieces.map(({ text }) => text);
  }

  /** The blocks of a text, as they stand in it. */
  blocks(source: string): string[] {
    this.open(source);
    return this.texts();
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

  /** Finds what was changed, and writes that anew. */
  follow(doc: Node) {
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
        this.piece(
          node,
          this.originals.get(node) ?? (isPaired ? replaced[index - start]!.original : undefined),
        ),
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
    for (const node of doc.children)
      if (node.type === nodes.footnote) this.around.noteLabels.add(String(node.attrs.label));
      else if (node.type === nodes.raw_block) Object.assign(this.around.references, definedIn(node));
  }

  private piece(node: Node, original: Original | undefined): Piece {
    if (original && (original.node === node || original.node.eq(node)))
      return { node, text: original.text, original };
    return { node, text: writeCarefully(node, this.around), original };
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
    const next = right.node.type === nodes.unread ? right.text.slice(0, MOST_OF_UNREAD) : right.text;
    if (left.text.length + next.length > LONGEST_CHECKED) return "\n\n";
    const sign = (text: string, between?: string) => signatureAmong(text, this.around, between);
    const alone = sign(left.text) + "\u0001" + sign(next);
    const between = [gap, "\n\n", "\n\n<!-- -->\n\n"];
    return between.find((one) => one !== "" && sign(left.text + one + next, one) === alone) ?? "\n\n";
  }
}

/** The number of the block that is unread; -1 where none is. */
export function unreadIn(doc: Node): number {
  let index = doc.childCount - 1;
  while (index >= 0 && doc.child(index).type !== nodes.unread) index -= 1;
  return index;
}

const isAsOpened = ({ text, original }: Piece) => original?.text === text;

/** Could the second block become a part of the first, a blank line between them notwithstanding? */
function mayReachOn({ node: left }: Piece, { node: right, text }: Piece): boolean {
  const isList = (node: Node) => node.type === nodes.bullet_list || node.type === nodes.ordered_list;
  if (left.type === nodes.raw_block || holdsMarkdown(right)) return true;
  if (isList(left)) return isList(right) || /^\s/.test(text);
  return left.type === nodes.footnote && /^\s/.test(text);
}

function raw({ text, block }: Part): Node {
  const isHtml = block?.tokens[0]?.type === "html_block";
  return nodes.raw_block.create({ isHtml }, schema.text(text));
}
