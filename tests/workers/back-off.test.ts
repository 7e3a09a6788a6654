import { expect, it } from "vitest";
import { backOff } from "../../src/workers/back-off.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1) + seconds * 1000);

it("replaces at once whoever dies after a good life, however many there are", () => {
  const pauseAfter = backOff(2);
  for (let time = 0; time < 100; time += 1)
    expect(pauseAfter(60_000, at(time / 100))).toEqual({ waitMs: 0, isHopeless: false });
});

it("waits longer after each early death, and sees no hope after five for each process within a minute", () => {
  const pauseAfter = backOff(2);
  const pauses = Array.from({ length: 11 }, (_, second) => pauseAfter(200, at(second)));
  const waits = pauses.map(({ waitMs }) => waitMs);
  expect(waits).toEqual([...new Set(waits)].sort((a, b) => a - b));
  expect(pauses.map(({ isHopeless }) => isHopeless)).toEqual([...Array<boolean>(10).fill(false), true]);
});

it("forgets early deaths after a minute", () => {
  const pauseAfter = backOff(1);
  for (let time = 0; time < 50; time += 1)
    expect(pauseAfter(200, at(time * 20)).isHopeless, `death ${time}`).toBe(false);
});
