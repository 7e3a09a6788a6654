import { describe, expect, it } from "vitest";
import { rerenderPosts } from "../../src/posts/rerender.ts";
import { newsroom } from "../support/newsroom.ts";

const nothing = () => undefined;

describe("rendering again", () => {
  it("makes what an older renderer made, and changes neither source nor dates", async () => {
    const { parts, post } = newsroom();
    const { id } = post({ bodySource: "## One\n\nTwo *three*." });
    parts.content.prepare("UPDATE posts SET body_html = 'old', summary = 'old', renderer_version = 0").run();
    const before = parts.posts.findAny(id)!;
    expect(await rerenderPosts(parts, false, nothing)).toBe(1);
    const after = parts.posts.findAny(id)!;
    expect(String(after.html)).toContain("<em>three</em>");
    expect(after.summary).toContain("Two three.");
    expect(after.updatedAt).toEqual(before.updatedAt);
    expect(await rerenderPosts(parts, false, nothing)).toBe(0);
    expect(await rerenderPosts(parts, true, nothing)).toBe(1);
  });
});
