import { describe, expect, it } from "vitest";
import { utf8Of } from "../../src/cache/utf8.ts";

describe("the text of a page as bytes", () => {
  it.each([
    ["nothing", []],
    ["letters of one, two, three and four bytes", ["plain ", "é", "“→”", "😀", ""]],
    ["more than is put together at once", ["“".repeat(200_000), "é".repeat(200_000)]],
  ])("is whole: %s", (_, texts) => {
    expect(utf8Of(texts).equals(Buffer.from(texts.join("")))).toBe(true);
  });

  it("is left as it is by the next page", () => {
    const first = utf8Of(["first"]);
    utf8Of(["another"]);
    expect(first.toString()).toBe("first");
  });
});
