import type { Ledger } from "./ledger.ts";
import { Reader } from "./reader.ts";
import type { DiscardReason } from "./visit.ts";

const HAND_OVER_AFTER_MS = 250;

/**
 * What a worker has judged in a quarter of a second, as it travels to the ledger: in memory only, as plain JSON. All
 * reads are of one second, which is as exact as readers are remembered; none repeats the user agent and the post of its group.
 */
export interface Visits {
  day: string;
  /** Of the first read, in milliseconds since 1970; null where nobody read. */
  at: number | null;
  /** The two lists go together: how often each address asked. */
  reads: { userAgent: string; postId: number; addresses: string[]; visits: number[] }[];
  discarded: [reason: DiscardReason, visits: number][];
}

/**
 * The ledger of a process that only hands over. It knows no readers: that a reader is a new one can be said where
 * the visits of all processes meet. Many visits of one reader to one post become a number.
 */
export function handingOver(handOver: (visits: Visits) => void): Ledger {
  let reads = readsByAgent();
  let discarded = new Map<DiscardReason, number>();
  let gathered = "";
  let readAt: number | null = null;
  let timer: NodeJS.Timeout | undefined;

  const gather = (day: string) => {
    if (day !== gathered) flush();
    gathered = day;
    timer ??= setTimeout(flush, HAND_OVER_AFTER_MS).unref();
  };

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (readAt === null && discarded.size === 0) return;
    handOver({ day: gathered, at: readAt, reads: reads.list(), discarded: [...discarded] });
    reads = readsByAgent();
    discarded = new Map();
    readAt = null;
  }

  return {
    read({ reader: { address, userAgent }, postId, visits, at, day }) {
      const time = at.getTime();
      if (readAt !== null && secondOf(time) !== secondOf(readAt)) flush();
      gather(day);
      readAt ??= time;
      reads.add(userAgent, postId, address, visits);
    },
    discard(reason, visits, day) {
      gather(day);
      discarded.set(reason, (discarded.get(reason) ?? 0) + visits);
    },
    flush,
  };
}

const secondOf = (time: number) => Math.floor(time / 1000);

/** Visits by user agent, post and address: maps within maps, since a name made of all three costs more to make. */
function readsByAgent() {
  const agents = new Map<string, Map<number, Map<string, number>>>();
  return {
    add(userAgent: string, postId: number, address: string, visits: number): void {
      const posts = within(agents, userAgent);
      const addresses = within(posts, postId);
      addresses.set(address, (addresses.get(address) ?? 0) + visits);
    },
    list: (): Visits["reads"] =>
      [...agents].flatMap(([userAgent, posts]) =>
        [...posts].map(([postId, addresses]) => ({
          ...{ userAgent, postId },
          ...{ addresses: [...addresses.keys()], visits: [...addresses.values()] },
        })),
      ),
  };
}

/** The map that stands at this place, put there where there was none. */
function within<Key, Inner, Value>(outer: Map<Key, Map<Inner, Value>>, key: Key): Map<Inner, Value> {
  let inner = outer.get(key);
  if (!inner) outer.set(key, (inner = new Map<Inner, Value>()));
  return inner;
}

/** Enters what was handed over. */
export function enter(ledger: Ledger, { day, at, reads, discarded }: Visits): void {
  const moment = new Date(at ?? 0);
  for (const { userAgent, postId, addresses, visits } of reads)
    for (const [index, address] of addresses.entries()) {
      const reader = new Reader(address, userAgent);
      ledger.read({ reader, postId, visits: visits[index]!, at: moment, day });
    }
  for (const [reason, visits] of discarded) ledger.discard(reason, visits, day);
}
