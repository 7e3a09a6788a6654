import { deflateRawSync, inflateRawSync } from "node:zlib";

/** How far back DEFLATE looks: RFC 1951, section 2. */
const WINDOW_BYTES = 32_768;
/** From here on time counts for more than bytes: a megabyte takes a tenth of a second at the best level. */
const LONG_BYTES = 100_000;
/** Bytes shared at the beginning and at the end, each as 32 bits. */
const HEAD_BYTES = 8;

/**
 * A text as what differs from a former one ('' for none): how much of it both share at either end, and what stands
 * between, compressed with the former text as dictionary.
 */
export function pack(text: string, formerText: string): Buffer {
  const [bytes, former] = [Buffer.from(text), Buffer.from(formerText)];
  const shortest = Math.min(bytes.length, former.length);
  let start = 0;
  while (start < shortest && bytes[start] === former[start]) start += 1;
  let end = 0;
  const [last, lastFormer] = [bytes.length - 1, former.length - 1];
  while (end < shortest - start && bytes[last - end] === former[lastFormer - end]) end += 1;
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(start, 0);
  head.writeUInt32LE(end, 4);
  const middle = bytes.subarray(start, bytes.length - end);
  if (middle.length === 0) return head;
  return Buffer.concat([
    head,
    deflateRawSync(middle, {
      level: middle.length > LONG_BYTES ? 4 : 9,
      ...lookingBack([former], former.length - end),
    }),
  ]);
}

/** The text that these make, each packed against what those before it make. */
export function unpack(packed: readonly Buffer[]): string {
  let text: Pieces = [];
  for (const one of packed) {
    const [start, end] = [one.readUInt32LE(0), one.readUInt32LE(4)];
    const middle = one.subarray(HEAD_BYTES);
    const upTo = lengthOf(text) - end;
    text = [
      ...cut(text, 0, start),
      ...(middle.length === 0 ? [] : [inflateRawSync(middle, lookingBack(text, upTo))]),
      ...cut(text, upTo, upTo + end),
    ];
  }
  return Buffer.concat(text).toString();
}

/** A text in pieces, so that a long one is not copied for every word that changed in it. */
type Pieces = readonly Buffer[];

const lengthOf = (pieces: Pieces) => pieces.reduce((total, { length }) => total + length, 0);

function cut(pieces: Pieces, from: number, to: number): Buffer[] {
  let at = 0;
  return pieces.flatMap((piece) => {
    const part = piece.subarray(Math.max(0, from - at), Math.max(0, to - at));
    at += piece.length;
    return part.length > 0 ? [part] : [];
  });
}

/** What DEFLATE may look back on: the end of what the former text says up to a place. */
function lookingBack(former: Pieces, upTo: number) {
  const dictionary = Buffer.concat(cut(former, Math.max(0, upTo - WINDOW_BYTES), upTo));
  return dictionary.length === 0 ? {} : { dictionary };
}
