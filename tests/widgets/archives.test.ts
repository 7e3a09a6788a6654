import { describe, expect, it } from "vitest";
import { widgetRoom, words } from "./widget-room.ts";

describe("archives", () => {
  it("names months with the number of their posts, newest first", async () => {
    const { post, seen } = widgetRoom("archives");
    for (const day of ["2026-02-03", "2026-02-28", "2025-12-31", "2019-06-01"])
      post({ publishedAt: new Date(`${day}T09:00:00Z`) });
    const html = await seen();
    expect(words(html)).toBe("Archives February 2026 2 2 posts December 2025 1 1 post June 2019 1 1 post");
    expect(html).toContain('href="/2026/02"');
  });

  it("counts in the time zone of the site", async () => {
    const { parts, post, seen, now } = widgetRoom("archives", { showCounts: false });
    parts.settings.update("general", { timeZone: "Pacific/Auckland" }, now());
    post({ publishedAt: new Date("2025-12-31T10:59:59.999Z") });
    post({ publishedAt: new Date("2025-12-31T11:00:00Z") });
    expect(words(await seen())).toBe("Archives January 2026 December 2025");
    parts.settings.update("general", { timeZone: "America/New_York" }, now());
    post({ publishedAt: new Date("2025-06-01T03:59:00Z") });
    expect(words(await seen())).toBe("Archives December 2025 May 2025");
  });

  it("counts nothing that readers may not see", async () => {
    const { post, seen } = widgetRoom("archives");
    post({ publishedAt: new Date("2026-03-02T09:00:00Z") });
    post({ status: "draft", publishedAt: new Date("2025-03-02T09:00:00Z") });
    post({ password: "sesame" });
    post({ kind: "page" });
    expect(await seen()).toBe("");
  });

  it("shows as many months as were asked for", async () => {
    const { post, seen } = widgetRoom("archives", { count: 1, showCounts: false });
    for (const day of ["2026-02-03", "2026-01-28"]) post({ publishedAt: new Date(`${day}T09:00:00Z`) });
    expect(words(await seen())).toBe("Archives February 2026");
  });

  it("refuses a number of months out of range", () => {
    const { widget } = widgetRoom("archives");
    expect(widget.parse({ count: "121" }).ok).toBe(false);
  });
});
