import { describe, expect, it } from "vitest";
import { BodyTooLarge, renderBody } from "../../src/html/render.ts";
import { markdown, site } from "./site.ts";

describe("a body in Markdown", () => {
  it("becomes HTML with text, excerpt and counts", () => {
    const body = renderBody("Hello *world*, this is **news**.", "markdown", site());
    expect(body.html.toString()).toBe("<p>Hello <em>world</em>, this is <strong>news</strong>.</p>\n");
    expect(body).toMatchObject({
      text: "Hello world, this is news.",
      excerpt: "Hello world, this is news.",
      wordCount: 5,
    });
    expect(body.readingMinutes).toBe(1);
  });

  it("loses scripts but keeps the words around them", () => {
    expect(markdown("a <script>alert(1)</script> b")).toBe("<p>a  b</p>\n");
  });

  it("is refused when it is longer than a megabyte", () => {
    expect(() => renderBody("x".repeat(1024 * 1024 + 1), "markdown", site())).toThrow(BodyTooLarge);
  });
});
