import { describe, expect, it } from "vitest";
import { compileWords } from "../../src/comments/word-list.ts";

/** Sixty thousand entries, most with a beginning that many share. */
const HARD_LIST = Array.from({ length: 60_000 }, (_, index) => {
  const beginnings = ["http://www.", "cheap ", "aaaaaaaaaaaa", "", "лучший ", "lorem-ipsum-"];
  return `${beginnings[index % beginnings.length]}${(index * 7919).toString(36)}q`;
});

const TEXTS: [string, string][] = [
  ["lorem", "lorem ipsum dolor ".repeat(600)],
  ["one letter", "a".repeat(10_000)],
  ["addresses", "http://".repeat(1_400)],
];

describe("a list of words", () => {
  it("is found inside words and in any case, one entry a line", () => {
    const words = compileWords("press\r\n\n  Cheap Pills  \n", true);
    expect(words("I love WordPress")).toBe(true);
    expect(words("CHEAP PILLS here")).toBe(true);
    expect(words("cheap  pills")).toBe(false);
    expect(words("")).toBe(false);
  });

  it("can ask for whole words, in any script", () => {
    const words = compileWords("press\n$$$\nмир", false);
    expect(words("I love WordPress")).toBe(false);
    expect(words("The press, again.")).toBe(true);
    expect(words("presses press")).toBe(true);
    expect(words("(мир)")).toBe(true);
    expect(words("всемирный")).toBe(false);
  });

  it("takes every entry literally", () => {
    expect(compileWords(".*", true)("anything")).toBe(false);
    expect(compileWords("(a+)+$", true)("(A+)+$")).toBe(true);
    expect(compileWords("__proto__\nconstructor", true)("the prototype")).toBe(false);
  });

  it("finds nothing where it is empty", () => {
    expect(compileWords(" \n\n", true)("words")).toBe(false);
  });

  it.each(TEXTS)(
    "looks at each place of a text a few times, even with sixty thousand entries: %s",
    (_, text) => {
      const words = compileWords(HARD_LIST.join("\n"), true);
      expect(words(text)).toBe(false);
      expect(placesLookedAt(() => words(text))).toBeLessThan(10 * text.length);
      expect(words(`${text} ${HARD_LIST.at(-1)}`)).toBe(true);
    },
  );
});

/** How many places of text are looked at while this runs: by a table, by a comparison, or by a search through all of it. */
function placesLookedAt(work: () => unknown): number {
  let count = 0;
  const spy = <Owner extends object>(
    owner: Owner,
    name: keyof Owner & string,
    places: (self: unknown) => number,
  ) => {
    const method = owner[name] as (...given: unknown[]) => unknown;
    owner[name] = function (this: unknown, ...given: unknown[]) {
      count += places(this);
      return method.apply(this, given);
    } as Owner[typeof name];
    return () => void (owner[name] = method as Owner[typeof name]);
  };
  const restore = [
    spy(Map.prototype, "get", () => 1),
    spy(String.prototype, "startsWith", () => 1),
    spy(String.prototype, "includes", (text) => String(text).length),
    spy(String.prototype, "indexOf", (text) => String(text).length),
  ];
  try {
    work();
  } finally {
    for (const undo of restore) undo();
  }
  return count;
}
