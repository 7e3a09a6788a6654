import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createThrottle } from "../../src/comments/throttle.ts";
import { nowhereElse } from "../../src/workers/elsewhere.ts";

const throttle = () => createThrottle({ name: "test", elsewhere: nowhereElse, points: 2, seconds: 60 });

describe("a throttle", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("says how long a network waits that asked too often, and forgets it then", () => {
    const attempt = throttle();
    expect([attempt("192.0.2.1"), attempt("192.0.2.1")]).toEqual([0, 0]);
    vi.advanceTimersByTime(10_000);
    expect(attempt("192.0.2.1")).toBe(50);
    expect(attempt("192.0.2.2"), "another network").toBe(0);
    vi.advanceTimersByTime(50_000);
    expect([attempt("192.0.2.1"), attempt("192.0.2.1")]).toEqual([0, 0]);
    expect(attempt("192.0.2.1")).toBe(60);
  });

  it("forgets those that came first where more come than memory is given to", () => {
    const attempt = throttle();
    const flood = (networks: number) => {
      for (let at = 0; at < networks; at += 1) attempt(`10.0.${at >> 8}.${at & 255}`);
    };
    for (let time = 1; time <= 3; time += 1) attempt("192.0.2.1");
    flood(19_999);
    expect(attempt("192.0.2.1"), "still known").toBeGreaterThan(0);
    flood(20_000);
    expect(attempt("192.0.2.1")).toBe(0);
  });
});
