import { describe, expect, it } from "vitest";
import { compareTexts, compareWords, countChangedWords, type Block } from "../../src/revisions/compare.ts";

/** '[-was-]' and '{+is+}' where words are marked. */
const marked = (block: Block) =>
  block.kind === "changed"
    ? block.parts
        .map(({ kind, text }) => (kind === "same" ? text : kind === "added" ? `{+${text}+}` : `[-${text}-]`))
        .join("")
    : block.text;
const textsOf = (blocks: Block[]) => blocks.map(marked).join("");

describe("two texts", () => {
  it("are compared by line, with words marked inside the lines that changed", () => {
    const { blocks } = compareTexts("First.\nThe tide was high.\nLast.", "First.\nThe tide was low.\nLast.");
    expect(blocks.map(({ kind }) => kind)).toEqual(["same", "changed", "same"]);
    expect(marked(blocks[1]!)).toBe("The tide was [-high-]{+low+}.\n");
  });

  it("keep lines that only one of them has whole", () => {
    const { blocks } = compareTexts("First.\nLast.\n", "First.\nBetween.\nLast.\n");
    expect(textsOf(blocks)).toBe("First.\n{+Between.\n+}Last.\n");
  });

  it("fold what did not change, but for the lines around a change", () => {
    const lines = Array.from({ length: 40 }, (_, line) => `Line ${line}.`);
    const { blocks } = compareTexts(lines.join("\n"), lines.with(20, "Another.").join("\n"));
    expect(blocks.map(({ kind }) => kind)).toEqual(["folded", "same", "changed", "same", "folded"]);
    expect(blocks[0]).toMatchObject({ lines: 17 });
    expect(blocks[1]).toMatchObject({ text: "Line 17.\nLine 18.\nLine 19.\n" });
    expect(textsOf(blocks)).toContain("{+Another+}");
  });

  it("are not folded where nothing changed", () => {
    const text = "One.\n".repeat(50);
    expect(compareTexts(text, text).blocks).toEqual([{ kind: "same", text }]);
  });

  it("of a megabyte that have nothing in common still come to an answer that has all of both", () => {
    const text = (word: string) =>
      Array.from(
        { length: 20_000 },
        (_, line) => `${word} ${line} and fifty characters more, about as long.`,
      ).join("\n");
    const { blocks, isCoarse } = compareTexts(
      `Head.\n${text("Tide")}\nEnd.`,
      `Head.\n${text("Harbour")}\nEnd.`,
    );
    expect(isCoarse).toBe(true);
    const parts = blocks.flatMap((block) => (block.kind === "changed" ? block.parts : []));
    expect(parts.map(({ kind }) => kind)).toEqual(["removed", "added"]);
    expect(parts[1]!.text).toBe(`${text("Harbour")}\n`);
    expect(textsOf(blocks)).toMatch(/^Head\.\n[^]*End\.\n$/);
  });

  it("in one line of a megabyte are shown as removed and added where marking words would take too long", () => {
    const text = (word: string) => Array.from({ length: 100_000 }, (_, at) => `${word}${at}`).join(" ");
    const parts = compareWords(text("a"), text("b"));
    expect(parts.map(({ kind }) => kind)).toEqual(["removed", "added"]);
  });

  it("in a script without spaces are marked by character", () => {
    expect(compareWords("東京の朝", "東京の夜")).toEqual([
      { kind: "same", text: "東京の" },
      { kind: "removed", text: "朝" },
      { kind: "added", text: "夜" },
    ]);
  });
});

describe("changed words", () => {
  it("are counted wherever they stand", () => {
    expect(countChangedWords("The tide is high", "The tide was very high")).toEqual({
      wordsAdded: 2,
      wordsRemoved: 1,
    });
    expect(countChangedWords("One. Two.", "Two. One.")).toEqual({ wordsAdded: 0, wordsRemoved: 0 });
    // Words that begin or end alike are still whole words.
    expect(countChangedWords("low tide now", "low tides now")).toEqual({ wordsAdded: 1, wordsRemoved: 1 });
    expect(countChangedWords("on ebb", "on web ebb")).toEqual({ wordsAdded: 1, wordsRemoved: 0 });
    expect(countChangedWords("tide", "")).toEqual({ wordsAdded: 0, wordsRemoved: 1 });
    expect(countChangedWords("", "Three new words")).toEqual({ wordsAdded: 3, wordsRemoved: 0 });
  });
});
