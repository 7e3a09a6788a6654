import { describe, expect, it } from "vitest";
import { widgetRoom } from "./widget-room.ts";
import { recentComments } from "../../src/widgets/recent-comments.ts";

const now = new Date("2026-03-01T12:00:00Z");
const post = { title: "A quiet morning", language: null, publishedAt: now };
const told = (id: number, text = "Well said") => ({
  ...{ id, authorName: `Reader ${id}`, text, createdAt: now, post },
});

function shelf(comments: ReturnType<typeof told>[]) {
  return recentComments<ReturnType<typeof told>>({
    latestApproved: (limit) => comments.slice(0, limit),
    addressOf: ({ id }) => `/story#comment-${id}`,
  });
}

describe("recent comments", () => {
  const settings = { title: "", count: 2, showText: true };

  it("names author and story, and leads to the comment", () => {
    expect(shelf([told(3), told(2), told(1)]).load(settings, now)?.comments).toEqual([
      {
        author: "Reader 3",
        post,
        href: "/story#comment-3",
        createdAt: now,
        text: "Well said",
      },
      {
        author: "Reader 2",
        post,
        href: "/story#comment-2",
        createdAt: now,
        text: "Well said",
      },
    ]);
  });

  it("shows the beginning of a long comment, or none of it", () => {
    const long = shelf([told(1, "word ".repeat(100))]);
    expect(long.load(settings, now)?.comments[0]?.text).toMatch(/^(word ){17}word…$/);
    expect(long.load({ ...settings, showText: false }, now)?.comments[0]?.text).toBeNull();
  });

  it("shows nothing while nobody has said anything", () => {
    expect(shelf([]).load(settings, now)).toBeNull();
  });

  it("follows an approval at once, and names no comment on what readers may not see", async () => {
    const { parts, post, seen, now } = widgetRoom("recent-comments");
    const { id } = post({ title: "Open to all" });
    const hidden = post({ title: "Behind a password", password: "sesame" });
    const insert = parts.content.prepare(
      `INSERT INTO comments (post_id, status, author_name, source, html, text, created_at)
       VALUES (?, ?, 'Cleo <b>', 'x', 'x', 'Well & <i>said</i>', ?)`,
    );
    insert.run(id, "pending", now().toISOString());
    insert.run(hidden.id, "approved", now().toISOString());
    expect(await seen()).toBe("");
    parts.content.exec("UPDATE comments SET status = 'approved'");
    const html = await seen();
    expect(html).toContain("Cleo &lt;b&gt;");
    expect(html).toContain("Well &amp; &lt;i&gt;said&lt;/i&gt;");
    expect(html).toMatch(/href="[^"]+#comment-1">Open to all</);
    expect(html).not.toContain("Behind a password");
    parts.content.prepare("UPDATE posts SET title = '' WHERE id = ?").run(id);
    expect(await seen()).toMatch(/href="[^"]+#comment-1">[A-Z][a-z]+ \d+, 2026</);
  });

  it("refuses a number out of range", () => {
    expect(shelf([]).parse({ count: "0" }).ok).toBe(false);
  });
});
