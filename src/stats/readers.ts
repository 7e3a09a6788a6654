import { hash, randomBytes } from "node:crypto";
import { withoutPort } from "../web/network.ts";
import { digestTable, type DigestTable } from "./digest-table.ts";

export const WINDOW_SECONDS = 24 * 3600;
/** Pairs of reader and post kept at most: two generations of half as many. */
export const MOST_PAIRS = 500_000;

export type RecentReaders = ReturnType<typeof recentReaders>;

export interface Reader {
  address: string;
  userAgent: string;
}

/** 64 bits that stand for a reader, or for a reader with a post. */
type Digest = readonly [high: number, low: number];

/** Pairs of reader and post under one key. */
interface Generation {
  key: string;
  startedAt: number;
  /** Who was worked out already, for as long as somebody else keeps that reader. */
  readers: WeakMap<Reader, Digest>;
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
      younger = {
        ...{ key: randomBytes(32).toString("base64"), startedAt: now },
        ...{ readers: new WeakMap(), seen: digestTable() },
      };
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
function pairOf({ key, readers }: Generation, reader: Reader, postId: number): Digest {
  let digest = readers.get(reader);
  if (!digest) {
    const text = `${key}\n${withoutMapping(reader.address)}\n${reader.userAgent}`;
    const sum = hash("sha256", text, "binary");
    digest = [wordAt(sum, 0), wordAt(sum, 4)];
    readers.set(reader, digest);
  }
  const [high, low] = digest;
  return [(high ^ postId) >>> 0, (low ^ Math.imul(postId, SPREAD)) >>> 0];
}

/** 32 bits of a text that has a byte in each letter: read from hex digits they would cost half as much again as the hash. */
const wordAt = (bytes: string, at: number): number =>
  (bytes.charCodeAt(at) << 24) |
  (bytes.charCodeAt(at + 1) << 16) |
  (bytes.charCodeAt(at + 2) << 8) |
  bytes.charCodeAt(at + 3);

/** An odd number of evenly mixed bits: 2^32 divided by the golden ratio. */
const SPREAD = 0x9e3779b1;

/** An IPv4 address is the same reader whether or not the socket speaks IPv6 (RFC 4291, section 2.5.5.2). */
const withoutMapping = (address: string) => withoutPort(address).replace(/^::ffff:(?=[\d.]+$)/i, "");
