import { deflateRawSync, inflateRawSync } from "node:zlib";

/** How far back DEFLATE looks: RFC 1951, section 2. */
const WINDOW_BYTES = 32_768;
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
  while (end < shortest - start && bytes.at(-1 - end) === former.at(-1 - end)) end += 1;
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeUInt32LE(start, 0);
  head.writeUInt32LE(end, 4);
  const middle = bytes.subarray(start, bytes.length - end);
  if (middle.length === 0) return head;
  return Buffer.concat([head, deflateRawSync(middle, { level: 9, ...dictionaryOf(former, end) })]);
}

/** The text that was packed against this former one. */
export function unpack(packed: Buffer, formerText: string): string {
  const former = Buffer.from(formerText);
  const [start, end] = [packed.readUInt32LE(0), packed.readUInt32LE(4)];
  const middle = packed.subarray(HEAD_BYTES);
  return Buffer.concat([
    former.subarray(0, start),
    middle.length === 0 ? middle : inflateRawSync(middle, dictionaryOf(former, end)),
    former.subarray(former.length - end),
  ]).toString();
}

/** What the former text says up to where both end alike. */
function dictionaryOf(former: Buffer, end: number) {
  const upTo = former.length - end;
  const dictionary = former.subarray(Math.max(0, upTo - WINDOW_BYTES), upTo);
  return dictionary.length === 0 ? {} : { dictionary };
}
