import { createHash } from "node:crypto";
import { deflatePiece, type DeflatedPiece } from "./gzip.ts";
import {
  countedOn,
  tagsOf,
  type Count,
  type Keep,
  type MadePage,
  type Place,
  type ShownViews,
} from "./page.ts";
import type { RawHeaders } from "./raw-headers.ts";
import type { Tag } from "./tags.ts";
import type { Wire } from "./wire.ts";

/** What stands between two places of a page, or such a place. */
export type Piece = DeflatedPiece | Place | Count;

/** What was sent before, for one way of compressing: the page, and what says that the browser has it already. */
export interface Answer {
  page?: Wire;
  notModified?: Wire;
}

export const encodings = ["identity", "gzip", "br"] as const;
export type Encoding = (typeof encodings)[number];

/** A finished page as plain data, as it is in memory and on disk: compressed pieces, the places between them, and what it was made of. */
export interface PageData {
  pieces: readonly Piece[];
  /** Which places had something in them when it was made. */
  furnished: string;
  /** All pages that say the same have the same array. */
  headers: RawHeaders;
  /** Its names for a cache in front; undefined where there is none. */
  surrogateKey: string | undefined;
  /** Of its own text: the first half of its ETag. */
  hash: string;
  /** All names in one text: a page has dozens, and most pages are asked about them rarely. */
  madeOf: string;
  visit: number | undefined;
  /** Milliseconds since 1970. */
  until: number;
  /** The posts whose counts it shows. */
  counted: readonly number[];
  standing: Standing;
}

/** The counts that a page shows, as HTML by the ids of the posts. */
export interface KeptViews {
  /** Of all counts: the last part of the page's ETag. */
  hash: string;
  texts: ShownViews["texts"];
}

export function keptViews({ counts, texts }: ShownViews): KeptViews {
  return { hash: createHash("sha1").update(counts.join()).digest("base64url").slice(0, 8), texts };
}

/** What is found out about a finished page later: it stays in memory for a page on disk. */
export interface Standing {
  /** The edition in which it was last found to be right. */
  edition: number;
  views: KeptViews;
  /** When its counts were read, in milliseconds since 1970, and the version of the counts at that time. */
  countsAt: number;
  countsVersion: string;
}

/** Compresses a page that was made. */
export function pageData(page: MadePage, keep: Keep, made: Made): PageData {
  const hash = createHash("sha1");
  const pieces = page.pieces.map((piece) => {
    if (typeof piece !== "string") return piece;
    const text = Buffer.from(piece);
    hash.update(text);
    return deflatePiece(text);
  });
  return {
    ...{ pieces, hash: hash.digest("base64url").slice(0, 16), counted: countedOn(page) },
    ...made,
    ...{ madeOf: [...new Set(tagsOf(keep))].join("\n"), visit: keep.visit },
    until: keep.until?.getTime() ?? Infinity,
  };
}

/** A page in the cache, with what was sent of it before. */
export class KeptPage {
  readonly data: PageData;
  readonly hasPlaces: boolean;
  /** What its Last-Modified says, in milliseconds since 1970; undefined where it has none. */
  readonly modified: number | undefined;
  /** What the cache counted it as, in bytes; 0 outside the cache. */
  weight = 0;
  /** Tells the cache that the page takes more memory, or less. */
  onResize: ((page: KeptPage) => void) | undefined;
  /** Asked for since the cache last looked for room. */
  isWanted = true;
  /** How often it was sent since what stands in its places changed. */
  sent = 0;
  answers: Partial<Record<Encoding, Answer>> = {};
  /** Which filling of the places the answers hold. */
  filling = -1;

  /** Its bytes stand where others come after it: it is sent at once and not kept. */
  readonly isPassing: boolean;

  constructor(data: PageData, isPassing = false) {
    this.data = data;
    this.isPassing = isPassing;
    this.hasPlaces = data.pieces.some((piece) => "place" in piece);
    const modified = data.headers.indexOf("last-modified");
    this.modified = modified === -1 ? undefined : Date.parse(data.headers[modified + 1]!);
  }

  /** Puts other counts into the page. What was made with the former ones is forgotten. */
  recount(shown: ShownViews): void {
    const { standing } = this.data;
    const views = keptViews(shown);
    if (views.hash === standing.views.hash) return;
    standing.views = views;
    this.forgetAnswers();
  }

  keepAnswer(encoding: Encoding, answer: Answer): void {
    this.answers[encoding] = answer;
    this.onResize?.(this);
  }

  forgetAnswers(): void {
    this.sent = 0;
    this.answers = {};
    this.onResize?.(this);
  }

  get madeOf(): Tag[] {
    return this.data.madeOf.split("\n");
  }

  /** Bytes of memory, roughly. */
  get size(): number {
    let bytes = 1000 + this.data.madeOf.length;
    for (const piece of this.data.pieces) if ("blocks" in piece) bytes += piece.blocks.length;
    for (const { page, notModified } of Object.values(this.answers))
      bytes += 500 + (page?.bytes.length ?? 0) + (notModified?.bytes.length ?? 0);
    return bytes;
  }
}

/** How a page was made. */
export type Made = Pick<PageData, "furnished" | "headers" | "surrogateKey" | "standing">;
