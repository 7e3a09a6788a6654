import { createHash } from "node:crypto";
import type { Filling } from "./filling.ts";
import { deflatePiece, TextBefore } from "./gzip.ts";
import { keptViews, type KeptViews } from "./kept-views.ts";
import { hashIn, marksIn, packed, surrogateKeyIn } from "./packed-page.ts";
import { countedOn, tagsOf, type Keep, type MadePage, type ShownViews } from "./page.ts";
import type { RawHeaders } from "./raw-headers.ts";
import { markOf, type Mark } from "./tags.ts";
import type { Wire } from "./wire.ts";

/** What was sent before, for one way of compressing: the page, and what says that the browser has it already. */
export interface Answer {
  page: Wire | undefined;
  notModified: Wire | undefined;
}

export const encodings = ["identity", "gzip", "br"] as const;
export type Encoding = (typeof encodings)[number];
type Answers = Readonly<Record<Encoding, Answer | undefined>>;

const NO_BYTES = Buffer.alloc(0);
const NO_ANSWERS: Answers = { identity: undefined, gzip: undefined, br: undefined };

/** How a page was made. */
export interface Made {
  filling: Filling;
  /** All pages that say the same have the same array. */
  headers: RawHeaders;
  /** Its names for a cache in front; undefined where there is none. */
  surrogateKey: string | undefined;
  edition: number;
  views: ShownViews;
  /** When its counts were read, in milliseconds since 1970. */
  countsAt: number;
}

/** A finished page in the cache: its bytes, what is asked of it each time, and what was sent of it before. */
export class KeptPage {
  /** As it is packed (packed-page.ts). Nothing while it waits in the file. */
  bytes: Buffer = NO_BYTES;
  /** Its bytes stand where others come after it: it is sent at once, and nothing of it is kept. */
  isPassing = false;

  readonly headers: RawHeaders;
  readonly visit: number | undefined;
  /** Milliseconds since 1970. */
  readonly until: number;
  /** Which places had something in them when it was made. */
  readonly furnished: string;
  readonly hasPlaces: boolean;
  /** The posts whose counts it shows. */
  readonly counted: readonly number[];
  /**
   * Since when it has said what it says, as Last-Modified tells it: the second in which it was made, in milliseconds since
   * 1970. No date of what it shows would do: a name changes and a post goes without one. Undefined for a page with gaps.
   */
  readonly modified: number | undefined;

  /** The edition in which it was last found to be right. */
  edition: number;
  views: KeptViews;
  countsAt: number;

  /** What the cache counted it as, in bytes; 0 outside the cache. */
  weight = 0;
  /** Tells the cache that the page takes more memory, or less. */
  onResize: ((page: KeptPage) => void) | undefined;
  /** Asked for since the cache last looked for room. */
  isWanted = true;
  /** How often it was sent since what stands in its places changed. */
  sent = 0;
  answers = NO_ANSWERS;
  /** Asked for so often, before what stands in its gaps changed last, that an answer was kept. */
  wasKept = false;
  /** Which filling of the places the answers hold. */
  filling = -1;

  /** Compresses a page that was made. */
  constructor(page: MadePage, keep: Keep, made: Made) {
    const { filling, headers, surrogateKey } = made;
    this.headers = headers;
    this.visit = keep.visit;
    this.until = keep.until?.getTime() ?? Infinity;
    this.furnished = filling.furnished;
    this.hasPlaces = page.pieces.some((piece) => typeof piece === "object" && "place" in piece);
    this.counted = countedOn(page);
    const hasGaps = this.hasPlaces || this.counted.length > 0;
    this.modified = hasGaps ? undefined : Math.floor(made.countsAt / 1000) * 1000;
    this.edition = made.edition;
    this.views = keptViews(made.views, this.counted);
    this.countsAt = made.countsAt;
    const hash = createHash("sha1");
    const places = [...filling.texts.keys()];
    const before = new TextBefore();
    const pieces = page.pieces.map((piece) => {
      if (typeof piece === "object" && "place" in piece) {
        before.forget();
        return { place: places.indexOf(piece.place) };
      }
      if (typeof piece === "object") {
        const count = this.counted.indexOf(piece.viewsOf);
        before.addUnknown(this.views.pieces[count]!.length);
        return { count };
      }
      const text = Buffer.from(piece);
      hash.update(text);
      const deflated = deflatePiece(text, before);
      before.add(text);
      return deflated;
    });
    const madeOf = [...new Set(tagsOf(keep).map(markOf))];
    this.bytes = packed({ hash: hash.digest("base64url"), surrogateKey, madeOf, pieces });
  }

  /** Of its own text: the first half of its ETag. */
  get hash(): string {
    return hashIn(this.bytes);
  }

  get surrogateKey(): string | undefined {
    return surrogateKeyIn(this.bytes);
  }

  /** The marks of what it was made of. */
  get madeOf(): Mark[] {
    return marksIn(this.bytes);
  }

  /**
   * Puts other counts into the page. What was made with the former ones is forgotten. False where one of them takes
   * another number of bytes: what stands behind it was compressed for the former one, and the page has to be made anew.
   */
  recount(shown: ShownViews): boolean {
    if (shown.counts.every((count, index) => count === this.views.counts[index])) return true;
    const views = keptViews(shown, this.counted);
    if (views.pieces.some(({ length }, index) => length !== this.views.pieces[index]!.length)) return false;
    this.views = views;
    this.forgetAnswers();
    return true;
  }

  keepAnswer(encoding: Encoding, answer: Answer): void {
    const { identity, gzip, br } = this.answers;
    const answers = { identity, gzip, br };
    answers[encoding] = answer;
    this.answers = answers;
    this.onResize?.(this);
  }

  forgetAnswers(): void {
    if (this.sent > 0) this.wasKept = this.answers !== NO_ANSWERS;
    this.sent = 0;
    this.answers = NO_ANSWERS;
    this.onResize?.(this);
  }

  /** Takes bytes that were read from the file. */
  wake(bytes: Buffer, isPassing: boolean): void {
    this.bytes = bytes;
    this.isPassing = isPassing;
  }

  /** Lets its bytes and answers go, which wait in the file. */
  rest(): void {
    this.bytes = NO_BYTES;
    this.forgetAnswers();
    this.wasKept = false;
  }

  /** Bytes of memory, roughly. */
  get size(): number {
    let bytes = 1000 + this.bytes.length;
    for (const answer of Object.values(this.answers))
      if (answer) bytes += 500 + (answer.page?.bytes.length ?? 0) + (answer.notModified?.bytes.length ?? 0);
    return bytes;
  }
}
