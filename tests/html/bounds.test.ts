import { describe, expect, it } from "vitest";
import { renderComment } from "../../src/html/comment.ts";
import type { BodyFormat } from "../../src/html/render.ts";
import { renderBody } from "../../src/html/render.ts";
import { plainText } from "../../src/html/text.ts";
import { site } from "./site.ts";

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
  ["nested tables", "<table><tr><td>".repeat(7_000)],
  ["inline elements around blocks", ("<b>".repeat(100) + "<p>x").repeat(300)],
  ["open comments", fill("<!--more ")],
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
});
