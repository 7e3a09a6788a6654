import { deflateRawSync, inflateRawSync } from "node:zlib";
import { sharedEnds } from "../long-text.ts";

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
  const { start, end } = sharedCharacters(text, formerText);
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(Buffer.byteLength(text.slice(0, start)), 0);
  head.writeUInt32LE(Buffer.byteLength(text.slice(text.length - end)), 4);
  const middle = Buffer.from(text.slice(start, text.length - end));
  if (middle.length === 0) return head;
  const upTo = formerText.length - end;
  // One character more than the window has bytes: where it is cut in two, nothing of it is looked at.
  const before = Buffer.from(formerText.slice(Math.max(0, upTo - WINDOW_BYTES - 1), upTo));
  return Buffer.concat([
    head,
    deflateRawSync(middle, {
      level: middle.length > LONG_BYTES ? 4 : 9,
      ...lookingBack([before], before.length),
    }),
  ]);
}

/** What two texts share at either end, in UTF-16 code units; no character of two units is cut. */
function sharedCharacters(text: string, former: string) {
  const { start, end } = sharedEnds(text, former);
  const isCut = (at: number) => at > 0 && at < text.length && /^[\udc00-\udfff]/.test(text.slice(at, at + 1));
  return {
    start: isCut(start) ? start - 1 : start,
    end: isCut(text.length - end) ? end - 1 : end,
  };
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
