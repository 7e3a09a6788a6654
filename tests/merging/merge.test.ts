import { describe, expect, it } from "vitest";
import { blocksOf, sourceOf } from "../../src/merging/blocks.ts";
import { isConflict, mergedSource, mergeTexts, type Choice } from "../../src/merging/merge.ts";

const base = "# Tides\n\nHigh at noon.\n\nLow at six.\n\nNobody swam.\n";
/** What two make of the text, and how many passages both changed. */
function meet(mine: string, theirs: string, choice: Choice = "both", former = base) {
  const pieces = mergeTexts({ base: former, mine, theirs }, "markdown");
  return { text: mergedSource(pieces, () => choice), conflicts: pieces.filter(isConflict).length };
}

describe("the blocks of a text", () => {
  const MARKDOWN = [
    "",
    "\n\n",
    "One.",
    "\n\n  One.\n\n\n\nTwo.  \n",
    "# Head\nText under it.\n* one\n\n  more\n* two\n\n1. three\n\n```js\na\n\nb\n```\nafter\n",
    "Note[^1].\n\n[^1]: The note.\n\n    More of it.\n\n[link]: /x\n[other]: /y\n\nEnd",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n<div>\n\nraw\n\n</div>\n\n    code\n\n\n    more\n\n> quote\n\n---\n",
    "Windows\r\n\r\nlines\r\n\r\n- a\r\n- b\r\n",
    "```\nnever closed\n\n\n",
  ];
  it.each(MARKDOWN)("are the text again, byte for byte: %j", (source) => {
    for (const format of ["markdown", "html", "whole"] as const)
      expect(sourceOf(blocksOf(source, format))).toBe(source);
  });

  it("are what the parser of the site makes of it, and definitions by themselves", () => {
    const source = "# Head\nText\n\n- a\n\n- b\n\n```\nx\n\ny\n```\n\n[^1]: Note.\n\n[a]: /b\n\nEnd.";
    expect(blocksOf(source, "markdown").map(({ text }) => text)).toEqual([
      ...["# Head", "Text", "- a\n\n- b", "```\nx\n\ny\n```", "[^1]: Note.", "[a]: /b", "End."],
    ]);
  });

  it("of HTML end where its blocks end", () => {
    const source = "<p>One</p><p>Two</p>\n<ul>\n<li>a</li>\n</ul>\n\nLoose.\n";
    expect(blocksOf(source, "html").map(({ text }) => text)).toEqual([
      ...["<p>One</p>", "<p>Two</p>", "<ul>\n<li>a</li>\n</ul>", "Loose."],
    ]);
  });
});

describe("two texts that began as one", () => {
  it("keep what either changed, side by side too", () => {
    expect(
      meet(base.replace("High at noon.", "High at one."), base.replace("Low at six.", "Low at seven.")),
    ).toEqual({ text: "# Tides\n\nHigh at one.\n\nLow at seven.\n\nNobody swam.\n", conflicts: 0 });
  });

  it("keep what both put in, at one place and at the ends", () => {
    const mine = base.replace("Low", "Mine between.\n\nLow") + "\nMine last.\n";
    const theirs = "Theirs first.\n\n" + base.replace("Low", "Theirs between.\n\nLow") + "\nTheirs last.\n";
    expect(meet(mine, theirs)).toEqual({
      text:
        "Theirs first.\n\n# Tides\n\nHigh at noon.\n\nTheirs between.\n\nMine between.\n\nLow at six.\n\n" +
        "Nobody swam.\n\nTheirs last.\n\nMine last.\n",
      conflicts: 0,
    });
  });

  it("lose what one took out, where the other left it alone", () => {
    expect(meet(base.replace("Low at six.\n\n", ""), base.replace("Nobody", "Nobody else"))).toEqual({
      text: "# Tides\n\nHigh at noon.\n\nNobody else swam.\n",
      conflicts: 0,
    });
  });

  it("are in each other's way where both changed one block, and keep both until somebody chooses", () => {
    const [mine, theirs] = [base.replace("at noon", "at one"), base.replace("at noon", "at two")];
    expect(meet(mine, theirs)).toEqual({
      text: "# Tides\n\nHigh at two.\n\nHigh at one.\n\nLow at six.\n\nNobody swam.\n",
      conflicts: 1,
    });
    expect(meet(mine, theirs, "mine").text).toBe(mine);
    expect(meet(mine, theirs, "theirs").text).toBe(theirs);
  });

  it("are in each other's way where one changed what the other took out, in either order", () => {
    const [changed, without] = [base.replace("six", "seven"), base.replace("Low at six.\n\n", "")];
    for (const [mine, theirs] of [
      [changed, without],
      [without, changed],
    ] as const) {
      expect(meet(mine, theirs)).toEqual({ text: changed, conflicts: 1 });
      expect(meet(mine, theirs, "mine").text).toBe(mine);
    }
  });

  it("follow a paragraph that was divided, and one that moved into a longer run", () => {
    const divided = base.replace("High at noon.", "High at noon, they say.\n\nWho are they?");
    expect(meet(divided, base.replace("six", "seven"))).toEqual({
      text: divided.replace("six", "seven"),
      conflicts: 0,
    });
    expect(meet(divided, base.replace("at noon", "at one")).conflicts).toBe(1);
  });

  it("never run two paragraphs into one", () => {
    const former = "Before.\n# Head\nAfter.\n";
    const { text } = meet("Before.\n\nAfter.\n", `${former}# End\n`, "both", former);
    expect(text).toBe("Before.\n\nAfter.\n\n# End\n");
  });

  it("are one of the two where only that one changed, byte for byte", () => {
    const odd = "\n\n# Tides  \nHigh at one.\n\n\n\nNobody swam.   ";
    expect(meet(odd, base).text).toBe(odd);
    expect(meet(base, odd).text).toBe(odd);
  });

  it("of a megabyte that share nothing are merged within bounds", () => {
    const long = (word: string) => Array.from({ length: 20_000 }, (_, n) => `${word} ${n}`).join("\n\n");
    const pieces = mergeTexts({ base: long("a"), mine: long("b"), theirs: long("c") }, "markdown");
    expect(pieces.filter(isConflict)).toHaveLength(20_000);
  });
});
