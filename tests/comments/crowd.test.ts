import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inCrowds } from "../../src/comments/crowd.ts";

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

/** Does what it is given in crowds, and remembers what was done. */
function gathering(gatherMs: () => number) {
  const done: string[] = [];
  const gather = inCrowds(gatherMs);
  return { done, come: (...names: string[]) => names.forEach((name) => gather(() => done.push(name))) };
}

describe("work that is done in crowds", () => {
  it("waits for more of it, as long as it may", () => {
    const { done, come } = gathering(() => 25);
    come("one");
    vi.advanceTimersByTime(24);
    come("two");
    expect(done).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(done).toEqual(["one", "two"]);
    come("three");
    vi.advanceTimersByTime(24);
    expect(done).toHaveLength(2);
  });

  it("waits for nobody else once it is a crowd", () => {
    const { done, come } = gathering(() => 25);
    come("1", "2", "3", "4", "5", "6", "7");
    expect(done).toHaveLength(0);
    come("8");
    expect(done).toHaveLength(8);
    come("9");
    vi.advanceTimersByTime(25);
    expect(done).toHaveLength(9);
  });

  it("is done at once where nothing is waited for, with those who waited", () => {
    let ms = 25;
    const { done, come } = gathering(() => ms);
    come("one");
    ms = 0;
    come("two");
    expect(done).toEqual(["one", "two"]);
    vi.advanceTimersByTime(25);
    expect(done).toEqual(["one", "two"]);
  });
});
