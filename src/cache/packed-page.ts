import { GZIP_FRAME, GzipMember, type DeflatedPiece } from "./gzip.ts";

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
  /** The names of what it was made of. */
  madeOf: readonly string[];
  pieces: readonly Piece[];
}

const HASH = 16;
/** Bytes of a number; of a kind; of the number of a gap. */
const NUMBER = 4;
const KIND = 1;
const GAP = 2;

/** Where it says whether the names are plain ASCII, how many bytes they take, and where they begin. */
const IS_ASCII_AT = HASH;
const KEY_LENGTH_AT = IS_ASCII_AT + KIND;
const NAMES_LENGTH_AT = KEY_LENGTH_AT + NUMBER;
const NAMES_AT = NAMES_LENGTH_AT + NUMBER;

/** How a piece begins. */
const COMPRESSED = 0;
const PLACE = 1;
const COUNT = 2;
/** Four numbers that come before the blocks of a compressed piece. */
const DESCRIPTION = 4 * NUMBER;

/**
 * A page as bytes, in memory as on disk: its hash; its names, those for a cache in front before the others, which stand in
 * lines; and its pieces in turn, each with its kind before it. Numbers are little-endian.
 */
export function packed({ hash, surrogateKey = "", madeOf, pieces }: Packing): Buffer {
  const key = Buffer.from(surrogateKey);
  const names = Buffer.from(madeOf.join("\n"));
  const isAscii = [key, names].every((text) => text.every((byte) => byte < 0x80));
  const head = [Buffer.from(hash.slice(0, HASH), "latin1"), Buffer.of(isAscii ? 1 : 0)];
  const lengths = numbers(key.length, names.length);
  const whole = Buffer.concat([...head, lengths, key, names, ...pieces.flatMap(packedPiece)]);
  // With memory of its own: a small one would keep the pool alive that Buffer.concat takes it from.
  const page = Buffer.allocUnsafeSlow(whole.length);
  page.set(whole);
  return page;
}

function packedPiece(piece: Piece): Buffer[] {
  if ("blocks" in piece) {
    const { crc, shift, length, blocks } = piece;
    return [Buffer.of(COMPRESSED), numbers(crc, shift, length, blocks.length), blocks];
  }
  const [kind, number] = "place" in piece ? [PLACE, piece.place] : [COUNT, piece.count];
  return [Buffer.of(kind, number & 0xff, number >> 8)];
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
  const length = keyLength(page);
  return length === 0 ? undefined : textIn(page, NAMES_AT, NAMES_AT + length);
}

/** The names of what a packed page was made of. */
export function madeOfIn(page: Buffer): string[] {
  return textIn(page, NAMES_AT + keyLength(page), piecesAt(page)).split("\n");
}

function textIn(page: Buffer, from: number, to: number): string {
  // A sixth of the time of UTF-8, and nearly all pages.
  return page.toString(page[IS_ASCII_AT] === 1 ? "latin1" : "utf8", from, to);
}

/** How many bytes a page takes as one gzip member. */
export function gzipLength(page: Buffer, gaps: Gaps): number {
  let length = GZIP_FRAME;
  for (let at = piecesAt(page); at < page.length; at = pieceEnd(page, at))
    length += page[at] === COMPRESSED ? blocksLength(page, at) : inGap(page, at, gaps).blocks.length;
  return length;
}

/** Writes a page as one gzip member. */
export function putGzip(page: Buffer, gaps: Gaps, memory: Buffer, start: number): void {
  const member = new GzipMember(memory, start);
  for (let at = piecesAt(page); at < page.length; at = pieceEnd(page, at))
    member.add(page[at] === COMPRESSED ? compressedPiece(page, at) : inGap(page, at, gaps));
  member.end();
}

function keyLength(page: Buffer): number {
  return page.readUInt32LE(KEY_LENGTH_AT);
}

function piecesAt(page: Buffer): number {
  return NAMES_AT + keyLength(page) + page.readUInt32LE(NAMES_LENGTH_AT);
}

function pieceEnd(page: Buffer, at: number): number {
  const length = page[at] === COMPRESSED ? DESCRIPTION + blocksLength(page, at) : GAP;
  return at + KIND + length;
}

function blocksLength(page: Buffer, at: number): number {
  return page.readUInt32LE(at + KIND + 3 * NUMBER);
}

function compressedPiece(page: Buffer, at: number): DeflatedPiece {
  const description = at + KIND;
  const blocks = description + DESCRIPTION;
  return {
    blocks: page.subarray(blocks, blocks + blocksLength(page, at)),
    crc: page.readUInt32LE(description),
    shift: page.readUInt32LE(description + NUMBER),
    length: page.readUInt32LE(description + 2 * NUMBER),
  };
}

function inGap(page: Buffer, at: number, { places, counts }: Gaps): DeflatedPiece {
  const number = page.readUInt16LE(at + KIND);
  return (page[at] === PLACE ? places : counts)[number]!;
}
