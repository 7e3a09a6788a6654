import type { PageData, Piece } from "./kept-page.ts";

/** What stays in memory of a page on disk: what it shares with many pages, what is asked before it is read, and what moves while it lies there. */
export type InMemory = Omit<PageData, InFile>;
type InFile = "pieces" | "hash" | "surrogateKey" | "madeOf";

/** How a piece begins in the file. */
const COMPRESSED = 0;
const PLACE = 1;
const COUNT = 2;

/** Bytes of a number; of a length that is told in one byte; of the id of a post. */
const NUMBER = 4;
const SHORT = 1;
const ID = 6;

/**
 * A page as bytes of its own: whether its text is plain ASCII, and the length of that; the text (hash, names for a cache in
 * front, names of what it was made of, in lines); and the pieces in turn, each with its kind before it. Numbers are
 * little-endian.
 */
export function packed({ hash, surrogateKey = "", madeOf, pieces }: PageData): Buffer {
  const text = `${hash}\n${surrogateKey}\n${madeOf}`;
  const bytes = Buffer.from(text);
  const head = numbers(bytes.length === text.length ? 1 : 0, bytes.length);
  return Buffer.concat([head, bytes, ...pieces.flatMap(packedPiece)]);
}

function packedPiece(piece: Piece): Buffer[] {
  if ("blocks" in piece) {
    const { crc, shift, length, blocks } = piece;
    return [Buffer.of(COMPRESSED), numbers(crc, shift, length, blocks.length), blocks];
  }
  if ("place" in piece) return [Buffer.of(PLACE, piece.place.length), Buffer.from(piece.place, "latin1")];
  const id = Buffer.alloc(ID);
  id.writeUIntLE(piece.viewsOf, 0, ID);
  return [Buffer.of(COUNT), id];
}

function numbers(...all: number[]): Buffer {
  const bytes = Buffer.allocUnsafe(all.length * NUMBER);
  all.forEach((number, index) => bytes.writeUInt32LE(number, index * NUMBER));
  return bytes;
}

/** The page that was packed. It goes on using the memory of `bytes`. */
export function unpacked(bytes: Buffer, inMemory: InMemory): PageData {
  const textAt = 2 * NUMBER;
  const textEnd = textAt + bytes.readUInt32LE(NUMBER);
  // A sixth of the time of UTF-8, and nearly all pages.
  const isAscii = bytes.readUInt32LE() === 1;
  const text = bytes.toString(isAscii ? "latin1" : "utf8", textAt, textEnd);
  const hashEnd = text.indexOf("\n");
  const keyEnd = text.indexOf("\n", hashEnd + 1);
  return {
    pieces: unpackedPieces(bytes, textEnd),
    furnished: inMemory.furnished,
    headers: inMemory.headers,
    surrogateKey: text.slice(hashEnd + 1, keyEnd) || undefined,
    hash: text.slice(0, hashEnd),
    madeOf: text.slice(keyEnd + 1),
    visit: inMemory.visit,
    until: inMemory.until,
    counted: inMemory.counted,
    standing: inMemory.standing,
  };
}

function unpackedPieces(bytes: Buffer, from: number): Piece[] {
  const pieces: Piece[] = [];
  let at = from;
  while (at < bytes.length) {
    const kind = bytes[at];
    at += SHORT;
    if (kind === COMPRESSED) {
      const end = at + 4 * NUMBER + bytes.readUInt32LE(at + 3 * NUMBER);
      pieces.push({
        blocks: bytes.subarray(at + 4 * NUMBER, end),
        crc: bytes.readUInt32LE(at),
        shift: bytes.readUInt32LE(at + NUMBER),
        length: bytes.readUInt32LE(at + 2 * NUMBER),
      });
      at = end;
    } else if (kind === PLACE) {
      const end = at + SHORT + bytes[at]!;
      pieces.push({ place: bytes.toString("latin1", at + SHORT, end) });
      at = end;
    } else {
      pieces.push({ viewsOf: bytes.readUIntLE(at, ID) });
      at += ID;
    }
  }
  return pieces;
}
