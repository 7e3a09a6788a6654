import type { BodyFormat } from "../html/render.ts";
import { align } from "./align.ts";
import { blocksOf, sourceOf, type Block } from "./blocks.ts";

/** Which of two texts stands where both were changed. */
export type Choice = "mine" | "theirs" | "both";

/** A stretch of two texts that began as one. */
export type Piece =
  /** What nobody touched, or both changed to the same. */
  | { by: "nobody"; after: Block | null }
  /** What one side changed, put in (no `before`) or took out (no `after`). */
  | { by: "mine" | "theirs"; before: Block | null; after: Block | null }
  /** What both changed, each in another way; null for the side that took it out. */
  | { by: "both"; before: Block; mine: Block | null; theirs: Block | null };

/** Two texts that began as the same one, side by side. A text in two formats is one block. */
export function mergeTexts(
  texts: { base: string; mine: string; theirs: string },
  format: BodyFormat | "whole",
): Piece[] {
  const [base, mine, theirs] = [texts.base, texts.mine, texts.theirs].map((text) =>
    blocksOf(text, format),
  ) as [...[Block[], Block[], Block[]]];
  const [left, right] = [align(base, mine), align(base, theirs)];
  const pieces: Piece[] = [];
  for (let at = 0; at <= base.length; at += 1) {
    pieces.push(...between(left.before[at]!, right.before[at]!));
    if (at < base.length) pieces.push(pieceOf(base[at]!, left.now[at]!, right.now[at]!));
  }
  return pieces;
}

export function isConflict(piece: Piece): piece is Extract<Piece, { by: "both" }> {
  return piece.by === "both";
}

/** The text that the pieces make; `choose` is asked for each conflict, counted from 0. */
export function mergedSource(pieces: readonly Piece[], choose: (conflict: number) => Choice): string {
  let conflict = 0;
  const blocks = pieces.flatMap((piece) => {
    if (!isConflict(piece)) return piece.after ?? [];
    const choice = choose(conflict++);
    return [choice === "mine" ? null : piece.theirs, choice === "theirs" ? null : piece.mine];
  });
  return sourceOf(blocks.filter((block) => block !== null));
}

/** What both put into one place: theirs, then mine; once what is the same. */
function between(mine: Block[], theirs: Block[]): Piece[] {
  const isShared = (block: Block, others: Block[]) => others.some(({ text }) => text === block.text);
  return [
    ...theirs.map((after): Piece =>
      isShared(after, mine) ? { by: "nobody", after } : { by: "theirs", before: null, after },
    ),
    ...mine
      .filter((after) => !isShared(after, theirs))
      .map((after): Piece => ({ by: "mine", before: null, after })),
  ];
}

function pieceOf(before: Block, mine: Block | null, theirs: Block | null): Piece {
  if (mine?.text === theirs?.text) return { by: "nobody", after: theirs?.gap === before.gap ? mine : theirs };
  if (mine?.text === before.text) return { by: "theirs", before, after: theirs };
  if (theirs?.text === before.text) return { by: "mine", before, after: mine };
  return { by: "both", before, mine, theirs };
}
