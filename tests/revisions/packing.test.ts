import { describe, expect, it } from "vitest";
import { pack, unpack } from "../../src/revisions/packing.ts";

const article = Array.from(
  { length: 120 },
  (_, line) =>
    `Line ${line}: the ${["tide", "harbour", "mayor", "bridge"][line % 4]} of the ${line * 7919}th day.`,
).join("\n");

describe("a packed text", () => {
  it.each([
    ["nothing", "", ""],
    ["the first text", "", article],
    ["the same text", article, article],
    ["a text that was emptied", article, ""],
    ["one word inside", article, article.replace("harbour", "lighthouse")],
    ["words at both ends", article, `Before. ${article} After.`],
    ["a doubled ending", "one two two", "one two two two"],
    ["letters that share bytes", "Zürich 🚢 東京", "Zürich 🚣 東大"],
    ["letters of two units that share one", "🚢🚢 tide 🚢", "🚢🚣 tide \u{10fea2}"],
    [
      "more than DEFLATE can look back on",
      article.repeat(20),
      article.repeat(20).replace("Line 60", "Row 60"),
    ],
  ])("comes back exactly: %s", (_what, former, text) => {
    expect(unpack([pack(former, ""), pack(text, former)])).toBe(text);
  });

  it("is a few bytes for a word, however long the text", () => {
    const long = article.repeat(40);
    const edited = `${long.slice(0, 70_000)}one word more ${long.slice(70_000)}`;
    expect(pack(edited, long).length).toBeLessThan(40);
  });
});
