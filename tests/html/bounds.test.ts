import { describe, expect, it } from "vitest";
import { renderComment } from "../../src/html/comment.ts";
import { markMore } from "../../src/html/markdown.ts";
import type { BodyFormat } from "../../src/html/render.ts";
import { renderBody } from "../../src/html/render.ts";
import { cutStretches } from "../../src/html/stretches.ts";
import { plainText } from "../../src/html/text.ts";
import { markdown, site } from "./site.ts";

const SIZE = 100_000;
const fill = (part: string) => part.repeat(Math.ceil(SIZE / part.length));

const HOSTILE: [string, string][] = [
  ...[
    "[",
    "<",
    "*a **a ",
    "![](",
    "[a](",
    "`",
    "_",
    "~",
    "> ",
    "- ",
    "a@",
    "&#",
    " ",
    "www.",
    "http://",
    "[^1]",
    "^[",
  ].map((part): [string, string] => [part, fill(part)]),
  ["brackets that close", fill("[").slice(SIZE / 2) + fill("]").slice(SIZE / 2)],
  ["nested blocks", "<div>".repeat(20_000)],
  ["nested inline elements", "<b>".repeat(20_000)],
  ["nested links", '<a href="x">'.repeat(20_000)],
  ["items without a list", "<li>".repeat(20_000)],
  ["lists in items of lists", "<ul><li>".repeat(20_000)],
  ["definitions in definitions", "<dl><dd>".repeat(20_000)],
  ["nested tables", "<table><tr><td>".repeat(7_000)],
  ["inline elements around blocks", ("<b>".repeat(100) + "<p>x").repeat(300)],
  ["open comments", fill("<!--more ")],
  ["more lines than a call takes arguments", "a<br>".repeat(80_000)],
  ["a tag without end", `<p ${fill("a=b ")}`],
  ["headings", fill("# a\n")],
  ["columns", `${fill("|").slice(SIZE / 2)}\n${fill("|-").slice(SIZE / 2)}|\n`],
  ["a script without spaces", fill("漢字")],
  ["accents on one letter", "a" + fill("\u0301")],
  ["lone surrogates", fill("\ud800")],
  ["code", "```js\n" + fill("{") + "\n```"],
];

/** Work that grows as the square of such input would outlast the patience of any runner of tests. */
describe("hostile input", () => {
  it.each(HOSTILE)("comes to an end: %s", (_, source) => {
    for (const format of ["markdown", "html"] satisfies BodyFormat[])
      expect(renderBody(source, format, site()).html.toString()).toBeTypeOf("string");
    expect(renderComment(source.slice(0, 10_000)).html.toString()).toBeTypeOf("string");
    expect(plainText(source)).toBeTypeOf("string");
  });

  it.each<[string, (source: string) => unknown, string]>([
    ["comments without an end", markMore, "<!--more".repeat(1_000_000)],
    ["numbers with points", cutStretches, "1.5\n".repeat(1_000_000)],
    ["line separators in a list", cutStretches, `- a${"\u2028".repeat(1_000_000)}x`],
    ["carriage returns in a list", cutStretches, `- a${"\r".repeat(1_000_000)}x`],
    ["a heading with a bar at its end", cutStretches, `# ${"a".repeat(1_000_000)}|`],
    ["the line below the head of a table", cutStretches, `|a|\n|-${" ".repeat(1_000_000)}x|`],
  ])("is read once: %s", (_, read, source) => {
    expect(read(source)).toBeDefined();
  });

  it.each(["<table><tr><td>", "<ul><li>", "<b>", "<a <b>>"])(
    "keeps its words alone where it nests %s as often as a body may",
    (part) => {
      const nested = part.repeat(1_000_000 / part.length);
      const { html, text } = renderBody(`<p>before ${nested}in the depth`, "html", site());
      expect(html.toString()).not.toMatch(/<(?!\/?p>)/);
      expect(text).toMatch(/^before\b[^]*\bin the depth$/);
    },
  );

  it("keeps elements of which few are open at once, however many there are", () => {
    const { html } = renderBody("<p><b>x</b><br></p>".repeat(5000), "html", site());
    expect(html.toString().match(/<b>/g)).toHaveLength(5000);
  });

  it("stays plain where colouring code would take long", () => {
    const coloured = (lengths: number[]) => {
      const blocks = lengths.map((length) => "```js\n" + "1 ".repeat(length / 2) + "\n```");
      return markdown(blocks.join("\n\n")).match(/<code class="language-js"><span/g)?.length ?? 0;
    };
    expect(coloured([9_000, 11_000, 9_000, 9_000])).toBe(2);
    expect(coloured(Array<number>(100).fill(400))).toBe(100);
    expect(coloured(Array<number>(40).fill(9_000)), "in a long body").toBeLessThan(5);
  });
});
