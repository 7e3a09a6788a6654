import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { compileWords } from "../../src/comments/word-list.ts";
import { sharedData } from "../support/shared-data.ts";

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

  const long = sharedData("comments", "disallowed-terms.txt");
  it.skipIf(!long)("stays quick with sixty thousand entries and ten kilobytes", () => {
    const words = compileWords(readFileSync(long!, "utf8"), false);
    for (const text of ["lorem ipsum dolor ".repeat(600), "a".repeat(10_000), "http://".repeat(1_400)]) {
      const start = performance.now();
      words(text);
      expect(performance.now() - start).toBeLessThan(40);
    }
  });
});
