import { createHash } from "node:crypto";
import { storedPiece, type DeflatedPiece } from "./gzip.ts";
import type { ShownViews } from "./page.ts";

/** The counts that a kept page shows. */
export interface KeptViews {
  /** Of all counts: the last part of the page's ETag. */
  hash: string;
  /** In the order in which the page counts its posts. */
  pieces: readonly DeflatedPiece[];
}

export function keptViews({ counts, texts }: ShownViews, counted: readonly number[]): KeptViews {
  const hash = createHash("sha1").update(counts.join()).digest("base64url").slice(0, 8);
  return { hash, pieces: counted.map((id) => countPiece(texts.get(id)!)) };
}

/** Counts as they stand in an answer: small ones are on many pages. */
const countPieces = new Map<string, DeflatedPiece>();
const MOST_COUNTS = 2000;

function countPiece(text: string): DeflatedPiece {
  let piece = countPieces.get(text);
  if (!piece) {
    if (countPieces.size >= MOST_COUNTS) countPieces.clear();
    countPieces.set(text, (piece = storedPiece(text)));
  }
  return piece;
}
