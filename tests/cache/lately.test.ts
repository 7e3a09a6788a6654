import { describe, expect, it } from "vitest";
import { lately } from "../../src/cache/lately.ts";

describe("what was worked out lately", () => {
  const counting = (most: number) => {
    const worked: number[] = [];
    return { worked, square: lately(most, (number: number) => (worked.push(number), number ** 2)) };
  };

  it("is not worked out again", () => {
    const { worked, square } = counting(10);
    expect([3, 4, 3, 4, 3].map(square)).toEqual([9, 16, 9, 16, 9]);
    expect(worked).toEqual([3, 4]);
  });

  it("stays while it is asked for, and goes when it is not", () => {
    const { worked, square } = counting(10);
    square(1);
    for (let number = 2; number <= 100; number += 1) {
      square(number);
      square(2);
    }
    expect(worked.filter((number) => number === 2)).toHaveLength(1);
    square(1);
    expect(worked.filter((number) => number === 1)).toHaveLength(2);
  });
});
