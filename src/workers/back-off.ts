/** A process that has lived so long is no part of a row of failures. */
const SETTLED_MS = 10_000;
const WITHIN_MS = 60_000;
const STEP_MS = 100;
const LONGEST_MS = 2000;
/** So many early deaths in a minute, for each process there should be, and there is no hope. */
const MOST_EACH = 5;

/**
 * How long to wait before a process that died is replaced: not at all after a good life, a little longer after
 * each early death. Returns milliseconds, or undefined where too many died too soon.
 */
export function backOff(size: number) {
  let early: number[] = [];
  return (livedMs: number, now: Date): number | undefined => {
    if (livedMs >= SETTLED_MS) return 0;
    const time = now.getTime();
    early = [...early.filter((at) => time - at < WITHIN_MS), time];
    if (early.length > size * MOST_EACH) return undefined;
    return Math.min(STEP_MS * early.length, LONGEST_MS);
  };
}
