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

  it("goes on where a post of its list was deleted meanwhile, and does not count it", async () => {
    const { parts, post } = newsroom();
    const ids = ["One", "Two", "Three"].map((title) => post({ title }).id);
    const deletes = (done: number) => {
      if (done === 1) parts.content.prepare("DELETE FROM posts WHERE id = ?").run(ids[1]);
    };
    expect(await rerenderPosts(parts, true, deletes)).toBe(2);
  });
});
