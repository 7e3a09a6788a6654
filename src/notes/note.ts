import type { Block } from "../html/blocks.ts";

/** Something somebody wrote about a post, or an answer to it. */
export interface Note {
  id: number;
  parentId: number | null;
  /** 'return': why an editor gave the post back. */
  kind: "note" | "return";
  /** Null for somebody without an account. */
  userId: number | null;
  author: string;
  /** Which block it was about, from 0, when it was written; null for the whole. */
  block: number | null;
  /** The words of that block then. */
  quote: string;
  text: string;
  at: Date;
  resolvedAt: Date | null;
}

/** A note with its answers, oldest first. */
export interface Thread extends Note {
  answers: Note[];
}

export interface NewNote {
  postId: number;
  parentId: number | null;
  kind: Note["kind"];
  userId: number | null;
  linkId: number | null;
  author: string;
  block: number | null;
  quote: string;
  text: string;
}

export const LONGEST_NOTE = 5000;
export const LONGEST_QUOTE = 300;

/** Notes with their answers. `notes` are in the order of writing; an answer to what is gone is left out. */
export function threadsOf(notes: Note[]): Thread[] {
  const threads = new Map<number, Thread>();
  for (const note of notes)
    if (note.parentId === null) threads.set(note.id, { ...note, answers: [] });
    else threads.get(note.parentId)?.answers.push(note);
  return [...threads.values()];
}

export interface Placed {
  /** On the whole. */
  whole: Thread[];
  /** By the number of the block they stand beside now. */
  beside: Map<number, Thread[]>;
  /** About words that are there no more. */
  lost: Thread[];
}

/**
 * Where notes stand in a text that may have changed since: beside the block with the words they were about, the nearest
 * one to where it stood; or else beside the block in that place, where most of its words are the same.
 */
export function placeNotes(threads: Thread[], blocks: Pick<Block, "text">[]): Placed {
  const placed: Placed = { whole: [], beside: new Map(), lost: [] };
  for (const thread of threads) {
    if (thread.block === null) {
      placed.whole.push(thread);
      continue;
    }
    const place = findBlock(thread.block, thread.quote, blocks);
    if (place === undefined) placed.lost.push(thread);
    else placed.beside.set(place, [...(placed.beside.get(place) ?? []), thread]);
  }
  return placed;
}

/** The number of the block that a note is about now; undefined where its words are there no more. */
export function findBlock(block: number, quote: string, blocks: Pick<Block, "text">[]): number | undefined {
  const same = blocks.flatMap(({ text }, index) => (quoteOf(text) === quote ? [index] : []));
  same.sort((one, other) => Math.abs(one - block) - Math.abs(other - block));
  if (same.length > 0) return same[0];
  const likeness = blocks.map(({ text }) => shareOf(quote, quoteOf(text)));
  const best = Math.max(...likeness, 0);
  return best >= LIKE_ENOUGH ? likeness.indexOf(best) : undefined;
}

const LIKE_ENOUGH = 0.5;

/** As much of a block's words as a note keeps. */
export function quoteOf(text: string): string {
  return text.slice(0, LONGEST_QUOTE);
}

/** Which share of the words of both texts stands in both. */
function shareOf(one: string, other: string): number {
  const [first, second] = [one, other].map(
    (text) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []),
  );
  const both = [...first!].filter((word) => second!.has(word)).length;
  return both === 0 ? 0 : (2 * both) / (first!.size + second!.size);
}
