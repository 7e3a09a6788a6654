import type { Reader } from "./reader.ts";
import { recentReaders } from "./readers.ts";
import type { StatsRepository, Tally } from "./repository.ts";
import type { DiscardReason } from "./visit.ts";

const WRITE_AFTER_MS = 1000;

/** Where judged visits go. `day` is the day of the site: '2026-11-23'. Nothing here throws. */
export interface Ledger {
  /** People seem to have read a post: what is no view, because the reader was counted already, is a repeat. */
  read: (read: Read) => void;
  discard: (reason: DiscardReason, visits: number, day: string) => void;
  /** Passes on what has been gathered: before the process ends, and where a test wants to read. */
  flush: () => void;
}

export interface Read {
  reader: Reader;
  postId: number;
  /** How often the reader asked for the post at this moment. */
  visits: number;
  at: Date;
  day: string;
}

interface Parts {
  stats: Pick<StatsRepository, "add">;
  log: { error: (details: object, message: string) => void };
}

/**
 * The ledger that decides and writes; a site has one. Who read what in the last 24 hours stands in memory; what is
 * counted is written in one transaction about a second later. A count that cannot be written is kept, logged once, and
 * tried again.
 */
export function viewLedger({ stats, log }: Parts): Ledger {
  const readers = recentReaders();
  let pending = new Map<string, Tally>();
  let timer: NodeJS.Timeout | undefined;
  let isFailing = false;

  const tallyOf = (day: string): Tally => {
    let tally = pending.get(day);
    if (!tally) pending.set(day, (tally = { views: new Map(), discarded: new Map() }));
    timer ??= setTimeout(flush, WRITE_AFTER_MS).unref();
    return tally;
  };
  const discard = (reason: DiscardReason, visits: number, day: string) => {
    const { discarded } = tallyOf(day);
    discarded.set(reason, (discarded.get(reason) ?? 0) + visits);
  };

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    if (pending.size === 0) return;
    try {
      stats.add(pending);
      pending = new Map();
      isFailing = false;
    } catch (error) {
      if (!isFailing) log.error({ error: String(error) }, "view counts could not be written and are kept");
      isFailing = true;
      timer = setTimeout(flush, WRITE_AFTER_MS).unref();
    }
  }

  return {
    read({ reader, postId, visits, at, day }) {
      const isView = readers.isFirst(reader, postId, at);
      const repeats = isView ? visits - 1 : visits;
      if (repeats > 0) discard("repeat", repeats, day);
      if (!isView) return;
      const { views } = tallyOf(day);
      views.set(postId, (views.get(postId) ?? 0) + 1);
    },
    discard,
    flush,
  };
}
