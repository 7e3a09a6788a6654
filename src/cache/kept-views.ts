import { hash } from "node:crypto";
import { storedPiece, type DeflatedPiece } from "./gzip.ts";
import { lately } from "./lately.ts";
import type { ShownViews } from "./page.ts";

/** The counts that a kept page shows. */
export interface KeptViews {
  counts: readonly number[];
  /** Of all counts: the last part of the page's ETag. */
  hash: string;
  /** In the order in which the page counts its posts. */
  pieces: readonly DeflatedPiece[];
}

export function keptViews({ counts, texts }: ShownViews, counted: readonly number[]): KeptViews {
  return {
    counts,
    hash: hash("sha1", counts.join(), "base64url").slice(0, 8),
    pieces: counted.map((id) => countPiece(texts.get(id)!)),
  };
}

/** Counts as they stand in an answer: small ones are on many pages. */
const countPiece = lately(3000, storedPiece);
