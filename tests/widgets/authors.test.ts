import { describe, expect, it } from "vitest";
import { widgetRoom, words } from "./widget-room.ts";

describe("authors", () => {
  it("names who has listed posts, the busiest first, and counts pages for nobody", async () => {
    const { ada, ben, user, post, seen } = widgetRoom("authors");
    const dora = user("Dora Drafts", "author");
    post({ authorIds: [ben.id] });
    post({ authorIds: [ada.id, ben.id] });
    post({ kind: "page", authorIds: [ada.id] });
    post({ authorIds: [dora.id], status: "draft" });
    post({ authorIds: [dora.id], publishedAt: new Date("2026-03-05T00:00:00Z") });
    const html = await seen();
    expect(words(html)).toBe("Authors Ben Author 2 2 posts Ada Admin 1 1 post");
    expect(html).toContain('href="/author/ben-author"');
  });

  it("shows nothing while nobody has published", async () => {
    expect(await widgetRoom("authors").seen()).toBe("");
  });

  it("refuses a number out of range", () => {
    expect(widgetRoom("authors").widget.parse({ count: "0" }).ok).toBe(false);
  });
});
