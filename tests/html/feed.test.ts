import { describe, expect, it } from "vitest";
import { feedHtml } from "../../src/html/feed.ts";
import { renderBody } from "../../src/html/render.ts";
import { picture, site } from "./site.ts";

const feed = (source: string) => {
  const { html } = renderBody(source, "markdown", site({ "/media/7/harbour.webp": picture() }));
  return feedHtml(html, "https://news.test/2026/11/a-post");
};

describe("a body in a feed", () => {
  it("has absolute addresses, also for notes", () => {
    const made = feed("[a](/about) [b](c) ![x](/media/7/harbour.webp) note[^1]\n\n[^1]: y");
    expect(made).toContain('href="https://news.test/about"');
    expect(made).toContain('href="https://news.test/2026/11/c"');
    expect(made).toContain(
      '<img src="https://news.test/media/7/harbour.webp" alt="x" width="1200" height="800">',
    );
    expect(made).toContain('href="https://news.test/2026/11/a-post#fn-1"');
  });

  it("has nothing that needs our style sheet", () => {
    const made = feed("| a |\n|---|\n| b |\n\n- [x] t\n\n```js\nlet a;\n```");
    expect(made).not.toMatch(/class=|tabindex|aria-|<section|<input|<span/);
    expect(made).toContain("☑ t");
    expect(made).toContain("<pre><code>let a;\n</code></pre>");
    expect(made).toContain("<table>");
  });

  it("can stand in a CDATA section", () => {
    expect(feed("a ]]> b `]]>`")).not.toContain("]]>");
  });
});
