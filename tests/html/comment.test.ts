import { describe, expect, it } from "vitest";
import { renderComment, renderImportedComment } from "../../src/html/comment.ts";

const comment = (source: string) => renderComment(source).html.toString();
const imported = (source: string) => renderImportedComment(source).html.toString();

describe("a comment", () => {
  it("has paragraphs, line breaks, emphasis, lists, quotes and code", () => {
    expect(comment("a\nb\n\n*c* **d** ~~e~~ `f`")).toBe(
      "<p>a<br>\nb</p>\n<p><em>c</em> <strong>d</strong> <s>e</s> <code>f</code></p>\n",
    );
    expect(comment("- a\n\n> b")).toContain("<ul>\n<li>a</li>\n</ul>\n<blockquote>");
    expect(comment("```js\n<b>\n```")).toBe(
      '<pre tabindex="0"><code class="language-js">&lt;b&gt;\n</code></pre>\n',
    );
  });

  it.each([
    "Well said.",
    'It\'s "fair" (mostly): yes/no; “so”…\nA second  line\n\n\nÀ demain – 漢字!',
    "first\nsecond\r\nthird",
    "\n\nin between\n",
    "(c) +- ... -- 'quoted'",
    "see example.org, README.md and http:/a",
  ])("reads the same without Markdown as beside some: %j", (words) => {
    const { html, text } = renderComment(`${words}\n\n*marked*`);
    const alone = renderComment(words);
    expect(`${alone.html.toString()}<p><em>marked</em></p>\n`).toBe(html.toString());
    expect(`${alone.text}\nmarked`).toBe(text);
  });

  it.each([
    ["words\n- a", "<ul>"],
    ["- a", "<ul>"],
    ["1. a", "<ol>"],
    ["2) a", "<ol"],
    ["  3. a", "<ol"],
    ["www.example.org", "<a "],
    ["Http://a.test", "<a "],
    ["a  \nb", "<p>a<br>\nb</p>"],
    ["  a\n  b", "<p>a<br>\nb</p>"],
    ["a&amp;b", "<p>a&amp;b</p>"],
  ])("knows Markdown that looks much like words: %j", (source, made) => {
    expect(comment(source)).toContain(made);
  });

  it("is nothing for nothing", () => {
    expect(comment("\n")).toBe("");
  });

  it("shows HTML, headings and tables as the characters they are", () => {
    expect(comment("<b>x</b> <img src=y>")).toBe("<p>&lt;b&gt;x&lt;/b&gt; &lt;img src=y&gt;</p>\n");
    expect(comment("# a")).toBe("<p># a</p>\n");
    expect(comment("a\n===")).toBe("<p>a<br>\n===</p>\n");
    expect(comment("| a |\n|---|\n| b |")).not.toContain("<table");
    expect(comment("![x](/media/a.png)")).not.toContain("<img");
  });

  it("links without a recommendation, and counts the links", () => {
    const made = renderComment(
      "[a](https://a.test) https://b.test www.example.org c@d.test [e](javascript:x)",
    );
    expect(made.links).toBe(3);
    expect(made.html.toString()).toContain('<a href="https://a.test" rel="nofollow ugc noopener">a</a>');
    expect(made.html.toString()).not.toMatch(/<a (?![^>]*rel="nofollow ugc noopener")/);
  });

  it("gives its words as plain text", () => {
    expect(renderComment("a **b** <c>\n\n> d").text).toBe("a b <c>\nd");
  });
});

describe("a comment from WordPress", () => {
  it("keeps the allowed HTML and its line breaks, and nothing else", () => {
    expect(imported("one\ntwo<br />\nthree\n\n<strong>four</strong> <img src=x>")).toBe(
      "<p>one<br>\ntwo<br>\nthree</p><p><strong>four</strong></p>",
    );
    expect(imported('a <h2 id="x" class="y">b</h2> <a href="https://c.test" target="_blank">c</a>')).toBe(
      '<p>a b <a href="https://c.test" rel="nofollow ugc noopener">c</a></p>',
    );
    expect(imported("<blockquote>q\n\nr</blockquote>after")).toBe(
      "<blockquote><p>q</p><p>r</p></blockquote><p>after</p>",
    );
    expect(imported("<pre>a\n\nb</pre>")).toBe('<pre tabindex="0">a\n\nb</pre>');
  });

  it("counts links too", () => {
    expect(renderImportedComment('<a href="https://a.test">a</a> <a href="javascript:x">b</a>').links).toBe(
      1,
    );
  });
});
