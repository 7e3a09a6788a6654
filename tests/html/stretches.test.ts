import { describe, expect, it } from "vitest";
import { cutStretches } from "../../src/html/stretches.ts";
import { randomFrom } from "../../src/seed/random.ts";

const PARTS = [
  ...[
    "A tide.",
    "# Pier",
    "- one\n- two",
    "1. one",
    "| a |\n|---|",
    "    code",
    "",
    " ",
    "\t",
    "```\ncode\n```",
  ],
  ...["<div>", "</div>", "~~~", "\n", "\n\n", "\n \n", "x", "> said", "![a](b.png)", "東京 🚢"],
];

describe("a text that was cut before", () => {
  it("is cut as if it was new, whatever was changed in it", () => {
    const { below, pick } = randomFrom(3);
    const some = (most: number) =>
      Array.from({ length: below(most) }, () => pick(PARTS)).join(pick(["\n", "\n\n"]));
    for (let time = 0; time < 2000; time += 1) {
      const before = some(12);
      const at = below(before.length + 1);
      const after = before.slice(0, at) + some(3) + before.slice(at + below(4));
      const outOf = (text: string) => cutStretches(text).filter(({ text }) => text.trim() !== "");
      cutStretches(before);
      const again = outOf(after);
      expect(
        again
          .map(({ text, gap }) => text + gap)
          .join("")
          .trim(),
      ).toBe(after.trim());
      cutStretches("");
      expect(again).toEqual(outOf(after));
    }
  });
});
