import { expect, it } from "vitest";
import { backOff } from "../../src/workers/back-off.ts";

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 1) + seconds * 1000);

it("replaces at once whoever dies after a good life, however many there are", () => {
  const waitBefore = backOff(2);
  for (let time = 0; time < 100; time += 1) expect(waitBefore(60_000, at(time / 100))).toBe(0);
});

it("waits longer after each early death, and gives up after five for each process within a minute", () => {
  const waitBefore = backOff(2);
  const waits = Array.from({ length: 10 }, (_, second) => waitBefore(200, at(second))!);
  expect(waits).toEqual([...waits].sort((a, b) => a - b));
  expect(waits[0]).toBeGreaterThan(0);
  expect(waitBefore(200, at(10))).toBeUndefined();
});

it("forgets early deaths after a minute", () => {
  const waitBefore = backOff(1);
  for (let time = 0; time < 50; time += 1) expect(waitBefore(200, at(time * 20))).toBeGreaterThan(0);
});
