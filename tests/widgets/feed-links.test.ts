import { describe, expect, it } from "vitest";
import { widgetRoom } from "./widget-room.ts";

describe("feed links", () => {
  it("leads to the feeds of the site", async () => {
    const html = await widgetRoom("feed-links").seen();
    for (const address of ["/feed", "/feed/atom", "/feed.json", "/comments/feed"])
      expect(html).toContain(`href="${address}"`);
  });

  it("keeps the comments' feed to itself where it was told to", async () => {
    const { widget, seen } = widgetRoom("feed-links", { showComments: false });
    expect(await seen()).not.toContain("/comments/feed");
    expect(widget.parse({ title: "", showComments: "1" })).toEqual({
      ok: true,
      value: { title: "", showComments: true },
    });
  });
});
