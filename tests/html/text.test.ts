import { describe, expect, it } from "vitest";
import { renderBody } from "../../src/html/render.ts";
import { countWords, excerptOf, plainText, readingMinutes } from "../../src/html/text.ts";
import { site } from "./site.ts";

describe("plain text", () => {
  it("has a line per block and no markup", () => {
    expect(
      plainText("<h2>A</h2><p>b <em>c</em>&nbsp;&amp; &#8212; &lt;d&gt;</p><script>x()</script><!-- no -->e"),
    ).toBe("A\nb c & — <d>\ne");
    expect(plainText("1 < 2 and a<br>b <3")).toBe("1 < 2 and a\nb <3");
  });
});

describe("an excerpt", () => {
  const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(" ");

  it("is the whole of a short text and the first 55 words of a long one", () => {
    expect(excerptOf(words(55))).toBe(words(55));
    expect(excerptOf(words(56))).toBe(`${words(55)}…`);
    expect(excerptOf("one, two three", 1)).toBe("one…");
  });

  it("counts characters where a script has no spaces, and never halves one", () => {
    expect(excerptOf("漢".repeat(110))).toBe("漢".repeat(110));
    expect(excerptOf("漢".repeat(111))).toBe(`${"漢".repeat(110)}…`);
    const family = "👩‍👩‍👧";
    expect(excerptOf(`漢${family.repeat(200)}`).replaceAll(family, "")).toBe("漢…");
    expect(excerptOf("x".repeat(10_000)).length).toBeLessThan(4000);
  });

  it("of a body leaves out headings, code, tables and notes", () => {
    const source =
      "## Head\n\nText[^1] here.\n\n```\ncode\n```\n\n| a |\n|---|\n| b |\n\nMore.\n\n[^1]: Note.";
    expect(renderBody(source, "markdown", site()).excerpt).toBe("Text here. More.");
  });

  it("of a body ends at the author's mark, which is not shown", () => {
    const body = renderBody("## H\n\nBefore it.\n\n<!--more-->\n\nAfter.", "markdown", site());
    expect(body.excerpt).toBe("Before it.");
    expect(body.html.toString()).not.toContain("more");
    expect(body.html.toString()).toContain("<p>After.</p>");
    const imported = renderBody(
      "<p>Before.</p><!-- wp:more --><!--more Go on--><!-- /wp:more --><p>After.</p>",
      "html",
      site(),
    );
    expect(imported.excerpt).toBe("Before.");
    expect(imported.html.toString()).toBe("<p>Before.</p><p>After.</p>");
    expect(renderBody("`<!--more-->` is code", "markdown", site()).html.toString()).toContain(
      "&lt;!--more--&gt;",
    );
  });
});

describe("counting", () => {
  it("counts words of any script", () => {
    expect(countWords("It's a well-known fact — 42.")).toBe(5);
    expect(countWords("안녕하세요 세계")).toBe(2);
    expect(countWords("私は学生です")).toBeGreaterThan(2);
    expect(countWords(" … ")).toBe(0);
  });

  it("estimates minutes by words or characters, at least one", () => {
    expect(readingMinutes("")).toBe(1);
    expect(readingMinutes("word ".repeat(1150))).toBe(5);
    expect(readingMinutes("漢".repeat(2000))).toBe(4);
  });
});
