import { describe, expect, it } from "vitest";
import { widgetRoom } from "./widget-room.ts";

describe("search", () => {
  it("sends what was typed to the search page", async () => {
    const html = await widgetRoom("search").seen();
    expect(html).toContain('action="/search"');
    expect(html).toMatch(/<label [^>]*for="(widget-\d+-q)">.*id="\1" name="q"/s);
  });
});
