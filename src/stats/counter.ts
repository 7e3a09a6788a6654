import { recentReaders } from "./readers.ts";
import type { StatsRepository, Tally } from "./repository.ts";
import { reasonAgainst, type Answer, type DiscardReason, type Visit } from "./visit.ts";

const FLUSH_AFTER_MS = 1000;

export type ViewCounter = ReturnType<typeof viewCounter>;

interface Parts {
  stats: Pick<StatsRepository, "add">;
  clock: () => Date;
  /** The day of the site: '2026-11-23'. */
  today: () => string;
  log: { error: (details: object, message: string) => void };
}

/**
 * Counts views. Visits are judged when they have been answered, gathered in memory, and written in one transaction
 * about a second later. Nothing here throws: a count that cannot be written is kept, logged once, and tried again.
 * The rules are explained in docs/counting.md.
 */
export function viewCounter({ stats, clock, today, log }: Parts) {
  const readers = recentReaders();
  let pending = new Map<string, Tally>();
  let timer: NodeJS.Timeout | undefined;
  let isFailing = false;

  const tally = (): Tally => {
    const day = today();
    let tally = pending.get(day);
    if (!tally) pending.set(day, (tally = { views: new Map(), discarded: new Map() }));
    timer ??= setTimeout(flush, FLUSH_AFTER_MS).unref();
    return tally;
  };
  const discard = (reason: DiscardReason) => {
    const { discarded } = tally();
    discarded.set(reason, (discarded.get(reason) ?? 0) + 1);
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
      timer = setTimeout(flush, FLUSH_AFTER_MS).unref();
    }
  }

  return {
    /** Counts an answered visit of a post whose text was shown, or says in the tally why it does not count. */
    recordVisit(req: Visit, res: Answer, postId: number): void {
      const reason = reasonAgainst(req, res);
      if (reason) return discard(reason);
      const reader = { address: req.ip ?? "", userAgent: req.get("user-agent") ?? "" };
      if (!readers.isFirst(reader, postId, clock())) return discard("repeat");
      const { views } = tally();
      views.set(postId, (views.get(postId) ?? 0) + 1);
    },
    /** Tallies a page that could not be shown. The admin's are nobody's visit. */
    recordFailure(req: Pick<Visit, "method" | "path">): void {
      if ((req.method === "GET" || req.method === "HEAD") && !req.path.startsWith("/admin")) discard("error");
    },
    /** Writes what has been gathered: before the databases close, and where a test wants to read. */
    flush,
  };
}
