import { describe, expect, it } from "vitest";
import { finishMarkdown } from "../../src/html/finish.ts";
import { headingsOf } from "../../src/html/headings.ts";
import { finishAhead, finishByBlock, type BodyInParts } from "../../src/html/long-body.ts";
import { passagesOf, type Passage } from "../../src/html/passages.ts";
import { isLong } from "../../src/long-text.ts";
import { renderBody } from "../../src/html/render.ts";
import { serialise } from "../../src/html/tree.ts";
import { picture, site } from "./site.ts";

const PLAIN = [
  "The tide came in at *noon*, and [nobody](https://tides.example/) swam.\nThe pier was empty.",
  "- one\n- two **bold**\n  and more of two\n- three",
  "> What the mayor said\n> was short.",
  "```js\nconst a = 1 < 2;\n\n# no heading\n```",
  "1. first\n2. second",
  "https://www.youtube.com/watch?v=abc",
  "**Bold** begins it.",
  "---",
].join("\n\n");

/** What stands between plain blocks, and what is hard about it. */
const BETWEEN: [string, string][] = [
  ["nothing", ""],
  ["headings that repeat", "# Tides\n\n## Tides\n\nTides\n-----"],
  ["headings alone", "### At *noon* ###\n\n## [The pier](https://pier.example/)\n\n### At noon\n\n# Menu"],
  [
    "headings and ids",
    "Said[^1].\n\n## Fn1\n\n[^1]: Note.\n\n## A\n\n## `<b>` and ![](/media/7/harbour.webp)",
  ],
  ["headings and HTML", '<h2>\n\n## A\n\n<p id="a">\n\n## A'],
  ["headings by name", "## [The pier][pier]\n\n[pier]: https://pier.example/\n\n## &nbsp;\n\n##"],
  ["headings in code and quotes", "~~~\n\n# No\n\n~~~\n\n> # Yes\n\n- one\n\n# Yes\n\n  two"],
  ["tables", "| a | b |\n|---|:-:|\n| 1 | 2 |\n\na | b\n--|--\n1 | 2"],
  ["tables between others", "| a | b |\n|---|---|\n| 1 | 2 |\n\nText.\n\n| c |\n|---|\n\n| d \\| e |\n|---|"],
  [
    "tables in HTML and in lists",
    "| a |\n|---|\n| 1 |\n\n<table><tr><td>x</td></tr></table>\n\n- a | b\n  --|--\n  1 | 2\n\n| c |\n|---|",
  ],
  ["tables inside HTML", "| a |\n|---|\n\n<div>\n\n| b |\n|---|\n\n</div>\n\n| c |\n|---|"],
  ["only tables that stand alone", "| a |\n|---|\n| 1 |\n\n# Tides\n\n| b |\n|:-:|"],
  ["what looks like a table", "| a | b |\n|---|\n\n| a |\n\n|---|\n|---|\n\n| a |\n| --- |\nnot a row"],
  [
    "footnotes, also nested and repeated",
    "Said[^1] and^[inline] again[^1].\n\n[^1]: The note.\n\n    More of it.",
  ],
  ["a loose list", "- one\n\n- two\n\n  more of two\n\n- three"],
  ["two lists, one after the other", "- one\n\n1. two\n\n* three"],
  ["lists of one kind and of others", "- one\n* two\n\n- three\n\n1. four\n\n2) five\n\n2. six\n\n3. seven"],
  ["a list that goes on from a paragraph", "Said:\n- one\n\n- two\n\n- three"],
  ["a list and what begins like one", "- one\n\n-two\n\n1. three\n\n1.four\n\n+ five\n\n  six\n\n* * *"],
  ["a list and an indented paragraph", "- one\n\n    code or not\n\n  part of one"],
  ["code", "```html\na < b\n# no heading\n```\n\n~~~\n[a]: /b\n~~~"],
  ["code with empty lines", "```\nfirst\n\nA paragraph, it seems.\n\nlast\n```"],
  ["code inside code", "````\n```\n\nStill code.\n\n```\n````"],
  ["code that never ends", "~~~\nfirst\n\nA paragraph, it seems."],
  ["code in a list that never ends", "- a\n  ```\n  code\n\nA paragraph.\n\n```\n\nCode now.\n\n```"],
  ["code by indentation", "    four\n\n    spaces"],
  ["HTML around blocks", "<div>\n\nInside *it*.\n\n</div>"],
  ["HTML that stays open", "<details>\n<summary>More</summary>\n\nInside."],
  ["bold that stays open", "<b>\n\nBold or not."],
  ["a paragraph that stays open", "<p>One\n\nTwo."],
  ["items without a list", "<li>one\n\n<li>two"],
  ["a comment over empty lines", "<!-- nothing\n\nhere -->"],
  ["a script over empty lines", "<script>\n\nalert(1)\n\n</script>"],
  ["links by name", "Go [there][pier] or to [pier].\n\n[pier]: https://pier.example/ 'The pier'"],
  ["links defined twice, and inside a quote", "[a] [b]\n\n> [b]: /b\n\n[a]: /one\n\n[a]: /two"],
  ["links by names with brackets", "[Foo*bar\\]]:my_(url) 'title (with parens)'\n\n[Foo*bar\\]]"],
  ["links by name to places inside", "# Top\n\nUp [there].\n\n[there]: #top"],
  ["ids and links to them", '<p id="comments">Said.</p>\n\nSee [them](#comments).'],
  ["pictures with captions", '![](/media/7/harbour.webp "At noon")\n\n![](https://far.example/a.png)'],
  ["a callout", "> [!NOTE]\n> Mind the gap."],
  ["tasks", "- [ ] open\n- [x] done"],
  ["a quote with a heading", "> # Title\n> said"],
  ["a teaser", "Before.\n\n<!--more-->\n\nAfter."],
  ["empty items", "-\n\n- \n\n*"],
  ["lines of dashes", "a\n---\n\n***\n\n- - -\n\n* * *"],
  ["Windows line ends", "one\r\n\r\ntwo\r\nthree"],
  ["lines of spaces", "one\n   \n\t\ntwo"],
  ["words of the place holder", "held0x0\n\nheld1x0"],
  ["paragraphs of hard spaces", "one\n\n\u00a0\n\n\u3000"],
  ["other scripts", "東京の天気は晴れ。\n\nمرحبا بالعالم\n\n「引用」です。"],
];

const pictures = { "/media/7/harbour.webp": picture() };

const htmlOf = ({ passages }: BodyInParts) => passages.map(({ html }) => html).join("");
const wordsOf = (passages: Passage[] | undefined) =>
  passages?.flatMap(({ text, running }) => (text === "" ? [] : [[text, running]]));

describe("a long body", () => {
  it.each(BETWEEN)("is the same in parts as in one piece: %s", (_what, between) => {
    const context = site(pictures);
    for (const source of [
      `${PLAIN}\n\n${between}\n\n${PLAIN}\n`,
      `${between}\n\n${PLAIN}`,
      `${PLAIN}\n\n${between}`,
      `${PLAIN}\n${between}\n${PLAIN}`,
    ].map((text) => text.replace(/\r\n/g, "\n"))) {
      const whole = finishMarkdown(source, context);
      for (let time = 0; time < 2; time += 1) {
        const parts = finishByBlock(source, context);
        if (!parts) continue;
        expect(htmlOf(parts)).toBe(serialise(whole.nodes));
        expect(headingsOf(parts.nodes)).toEqual(headingsOf(whole.nodes));
        expect(wordsOf(parts.teaser)).toEqual(
          wordsOf(whole.teaser && passagesOf(whole.teaser, context.baseUrl)),
        );
        expect(parts.images).toEqual(whole.images);
      }
    }
  });

  it("is finished in parts where its HTML is closed, and else in one piece", () => {
    const inParts = (between: string) =>
      finishByBlock(`${PLAIN}\n\n${between}\n\n${PLAIN}`, site()) !== undefined;
    expect(inParts("<div>\n\nInside.\n\n</div>")).toBe(true);
    expect(inParts("~~~\nfirst\n\nA paragraph, it seems.\n\n~~~")).toBe(false);
    expect(inParts("<b>\n\nBold or not.")).toBe(false);
  });

  it("can be begun before it is asked for, a block at a time", () => {
    const source = `${PLAIN}\n\n# A title\n\n${PLAIN}`;
    const prepared = site();
    expect([...finishAhead(source, prepared)].length).toBe(13);
    expect(htmlOf(finishByBlock(source, prepared)!)).toEqual(htmlOf(finishByBlock(source, site())!));
  });

  it("tells the same of itself however it was finished", () => {
    const body = (count: number) => `${PLAIN}\n\n`.repeat(count);
    const short = renderBody(body(3), "markdown", site());
    const count = 300;
    const source = `# A *title*\n\n${body(count)}`;
    expect(isLong(source)).toBe(true);
    const long = renderBody(source, "markdown", site());
    expect(long.wordCount).toBe((short.wordCount / 3) * count + 2);
    expect(long.links).toEqual(short.links);
    expect(long.headings).toEqual([{ level: 2, id: "a-title", text: "A title" }]);
    expect(long.excerpt).toBe(short.excerpt);
    expect(long.text.split("\n").slice(1, 6)).toEqual(short.text.split("\n").slice(0, 5));
  });
});
