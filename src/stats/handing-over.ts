import type { Ledger } from "./ledger.ts";
import type { DiscardReason } from "./visit.ts";

const HAND_OVER_AFTER_MS = 250;

/** What a worker has judged in a quarter of a second, as it travels to the ledger: in memory only, as plain JSON. */
export interface Visits {
  day: string;
  reads: {
    address: string;
    userAgent: string;
    postId: number;
    visits: number;
    /** Of the first visit, in milliseconds since 1970. */
    at: number;
  }[];
  discarded: [reason: DiscardReason, visits: number][];
}

/**
 * The ledger of a process that only hands over. It knows no readers: that a reader is a new one can be said where
 * the visits of all processes meet. Many visits of one reader to one post become a line.
 */
export function handingOver(handOver: (visits: Visits) => void): Ledger {
  let reads = new Map<string, Visits["reads"][number]>();
  let discarded = new Map<DiscardReason, number>();
  let gathered = "";
  let timer: NodeJS.Timeout | undefined;

  const gather = (day: string) => {
    if (day !== gathered) flush();
    gathered = day;
    timer ??= setTimeout(flush, HAND_OVER_AFTER_MS).unref();
  };

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (reads.size === 0 && discarded.size === 0) return;
    handOver({ day: gathered, reads: [...reads.values()], discarded: [...discarded] });
    reads = new Map();
    discarded = new Map();
  }

  return {
    read({ reader: { address, userAgent }, postId, visits, at, day }) {
      gather(day);
      const name = `${postId}\n${address}\n${userAgent}`;
      const line = reads.get(name);
      if (line) line.visits += visits;
      else reads.set(name, { address, userAgent, postId, visits, at: at.getTime() });
    },
    discard(reason, visits, day) {
      gather(day);
      discarded.set(reason, (discarded.get(reason) ?? 0) + visits);
    },
    flush,
  };
}

/** Enters what was handed over. */
export function enter(ledger: Ledger, { day, reads, discarded }: Visits): void {
  for (const { address, userAgent, postId, visits, at } of reads)
    ledger.read({ reader: { address, userAgent }, postId, visits, at: new Date(at), day });
  for (const [reason, visits] of discarded) ledger.discard(reason, visits, day);
}
