import { earliest } from "../messages/dates.ts";
import type { ExpiryRepository } from "../posts/expiry-repository.ts";
import type { PlannedChanges } from "./changes.ts";

interface Parts {
  expiry: ExpiryRepository;
  plans: Pick<PlannedChanges, "settle" | "next">;
  /** What nobody waits for; each does a bounded piece at a time. */
  chores: ((now: Date) => void)[];
  clock: () => Date;
  log: { error: (details: object, message: string) => void };
}

const LOOK_EVERY_MS = 60_000;

/** What happens to posts by itself: at its hour, before anybody reads; or some time after, when nobody has to wait for it. */
export function dueWork({ expiry, plans, chores, clock, log }: Parts) {
  let timer: NodeJS.Timeout | undefined;
  /** Readers get their pages even where nothing can be written; what is due is done a moment later. */
  const attempt = (work: (now: Date) => void, now: Date) => {
    try {
      work(now);
    } catch (error) {
      log.error({ err: error }, "what was due at its hour could not be done");
    }
  };
  const settle = (now: Date): void =>
    attempt(() => {
      expiry.settle(now);
      plans.settle(now);
    }, now);
  const look = () => {
    const now = clock();
    settle(now);
    for (const chore of chores) attempt(chore, now);
  };
  return {
    /** Does what is due, and its share of the chores. */
    look,
    /** Makes what readers are to see from this moment on: posts expire, planned changes are made. */
    settle,
    /** When there is next something to settle; undefined for never. */
    next: (now: Date): Date | undefined => earliest(expiry.next(now), plans.next(now)),
    /** Looks at once, for what came while nobody ran, and every minute from then on. One process of a site does this. */
    start(): void {
      look();
      timer ??= setInterval(look, LOOK_EVERY_MS).unref();
    },
    stop(): void {
      clearInterval(timer);
      timer = undefined;
    },
  };
}
