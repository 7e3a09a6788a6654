/** From this length on it is worth while to remember what was made of a text, since it will be saved again. In UTF-16 code units. */
const LONG = 50_000;

export function isLong(text: string): boolean {
  return text.length >= LONG;
}

/** How much two texts share at their beginnings and at their ends: UTF-16 code units that do not overlap in either. */
export function sharedEnds(one: string, other: string): { start: number; end: number } {
  const shortest = Math.min(one.length, other.length);
  let start = 0;
  // Whole pieces are compared by the engine, many units at a time.
  while (start + PIECE <= shortest && isPieceShared(one, start, other, start)) start += PIECE;
  while (start < shortest && one.charCodeAt(start) === other.charCodeAt(start)) start += 1;
  const most = shortest - start;
  let end = 0;
  while (
    end + PIECE <= most &&
    isPieceShared(one, one.length - end - PIECE, other, other.length - end - PIECE)
  )
    end += PIECE;
  while (end < most && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  return { start, end };
}

const PIECE = 4096;

const isPieceShared = (one: string, at: number, other: string, atOther: number) =>
  one.slice(at, at + PIECE) === other.slice(atOther, atOther + PIECE);
