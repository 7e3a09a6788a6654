const STEP_MS = 0.01;
const LONGEST_MS = 10_000;

/** Times in milliseconds, kept as counts of hundredths: adding one allocates nothing. */
export function histogram() {
  const counts = new Uint32Array(LONGEST_MS / STEP_MS);
  let total = 0;
  return {
    add(ms: number): void {
      counts[Math.min(counts.length - 1, Math.floor(ms / STEP_MS))]! += 1;
      total += 1;
    },
    /** The time that this share of all stayed below. */
    at(share: number): number {
      let left = total * share;
      for (let index = 0; index < counts.length; index += 1) {
        left -= counts[index]!;
        if (left <= 0) return (index + 1) * STEP_MS;
      }
      return LONGEST_MS;
    },
  };
}
