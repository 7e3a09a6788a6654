import { describe, expect, it } from "vitest";
import { sharedEnds } from "../src/long-text.ts";
import { randomFrom } from "../src/seed/random.ts";

describe("what two texts share at their ends", () => {
  it.each([
    ["", "", 0, 0],
    ["tide", "tide", 4, 0],
    ["tide", "", 0, 0],
    ["one two two", "one two two two", 11, 0],
    ["a tide b", "a pier b", 2, 2],
    ["aa", "aaa", 2, 0],
  ])("of %j and %j", (one, other, start, end) => expect(sharedEnds(one, other)).toEqual({ start, end }));

  it("is all they share, in texts of any length", () => {
    const { below, pick } = randomFrom(7);
    for (let time = 0; time < 300; time += 1) {
      const text = Array.from({ length: below(4) }, () => pick(["a", "ab"]).repeat(below(9000))).join("é");
      const at = below(text.length + 1);
      const other = text.slice(0, at) + pick(["", "b", "x"]) + text.slice(at + below(3));
      const { start, end } = sharedEnds(text, other);
      const shortest = Math.min(text.length, other.length);
      expect(other.slice(0, start)).toBe(text.slice(0, start));
      expect(other.slice(other.length - end)).toBe(text.slice(text.length - end));
      expect(start + end).toBeLessThanOrEqual(shortest);
      if (start < shortest) expect(other[start]).not.toBe(text[start]);
      if (start + end < shortest) expect(other.at(-1 - end)).not.toBe(text.at(-1 - end));
    }
  });
});
