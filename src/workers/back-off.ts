/** A process that has lived so long is no part of a row of failures. */
export const SETTLED_MS = 10_000;
const WITHIN_MS = 60_000;
const STEP_MS = 100;
const LONGEST_MS = 5000;
/** So many early deaths in a minute, for each process there should be, are too many. */
const MOST_EACH = 5;

export interface Pause {
  /** Nothing after a good life, a little longer after each early death of the last minute. */
  waitMs: number;
  /** Whether processes die as fast as they are replaced. */
  isHopeless: boolean;
}

/** How long to wait before a process that died is replaced, of `size` that there should be. */
export function backOff(size: number) {
  let early: number[] = [];
  return (livedMs: number, now: Date): Pause => {
    if (livedMs >= SETTLED_MS) return { waitMs: 0, isHopeless: false };
    const time = now.getTime();
    early = [...early.filter((at) => time - at < WITHIN_MS), time];
    return {
      waitMs: Math.min(STEP_MS * early.length, LONGEST_MS),
      isHopeless: early.length > size * MOST_EACH,
    };
  };
}
