import { describe, expect, it } from "vitest";
import { renderBody } from "../../src/html/render.ts";
import { html, markdown, site } from "./site.ts";

describe("headings of a body", () => {
  it("leave h1 to the title and keep their order without a gap", () => {
    const levels = (source: string) =>
      Array.from(markdown(source).matchAll(/<h(\d)/g), ([, level]) => Number(level));
    expect(levels("# a\n\n## b\n\n# c")).toEqual([2, 3, 2]);
    expect(levels("# a\n\n#### b\n\n#### c\n\n### d")).toEqual([2, 3, 3, 3]);
    expect(levels("# a\n## b\n### c\n#### d\n##### e\n###### f")).toEqual([2, 3, 4, 5, 6, 6]);
    expect(levels("## a\n\n#### b")).toEqual([2, 4]);
  });

  it("get ids from their words, in any script, each once", () => {
    const ids = (source: string) =>
      Array.from(markdown(source).matchAll(/<h\d id="([^"]+)"/g), ([, id]) => id);
    expect(
      ids("## It's *Late*\n\n## Its late!\n\n## Über Öl\n\n## 日本語\n\n## مرحبا\n\n## हिन्दी\n\n## ???"),
    ).toEqual(["its-late", "its-late-2", "über-öl", "日本語", "مرحبا", "हिन्दी", "section"]);
    expect(ids("## 2024 in review")).toEqual(["section-2024-in-review"]);
  });

  it("never take an id of the page around them", () => {
    expect(markdown("## Comments\n\n## Respond\n\n## Main")).not.toMatch(/id="(?:comments|respond|main)"/);
    expect(html('<h2 id="main">x</h2><p><a href="#main">up</a></p>')).toBe(
      '<h2 id="user-content-main">x</h2><p><a href="#user-content-main">up</a></p>',
    );
  });

  it("keep an id the author chose, and generated ones avoid it", () => {
    expect(html('<h2>A b</h2><h2 id="a-b">Other</h2><p id="a-b">twice</p>')).toBe(
      '<h2 id="a-b-2">A b</h2><h2 id="a-b">Other</h2><p>twice</p>',
    );
  });

  it("are listed as plain text for a table of contents, without those in quotes", () => {
    const { headings } = renderBody("## A *b* `c`\n\n> ## quoted\n\n### D &amp; e\n\n##", "markdown", site());
    expect(headings).toEqual([
      { level: 2, id: "a-b-c", text: "A b c" },
      { level: 3, id: "d-e", text: "D & e" },
    ]);
  });

  it("are left out where they say nothing", () => {
    expect(html("<h2></h2><h3><br></h3><h2>&nbsp;</h2>")).not.toContain("<h");
  });
});
