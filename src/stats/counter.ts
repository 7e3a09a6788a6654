import type { Ledger } from "./ledger.ts";
import { Reader } from "./reader.ts";
import { reasonAgainst, type Answer, type Visit } from "./visit.ts";

export type ViewCounter = ReturnType<typeof viewCounter>;

interface Parts {
  ledger: Ledger;
  clock: () => Date;
  /** The day of the site: '2026-11-23'. */
  today: () => string;
}

/** Judges visits when they have been answered, and enters each into the ledger once. docs/counting.md has the rules. */
export function viewCounter({ ledger, clock, today }: Parts) {
  let known = { second: -1, day: "" };
  /** Asked anew once in a second: a thousand readers may come in it. */
  const dayAt = (at: Date): string => {
    const second = Math.floor(at.getTime() / 1000);
    if (second !== known.second) known = { second, day: today() };
    return known.day;
  };
  return {
    /** Counts an answered visit of a post whose text was shown, or says in the tally why it does not count. */
    recordVisit(req: Visit, res: Answer, postId: number): void {
      const reason = reasonAgainst(req, res);
      const at = clock();
      if (reason) return ledger.discard(reason, 1, dayAt(at));
      const reader = req.reader ?? new Reader(req.ip ?? "", req.get("user-agent") ?? "");
      ledger.read({ reader, postId, visits: 1, at, day: dayAt(at) });
    },
    /** Tallies a page that could not be shown. The admin's are nobody's visit. */
    recordFailure({ method, path }: Pick<Visit, "method" | "path">): void {
      if ((method === "GET" || method === "HEAD") && !path.startsWith("/admin"))
        ledger.discard("error", 1, dayAt(clock()));
    },
    flush: ledger.flush,
  };
}
