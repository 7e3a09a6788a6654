export type Random = ReturnType<typeof randomFrom>;

/** Numbers that look random and are the same on every run: mulberry32 by Tommy Ettinger, public domain. */
export function randomFrom(seed: number) {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    /** A whole number from 0 up to, not including, `limit`. */
    below,
    between: (from: number, to: number) => from + below(to - from + 1),
    pick: <Item>(items: readonly Item[]): Item => items[below(items.length)]!,
    chance: (probability: number) => next() < probability,
    /** Small numbers often, large ones seldom: 0 up to, not including, `limit`. */
    skewed: (limit: number) => Math.floor(next() ** 3 * limit),
  };
}
