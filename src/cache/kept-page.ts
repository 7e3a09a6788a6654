import { createHash } from "node:crypto";
import { deflatePiece, type DeflatedPiece } from "./gzip.ts";
import { countedOn, type Count, type Keep, type MadePage, type Place, type ShownViews } from "./page.ts";
import type { Tag } from "./tags.ts";
import type { Wire } from "./wire.ts";

/** Headers as `writeHead` takes them: name, value, name, value. */
export type RawHeaders = readonly string[];

/** What was sent before, for one way of compressing: the page, and what says that the browser has it already. */
export interface Answer {
  page?: Wire;
  notModified?: Wire;
}

export const encodings = ["identity", "gzip", "br"] as const;
export type Encoding = (typeof encodings)[number];

/** A page in the cache: compressed pieces, the places between them, and what it was made of. */
export class KeptPage {
  /** The edition in which it was last found to be right. */
  edition: number;
  readonly pieces: readonly (DeflatedPiece | Place | Count)[];
  readonly hasPlaces: boolean;
  /** Which places had something in them when it was made. */
  readonly furnished: string;
  readonly headers: RawHeaders;
  /** Of its own text: the first half of its ETag. */
  readonly hash: string;
  /** What its Last-Modified says, in milliseconds since 1970; undefined where it has none. */
  readonly modified: number | undefined;
  /** All names in one text: a page has dozens, and most pages are asked about them rarely. */
  readonly #madeOf: string;
  readonly visit: number | undefined;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** The posts whose counts it shows. */
  readonly counted: readonly number[];
  #views: ShownViews;
  /** When its counts were read, in milliseconds since 1970, and the version of the counts at that time. */
  countsAt: number;
  countsVersion: string;
  /** What the cache counted it as, in bytes; 0 outside the cache. */
  weight = 0;
  /** Tells the cache that the page has grown. */
  onGrowth: ((page: KeptPage) => void) | undefined;
  /** Asked for since the cache last looked for room. */
  isWanted = true;
  /** How often it was sent since what stands in its places changed. */
  sent = 0;
  answers: Partial<Record<Encoding, Answer>> = {};
  /** Which filling of the places the answers hold. */
  filling = -1;

  constructor(page: MadePage, keep: Keep, made: Made) {
    const hash = createHash("sha1");
    this.pieces = page.pieces.map((piece) => {
      if (typeof piece !== "string") return piece;
      const text = Buffer.from(piece);
      hash.update(text);
      return deflatePiece(text);
    });
    this.hasPlaces = page.pieces.some((piece) => typeof piece === "object" && "place" in piece);
    this.counted = countedOn(page);
    this.#views = made.views;
    this.furnished = made.furnished;
    this.headers = made.headers;
    const modified = made.headers.indexOf("last-modified");
    this.modified = modified === -1 ? undefined : Date.parse(made.headers[modified + 1]!);
    this.hash = hash.digest("base64url").slice(0, 16);
    this.#madeOf = [...new Set(keep.madeOf)].join("\n");
    this.visit = keep.visit;
    this.until = keep.until?.getTime() ?? Infinity;
    this.edition = made.edition;
    this.countsAt = made.at;
    this.countsVersion = made.countsVersion;
  }

  get views(): ShownViews {
    return this.#views;
  }

  /** Puts other counts into the page. What was made with the former ones is forgotten. */
  recount(views: ShownViews): void {
    if (views.hash === this.#views.hash) return;
    this.#views = views;
    this.forgetAnswers();
  }

  keepAnswer(encoding: Encoding, answer: Answer): void {
    this.answers[encoding] = answer;
    this.onGrowth?.(this);
  }

  forgetAnswers(): void {
    this.answers = {};
    this.sent = 0;
  }

  get madeOf(): Tag[] {
    return this.#madeOf.split("\n");
  }

  /** Bytes of memory, roughly. */
  get size(): number {
    let bytes = 1000 + this.#madeOf.length;
    for (const piece of this.pieces) if ("blocks" in piece) bytes += piece.blocks.length;
    for (const { page, notModified } of Object.values(this.answers))
      bytes += 500 + (page?.bytes.length ?? 0) + (notModified?.bytes.length ?? 0);
    return bytes;
  }
}

/** How and when a page was made. */
export interface Made {
  furnished: string;
  headers: RawHeaders;
  edition: number;
  /** Milliseconds since 1970. */
  at: number;
  views: ShownViews;
  countsVersion: string;
}
