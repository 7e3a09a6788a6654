import { describe, expect, it } from "vitest";
import { sharedData } from "../support/shared-data.ts";
import { html, markdown, readJson } from "./site.ts";

interface Example {
  example: number;
  section: string;
  markdown: string;
  html: string;
}

/** Where we differ from the specification on purpose, by example number. */
const DIFFERENCES: Record<string, Record<number, string>> = {
  "commonmark-0.31.2.json": {
    602: "bare addresses become links, as on GitHub",
    608: "bare addresses become links, as on GitHub",
    611: "bare addresses become links, as on GitHub",
  },
  "gfm-0.29-extensions.json": {
    279: "the box of a task has another order of attributes",
    280: "the box of a task has another order of attributes",
    491: "what was struck out is <s>: it is no record of an edit",
    625: "a link ends at an unmatched bracket",
    626: "an entity may end a link",
    629: "mail addresses are not turned into links",
    630: "mail addresses are not turned into links",
    631: "mail addresses are not turned into links",
    653: "forbidden elements are removed, not shown",
  },
};

/** Without what differs in the source only. */
function normal(rendered: string): string {
  return rendered
    .replace(/ (?:aria-label|class)="[^"]*"/g, "")
    .replace(/\s*\n\s*/g, "\n")
    .replace(/>\s+</g, "><")
    .trim();
}

describe("Markdown", () => {
  for (const [file, differences] of Object.entries(DIFFERENCES)) {
    const path = sharedData("commonmark", file);
    it.skipIf(path === undefined)(`follows every example of ${file} but those we name`, () => {
      const examples = readJson(path!) as Example[];
      const wrong = examples.filter(({ markdown: source, html: expected }) => {
        return normal(markdown(source)) !== normal(html(expected));
      });
      expect(examples.length).toBeGreaterThan(20);
      expect(wrong.map(({ example }) => example)).toEqual(Object.keys(differences).map(Number));
    });
  }

  it.each([
    ["emphasis", "*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>\n"],
    ["a hard break", "a\\\nb", "<p>a<br>\nb</p>\n"],
    ["a quote", "> a", "<blockquote>\n<p>a</p>\n</blockquote>\n"],
    ["a numbered list", "3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>\n'],
    ["a nested list", "- a\n  - b", "<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n</ul>\n"],
    ["a rule", "a\n\n---\n", "<p>a</p>\n<hr>\n"],
    ["a reference", "[a]\n\n[a]: /b 'c'", '<p><a href="/b" title="c">a</a></p>\n'],
    [
      "an autolink",
      "<https://news.test/a>",
      '<p><a href="https://news.test/a">https://news.test/a</a></p>\n',
    ],
    [
      "a www address",
      "see www.example.org.",
      '<p>see <a href="http://www.example.org" rel="noopener">www.example.org</a>.</p>\n',
    ],
    ["no link for a file name", "see README.md", "<p>see README.md</p>\n"],
    ["no link for a mail address", "ada@news.test", "<p>ada@news.test</p>\n"],
    ["entities", "&copy; &lt;b&gt;", "<p>© &lt;b&gt;</p>\n"],
    ["escapes", "\\*a\\*", "<p>*a*</p>\n"],
    ["inline HTML", "<kbd>Ctrl</kbd> H<sub>2</sub>O", "<p><kbd>Ctrl</kbd> H<sub>2</sub>O</p>\n"],
  ])("has %s", (_, source, expected) => {
    expect(markdown(source)).toBe(expected);
  });

  it("aligns table columns by class and lets the table scroll", () => {
    const table = markdown("| a | b |\n|:-:|--:|\n| 1 | 2 |");
    expect(table).toMatch(/^<section class="table-scroll" tabindex="0" aria-label="table 1"><table>/);
    expect(table).toContain('<th class="has-text-align-center" scope="col">a</th>');
    expect(table).toContain('<td class="has-text-align-right">2</td>');
    expect(table).not.toContain("style");
  });

  it("makes callouts of quotes that say so, as GitHub does", () => {
    const html = markdown("> [!WARNING]\n> Mind the *step*.\n\n> [!tip]\n\n> [!NOTE] no\n> callout");
    expect(html).toContain(
      '<div class="callout callout-warning">\n<p class="callout-title">callouts.warning</p>\n<p>Mind the <em>step</em>.</p>\n</div>',
    );
    expect(html).toContain(
      '<div class="callout callout-tip">\n<p class="callout-title">callouts.tip</p>\n</div>',
    );
    expect(html).toContain("<blockquote>\n<p>[!NOTE] no\ncallout</p>\n</blockquote>");
  });

  it("shows tasks as boxes that cannot be changed and say their state", () => {
    const list = markdown("- [x] written\n- [ ] printed\n- plain");
    expect(list).toContain('<ul class="contains-task-list">');
    expect(list).toContain('<input type="checkbox" checked disabled aria-label="taskDone"> written');
    expect(list).toContain('<input type="checkbox" disabled aria-label="taskOpen"> printed');
    expect(list).toContain("<li>plain</li>");
  });

  it("links footnotes there and back, each reference by an id of its own", () => {
    const body = markdown("One[^a], again[^a], inline^[More *here*.]\n\n[^a]: A note.");
    expect(body).toContain('<a href="#fn-1" id="fn-ref-1" aria-label="footnote 1">1</a>');
    expect(body).toContain('id="fn-ref-1-2"');
    expect(body).toContain('<section class="footnotes" aria-label="footnotes">');
    expect(body).toMatch(
      /<li id="fn-1" class="footnote-item"><p>A note\. <a href="#fn-ref-1" class="footnote-backref"/,
    );
    expect(body).toContain("<p>More <em>here</em>. ");
    const ids = Array.from(body.matchAll(/ id="([^"]+)"/g), ([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, target] of body.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });

  it("colours fenced code by class and leaves unknown languages plain", () => {
    expect(markdown("```js\nconst a = 1;\n```")).toBe(
      '<pre class="code" tabindex="0"><code class="language-js"><span class="hljs-keyword">const</span> a = ' +
        '<span class="hljs-number">1</span>;\n</code></pre>\n',
    );
    expect(markdown("```nonsense\n<b>\n```")).toBe(
      '<pre class="code" tabindex="0"><code class="language-nonsense">&lt;b&gt;\n</code></pre>\n',
    );
  });
});
