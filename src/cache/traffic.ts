/** How long shown view counts may lag: on a quiet site, and while many read. */
const QUIET_LAG_MS = 5_000;
const BUSY_LAG_MS = 60_000;
/** Answers in a second from which a site is busy. */
const BUSY_FROM = 100;

/** Measures how much is asked, and says whether that is much and how long shown counts may stand still. Times are milliseconds since 1970. */
export function traffic() {
  let second = 0;
  let answers = 0;
  let before = 0;
  const isBusy = () => Math.max(before, answers) >= BUSY_FROM;
  return {
    /** One more answer. */
    note(time: number): void {
      const now = Math.floor(time / 1000);
      if (now !== second) {
        before = now === second + 1 ? answers : 0;
        [second, answers] = [now, 0];
      }
      answers += 1;
    },
    isBusy,
    lagMs: (): number => (isBusy() ? BUSY_LAG_MS : QUIET_LAG_MS),
  };
}
