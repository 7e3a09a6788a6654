import { randomBytes } from "node:crypto";
import { digestTable, type DigestTable } from "./digest-table.ts";
import type { Digest, Reader } from "./reader.ts";

export const WINDOW_SECONDS = 24 * 3600;
/** Pairs of reader and post kept at most: two generations of half as many. */
export const MOST_PAIRS = 500_000;

export type RecentReaders = ReturnType<typeof recentReaders>;

/** Pairs of reader and post under one key. */
interface Generation {
  key: string;
  startedAt: number;
  seen: DigestTable;
}

/**
 * Remembers who read what in the last 24 hours, in memory only. A reader is the SHA-256 of a random key, address and
 * user agent, cut to 8 bytes and turned by the number of the post; nothing of it leaves this function.
 *
 * Pairs live in two generations, each with a key of its own. A new visit is looked up in both, under both keys, and
 * written to the younger. When the younger is 24 hours old it becomes the older one and the older one is forgotten,
 * key and all: everything in it was then written at least 24 hours ago, so no moment of change counts anybody twice,
 * and no key lives longer than two days. The same happens early when the younger holds half of `mostPairs`: under
 * such a flood the oldest pairs go first, and their readers may count again.
 */
export function recentReaders(mostPairs = MOST_PAIRS) {
  let younger: Generation | undefined;
  let older: Generation | undefined;

  const settle = (now: number): Generation => {
    const isOver = younger && now - younger.startedAt >= WINDOW_SECONDS;
    if (!younger || isOver || younger.seen.size >= mostPairs / 2) {
      // After a quiet day the younger generation is too old to hold anything of the last 24 hours as well.
      older = younger && now - younger.startedAt < 2 * WINDOW_SECONDS ? younger : undefined;
      younger = { key: randomBytes(32).toString("base64"), startedAt: now, seen: digestTable() };
    }
    return younger;
  };
  return {
    /** Whether this is the first read of the post by this reader in 24 hours; if so, it is remembered from now on. */
    isFirst(reader: Reader, postId: number, now: Date): boolean {
      const seconds = Math.floor(now.getTime() / 1000);
      const current = settle(seconds);
      const pair = pairOf(current, reader, postId);
      if (isRecent(current, pair, seconds)) return false;
      if (older && isRecent(older, pairOf(older, reader, postId), seconds)) return false;
      current.seen.set(...pair, seconds);
      return true;
    },
  };
}

function isRecent({ seen }: Generation, pair: Digest, seconds: number): boolean {
  const before = seen.get(...pair);
  return before !== undefined && seconds - before < WINDOW_SECONDS;
}

/** A reader's posts get digests that differ from each other; those of two readers meet no more often than by chance. */
function pairOf({ key }: Generation, reader: Reader, postId: number): Digest {
  const [high, low] = reader.digest(key);
  return [(high ^ postId) >>> 0, (low ^ Math.imul(postId, SPREAD)) >>> 0];
}

/** An odd number of evenly mixed bits: 2^32 divided by the golden ratio. */
const SPREAD = 0x9e3779b1;
