import { constants, crc32, deflateRawSync } from "node:zlib";

/** A piece of a page, compressed so that it can stand at any place of a gzip answer. */
export interface DeflatedPiece {
  /** Blocks of DEFLATE (RFC 1951) that end on a byte and do not say that they are the last. */
  blocks: Buffer;
  crc: number;
  /** Bytes before compression. */
  length: number;
}

const LEVEL = 6;
/** RFC 1952, section 2.3: magic, method 8, no flags, no time, no extra flags, unknown system. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** An empty last block with fixed codes. */
const LAST_BLOCK = Buffer.from([3, 0]);

export function deflatePiece(text: Buffer): DeflatedPiece {
  const deflated = deflateRawSync(text, { level: LEVEL, finishFlush: constants.Z_SYNC_FLUSH });
  // A copy with memory of its own length: what zlib returns lies in a chunk of at least 16 KB, which it would keep alive.
  const blocks = Buffer.allocUnsafeSlow(deflated.length);
  deflated.copy(blocks);
  return { blocks, crc: crc32(text), length: text.length };
}

/** A short piece as it is, in a stored block (RFC 1951, section 3.2.4): compressing it would take longer than sending it. */
export function storedPiece(text: Buffer): DeflatedPiece {
  const head = Buffer.alloc(5);
  head.writeUInt16LE(text.length, 1);
  head.writeUInt16LE(~text.length & 0xffff, 3);
  return { blocks: Buffer.concat([head, text]), crc: crc32(text), length: text.length };
}

/** One gzip member of pieces that were compressed apart: what they share around them is compressed once. */
export function joinGzip(pieces: DeflatedPiece[]): Buffer {
  let [crc, length] = [0, 0];
  for (const piece of pieces) {
    crc = combineCrc(crc, piece.crc, piece.length);
    length += piece.length;
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc, 0);
  trailer.writeUInt32LE(length % 2 ** 32, 4);
  return Buffer.concat([HEADER, ...pieces.map(({ blocks }) => blocks), LAST_BLOCK, trailer]);
}

/** The polynomial of CRC-32, lowest power in the highest bit. */
const POLYNOMIAL = 0xedb88320;

/** The CRC-32 of two texts one behind the other, from theirs alone: the first is moved on by x^(8·length) mod P. */
function combineCrc(first: number, second: number, length: number): number {
  let moved = first;
  for (let bytes = length, index = 0; bytes > 0; bytes = Math.floor(bytes / 2), index += 1)
    if (bytes % 2 === 1) moved = multiply(POWERS_OF_BYTE[index]!, moved);
  return (moved ^ second) >>> 0;
}

/** The product of two polynomials modulo P, in the bit order of CRC-32. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let bit = 0x80000000; bit !== 0; bit >>>= 1) {
    if (a & bit) product ^= b;
    b = b & 1 ? (b >>> 1) ^ POLYNOMIAL : b >>> 1;
  }
  return product >>> 0;
}

/** x^8, x^16, x^32 … modulo P: one byte, two bytes, four bytes further. */
const POWERS_OF_BYTE: number[] = (() => {
  const powers = [0x00800000]; // x^8
  while (powers.length < 32) powers.push(multiply(powers.at(-1)!, powers.at(-1)!));
  return powers;
})();
