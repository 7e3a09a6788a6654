import { describe, expect, it } from "vitest";
import { htmlToMarkdown } from "../../src/html/to-markdown.ts";
import { html, markdown, picture, site } from "./site.ts";

const convert = (source: string) => htmlToMarkdown(source, site({ "/media/7.webp": picture() }));

describe("HTML as Markdown", () => {
  it.each([
    [
      "text",
      "<p>One <strong>two</strong> <em>three</em> <s>four</s> <code>five</code><br>six</p>",
      "One **two** *three* ~~four~~ `five`\\\nsix",
    ],
    ["headings", '<h2 class="wp-block-heading">Tides</h2>', "## Tides"],
    [
      "links",
      '<p><a href="/a" title="B">c</a> <a href="https://example.com/">d</a></p>',
      '[c](/a "B") [d](https://example.com/)',
    ],
    ["lists", "<ul><li>one<ol><li>two</li></ol></li><li>three</li></ul>", "- one\n  1. two\n- three"],
    [
      "loose lists",
      '<ol start="3"><li><p>one</p><p>more</p></li><li><p>two</p></li></ol>',
      "3. one\n\n   more\n\n4. two",
    ],
    ["quotes", '<blockquote class="wp-block-quote"><p>one</p><p>two</p></blockquote>', "> one\n>\n> two"],
    [
      "code",
      '<pre class="wp-block-code"><code class="language-js">a\n\nb</code></pre>',
      "```js\na\n\nb\n```",
    ],
    [
      "tables",
      "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>c|d</td><td><b>e</b></td></tr></tbody></table>",
      "| a | b |\n| --- | --- |\n| c\\|d | **e** |",
    ],
    [
      "pictures",
      '<figure class="wp-block-image size-large"><img src="/media/7.webp" alt="A quay"><figcaption>At dawn</figcaption></figure>',
      '![A quay](/media/7.webp "At dawn")',
    ],
    ["the mark of the excerpt", "<p>a</p><!--more--><p>b</p>", "a\n\n<!--more-->\n\nb"],
    ["signs that mean nothing", "<p>2 * 3 and snake_case</p>", "2 * 3 and snake_case"],
    ["signs that would mean something", "<p># no *heading*</p>", "\\# no \\*heading\\*"],
    [
      "what has no signs, inside a line",
      '<p>H<sub>2</sub>O and <abbr title="x">y</abbr></p>',
      'H<sub>2</sub>O and <abbr title="x">y</abbr>',
    ],
  ])("has %s", (_what, source, expected) => {
    expect(convert(source)).toEqual({ markdown: `${expected}\n`, keptBlocks: 0 });
  });

  it.each([
    '<p class="has-text-align-center">centred</p>',
    '<div class="wp-block-columns"><div class="wp-block-column"><p>a</p>\n\n<p>b</p></div></div>',
    "<details><summary>More</summary><p>hidden</p></details>",
    '<figure><img src="/media/7.webp" alt=""><figcaption>With <a href="/a">a link</a></figcaption></figure>',
    "<table><tr><td>no head</td></tr></table>",
    '<p id="place">a place</p>',
    "<pre>two\n\n\nlines</pre>",
  ])("leaves what it cannot say as it is: %s", (source) => {
    const { markdown: converted, keptBlocks } = convert(source);
    expect(keptBlocks).toBe(1);
    const pictures = { "/media/7.webp": picture() };
    expect(markdown(converted, pictures).trim().replace(/\s+/g, " ")).toBe(
      html(source, pictures).trim().replace(/\s+/g, " "),
    );
  });

  it("is nothing for nothing", () => expect(convert(" \n")).toEqual({ markdown: "", keptBlocks: 0 }));
});
