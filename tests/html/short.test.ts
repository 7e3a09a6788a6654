import { describe, expect, it } from "vitest";
import { renderInline, renderShort } from "../../src/html/short.ts";

describe("a short text", () => {
  it("has paragraphs, lists and links", () => {
    expect(renderShort("**Ada** edits.\n\n- [home](/)\n- https://a.test").toString()).toBe(
      '<p><strong>Ada</strong> edits.</p>\n<ul>\n<li><a href="/">home</a></li>\n' +
        '<li><a href="https://a.test" rel="noopener">https://a.test</a></li>\n</ul>\n',
    );
  });

  it("has no pictures, headings or HTML", () => {
    expect(renderShort("# a\n\n<b>c</b>").toString()).toBe("<p># a</p>\n<p>&lt;b&gt;c&lt;/b&gt;</p>\n");
    expect(renderShort("![x](https://a.test/b.png)").toString()).not.toContain("<img");
  });

  it("on one line makes no block", () => {
    expect(renderInline("Copyright © *2026*\n\n- [a](/b)").toString()).toBe(
      'Copyright © <em>2026</em> - <a href="/b">a</a>',
    );
    expect(renderInline("").toString()).toBe("");
  });
});
