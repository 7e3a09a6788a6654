import { constants, crc32, deflateRawSync } from "node:zlib";

/** A piece of a page, compressed so that it can stand at any place of a gzip answer, behind what it was compressed behind. */
export interface DeflatedPiece {
  /** Blocks of DEFLATE (RFC 1951) that end on a byte and do not say that they are the last. */
  blocks: Buffer;
  crc: number;
  /** By what the CRC of everything before it is multiplied where the piece is joined on: x^(8·length) modulo P. */
  shift: number;
  /** Bytes before compression. */
  length: number;
}

const LEVEL = 6;
/** How far back a block may point (RFC 1951, section 2). */
const WINDOW_BYTES = 32 * 1024;
/** No text in UTF-8 has this byte, so that no block points to it. */
const UNKNOWN = 0xff;
/** RFC 1952, section 2.3: magic, method 8, no flags, no time, no extra flags, unknown system. */
const HEADER = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]);
/** An empty last block with fixed codes. */
const LAST_BLOCK = Buffer.from([3, 0]);
const NUMBER = 4;
const NOTHING = Buffer.alloc(0);

/** Bytes of a gzip member before and after its pieces. */
export const GZIP_FRAME = HEADER.length + LAST_BLOCK.length + 2 * NUMBER;

/** What stands in front of a piece wherever it goes out, as far as its blocks may point to it. */
export class TextBefore {
  bytes: Buffer = NOTHING;

  add(text: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, text]).subarray(-WINDOW_BYTES);
  }
  /** Always as many bytes, but not always the same. */
  addUnknown(length: number): void {
    this.add(Buffer.alloc(length, UNKNOWN));
  }
  /** What comes next stands behind something of any length. */
  forget(): void {
    this.bytes = NOTHING;
  }
}

/** Compresses a text that stands behind another one; that is not repeated in it. */
export function deflatePiece(text: Buffer, { bytes: dictionary } = new TextBefore()): DeflatedPiece {
  const deflated = deflateRawSync(text, {
    ...{ level: LEVEL, finishFlush: constants.Z_SYNC_FLUSH },
    ...(dictionary.length > 0 && { dictionary }),
  });
  // A copy with memory of its own length: what zlib returns lies in a chunk of at least 16 KB, which it would keep alive.
  const blocks = Buffer.allocUnsafeSlow(deflated.length);
  deflated.copy(blocks);
  return describe(blocks, text);
}

/** A short piece as it is, in a stored block (RFC 1951, section 3.2.4): compressing it would take longer than sending it. */
export function storedPiece(text: string): DeflatedPiece {
  const length = Buffer.byteLength(text);
  // Memory of its own: a piece that is kept would keep all eight kilobytes of the shared pool alive.
  const blocks = Buffer.allocUnsafeSlow(STORED_HEAD + length);
  blocks[0] = 0;
  blocks.writeUInt16LE(length, 1);
  blocks.writeUInt16LE(~length & 0xffff, 3);
  blocks.write(text, STORED_HEAD);
  return describe(blocks, blocks.subarray(STORED_HEAD));
}

const STORED_HEAD = 5;

const describe = (blocks: Buffer, text: Buffer): DeflatedPiece => ({
  ...{ blocks, crc: crc32(text), shift: shiftBy(text.length), length: text.length },
});

/**
 * One gzip member of pieces that were compressed apart, put together in memory that is there: what pages share around the
 * pieces is compressed once. It takes `GZIP_FRAME` bytes and the blocks of its pieces.
 */
export class GzipMember {
  readonly #memory: Buffer;
  #at: number;
  #crc = 0;
  #length = 0;

  constructor(memory: Buffer, at: number) {
    memory.set(HEADER, at);
    this.#memory = memory;
    this.#at = at + HEADER.length;
  }

  add({ blocks, crc, shift, length }: DeflatedPiece): void {
    this.#memory.set(blocks, this.#at);
    this.#at += blocks.length;
    // The CRC-32 of two texts one behind the other, from theirs alone.
    this.#crc = (multiply(shift, this.#crc) ^ crc) >>> 0;
    this.#length += length;
  }

  end(): void {
    this.#memory.set(LAST_BLOCK, this.#at);
    this.#memory.writeUInt32LE(this.#crc, this.#at + LAST_BLOCK.length);
    this.#memory.writeUInt32LE(this.#length % 2 ** 32, this.#at + LAST_BLOCK.length + NUMBER);
  }
}

/** The polynomial of CRC-32, lowest power in the highest bit. */
const POLYNOMIAL = 0xedb88320;

/** x^(8·length) modulo P. */
function shiftBy(length: number): number {
  let shift = 0x80000000; // x^0
  for (let bytes = length, index = 0; bytes > 0; bytes = Math.floor(bytes / 2), index += 1)
    if (bytes % 2 === 1) shift = multiply(POWERS_OF_BYTE[index]!, shift);
  return shift;
}

/** The product of two polynomials modulo P, in the bit order of CRC-32. */
function multiply(a: number, b: number): number {
  let product = 0;
  // Masks of all ones or none instead of conditions, which a processor would guess wrong half of the time.
  for (let power = 31; power >= 0; power -= 1) {
    product ^= b & -((a >>> power) & 1);
    b = (b >>> 1) ^ (POLYNOMIAL & -(b & 1));
  }
  return product >>> 0;
}

/** x^8, x^16, x^32 … modulo P: one byte, two bytes, four bytes further. */
const POWERS_OF_BYTE: number[] = (() => {
  const powers = [0x00800000]; // x^8
  while (powers.length < 32) powers.push(multiply(powers.at(-1)!, powers.at(-1)!));
  return powers;
})();
