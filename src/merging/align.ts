import { diffArrays } from "diff";
import type { Block } from "./blocks.ts";

/** What became of each block of a text, and what came between them. */
export interface Alignment {
  /** By block of the base: as it stands now, null where it was taken out. */
  now: (Block | null)[];
  /** What was put in before the block of this number; one more than there are blocks. */
  before: Block[][];
}

/** After so many changes a text is held for another one. */
const MOST_CHANGES = 1000;
/** A run of changed blocks longer than this times that is paired by position. */
const MOST_PAIRS = 10_000;

/** How one text came out of another. */
export function align(base: readonly Block[], changed: readonly Block[]): Alignment {
  const now: (Block | null)[] = base.map(() => null);
  const before: Block[][] = Array.from({ length: base.length + 1 }, () => []);
  let [at, to] = [0, 0];
  const replace = (removed: number, added: number) => {
    const former = base.slice(at, at + removed);
    const latter = changed.slice(to, to + added);
    const partners = pair(former, latter);
    const lastPaired = partners.findLastIndex((partner) => partner >= 0);
    let last = -1;
    latter.forEach((block, index) => {
      const partner = partners[index]!;
      if (partner >= 0) now[at + (last = partner)] = block;
      // What replaces nothing stands after what it follows; at the end of the run, after all that was taken out.
      else before[at + (index < lastPaired ? last + 1 : removed)]!.push(block);
    });
    [at, to] = [at + removed, to + added];
  };
  for (const { kept, removed, added } of hunksOf(base, changed)) {
    replace(removed, added);
    for (let step = 0; step < kept; step += 1) now[at++] = changed[to++]!;
  }
  return { now, before };
}

interface Hunk {
  removed: number;
  added: number;
  /** Blocks after these that both have. */
  kept: number;
}

function hunksOf(base: readonly Block[], changed: readonly Block[]): Hunk[] {
  const texts = (blocks: readonly Block[]) => blocks.map(({ text }) => text);
  const changes = diffArrays(texts(base), texts(changed), { maxEditLength: MOST_CHANGES });
  if (!changes) return [{ removed: base.length, added: changed.length, kept: 0 }];
  const hunks: Hunk[] = [{ removed: 0, added: 0, kept: 0 }];
  for (const { added, removed, count } of changes) {
    if (hunks.at(-1)!.kept > 0 && (added || removed)) hunks.push({ removed: 0, added: 0, kept: 0 });
    hunks.at(-1)![added ? "added" : removed ? "removed" : "kept"] += count;
  }
  return hunks;
}

/**
 * By block of `latter` the number of the one it was made from, -1 for none, in rising order: those that share most
 * words first, then, between them, one after the other.
 */
function pair(former: readonly Block[], latter: readonly Block[]): number[] {
  const partners: number[] = latter.map(() => -1);
  const [rows, columns] = [former.length, latter.length];
  if (rows > 0 && columns > 0 && rows * columns <= MOST_PAIRS) {
    const [ours, theirs] = [former.map(wordsOf), latter.map(wordsOf)];
    // best[r][c]: the most likeness that the blocks from r and from c on can have.
    const best = Array.from({ length: rows + 1 }, () => new Float64Array(columns + 1));
    const alike = ours.map((words) => theirs.map((others) => likeness(words, others)));
    for (let row = rows - 1; row >= 0; row -= 1)
      for (let column = columns - 1; column >= 0; column -= 1)
        best[row]![column] = Math.max(
          best[row + 1]![column]!,
          best[row]![column + 1]!,
          alike[row]![column]! + best[row + 1]![column + 1]!,
        );
    for (let row = 0, column = 0; row < rows && column < columns;)
      if (best[row]![column] === best[row + 1]![column]) row += 1;
      else if (best[row]![column] === best[row]![column + 1]) column += 1;
      else partners[column++] = row++;
  }
  // Of every gap in the row of partners: from which block of the base on it is free, and up to which.
  let free = 0;
  let [following, nextPaired] = [rows, -1];
  for (let column = 0; column < columns; column += 1) {
    if (nextPaired < column) {
      nextPaired = partners.findIndex((partner, index) => index >= column && partner >= 0);
      following = nextPaired < 0 ? rows : partners[nextPaired]!;
      if (nextPaired < 0) nextPaired = columns;
    }
    if (column === nextPaired) free = following + 1;
    else if (free < following) partners[column] = free++;
  }
  return partners;
}

/** Two blocks that share fewer of their words than this are not one and the same. */
const LEAST_LIKENESS = 0.3;

const wordsOf = ({ text }: Block) => new Set(text.split(/\s+/));

/** Shared words against all words: 0 to 1. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  const share = (2 * shared) / (one.size + other.size);
  return share < LEAST_LIKENESS ? 0 : share;
}
