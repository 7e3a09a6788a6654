import { GZIP_FRAME, GzipMember, type DeflatedPiece } from "./gzip.ts";
import type { Mark } from "./tags.ts";

/** What stands between two gaps of a page, or which gap: a place by its number among all places, a count by its number among those of the page. */
export type Piece = DeflatedPiece | { place: number } | { count: number };

/** What stands in the gaps, by their numbers. */
export interface Gaps {
  places: readonly DeflatedPiece[];
  counts: readonly DeflatedPiece[];
}

export interface Packing {
  /** Of the page's own text; its first 16 characters, of base64url, are kept. */
  hash: string;
  /** Its names for a cache in front; undefined where there is none. */
  surrogateKey: string | undefined;
  /** The marks of what it was made of. */
  madeOf: readonly Mark[];
  pieces: readonly Piece[];
}

const HASH = 16;
/** Bytes of a number; of a kind. */
const NUMBER = 4;
const KIND = 1;

/** Where it says how many marks and how many pieces there are, how many bytes its names for a cache take, and where the marks begin. */
const MARKS_AT = HASH;
const PIECES_AT = MARKS_AT + NUMBER;
const KEY_LENGTH_AT = PIECES_AT + NUMBER;
const FIRST_MARK_AT = KEY_LENGTH_AT + NUMBER;

/** What a piece is. */
const COMPRESSED = 0;
const PLACE = 1;
const COUNT = 2;

/**
 * A page as bytes, in memory as on disk: its hash; the marks of what it was made of; its names for a cache in front; what its
 * pieces are, in turn; and the blocks of those that are compressed. Numbers are little-endian.
 */
export function packed({ hash, surrogateKey = "", madeOf, pieces }: Packing): Buffer {
  const key = Buffer.from(surrogateKey, "latin1");
  const parts = [
    Buffer.from(hash.slice(0, HASH), "latin1"),
    ...[numbers(madeOf.length, pieces.length, key.length), numbers(...madeOf), key],
    ...pieces.map(described),
    ...pieces.flatMap((piece) => ("blocks" in piece ? [piece.blocks] : [])),
  ];
  const whole = Buffer.concat(parts);
  // With memory of its own: a small one would keep the pool alive that Buffer.concat takes it from.
  const page = Buffer.allocUnsafeSlow(whole.length);
  page.set(whole);
  return page;
}

/** A kind and four numbers: bytes of the blocks, checksum, shift and length, or the number of the gap. */
const PIECE = KIND + 4 * NUMBER;

function described(piece: Piece): Buffer {
  if ("place" in piece) return Buffer.concat([Buffer.of(PLACE), numbers(piece.place, 0, 0, 0)]);
  if ("count" in piece) return Buffer.concat([Buffer.of(COUNT), numbers(piece.count, 0, 0, 0)]);
  const { crc, shift, length, blocks } = piece;
  return Buffer.concat([Buffer.of(COMPRESSED), numbers(blocks.length, crc, shift, length)]);
}

function numbers(...all: number[]): Buffer {
  const bytes = Buffer.allocUnsafe(all.length * NUMBER);
  all.forEach((number, index) => bytes.writeUInt32LE(number, index * NUMBER));
  return bytes;
}

export function hashIn(page: Buffer): string {
  return page.toString("latin1", 0, HASH);
}

/** The names of a packed page for a cache in front; undefined where there is none. */
export function surrogateKeyIn(page: Buffer): string | undefined {
  const start = keyAt(page);
  const end = piecesAt(page);
  return start === end ? undefined : page.toString("latin1", start, end);
}

/** The marks of what a packed page was made of. */
export function marksIn(page: Buffer): Mark[] {
  const marks: Mark[] = [];
  for (let at = FIRST_MARK_AT, end = keyAt(page); at < end; at += NUMBER) marks.push(page.readUInt32LE(at));
  return marks;
}

/** How many bytes a page takes as one gzip member. */
export function gzipLength(page: Buffer, gaps: Gaps): number {
  const end = blocksAt(page);
  let length = GZIP_FRAME + page.length - end;
  for (let at = piecesAt(page); at < end; at += PIECE)
    if (page[at] !== COMPRESSED) length += inGap(page, at, gaps).blocks.length;
  return length;
}

/** Writes a page as one gzip member. */
export function putGzip(page: Buffer, gaps: Gaps, memory: Buffer, start: number): void {
  const member = new GzipMember(memory, start);
  const end = blocksAt(page);
  let from = end;
  for (let at = piecesAt(page); at < end; at += PIECE)
    if (page[at] === COMPRESSED) {
      const to = from + numberAt(page, at, 0);
      member.add({
        blocks: page.subarray(from, to),
        crc: numberAt(page, at, 1),
        shift: numberAt(page, at, 2),
        length: numberAt(page, at, 3),
      });
      from = to;
    } else member.add(inGap(page, at, gaps));
  member.end();
}

function keyAt(page: Buffer): number {
  return FIRST_MARK_AT + page.readUInt32LE(MARKS_AT) * NUMBER;
}

function piecesAt(page: Buffer): number {
  return keyAt(page) + page.readUInt32LE(KEY_LENGTH_AT);
}

function blocksAt(page: Buffer): number {
  return piecesAt(page) + page.readUInt32LE(PIECES_AT) * PIECE;
}

/** The first, second … number of the piece that is described here. */
function numberAt(page: Buffer, piece: number, index: number): number {
  return page.readUInt32LE(piece + KIND + index * NUMBER);
}

function inGap(page: Buffer, at: number, { places, counts }: Gaps): DeflatedPiece {
  return (page[at] === PLACE ? places : counts)[numberAt(page, at, 0)]!;
}
