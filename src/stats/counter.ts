import type { Ledger } from "./ledger.ts";
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
  return {
    /** Counts an answered visit of a post whose text was shown, or says in the tally why it does not count. */
    recordVisit(req: Visit, res: Answer, postId: number): void {
      const reason = reasonAgainst(req, res);
      if (reason) return ledger.discard(reason, 1, today());
      const reader = { address: req.ip ?? "", userAgent: req.get("user-agent") ?? "" };
      ledger.read({ reader, postId, visits: 1, at: clock(), day: today() });
    },
    /** Tallies a page that could not be shown. The admin's are nobody's visit. */
    recordFailure({ method, path }: Pick<Visit, "method" | "path">): void {
      if ((method === "GET" || method === "HEAD") && !path.startsWith("/admin"))
        ledger.discard("error", 1, today());
    },
    flush: ledger.flush,
  };
}
