import { describe, expect, it } from "vitest";
import { widgetRoom, words } from "./widget-room.ts";

const on = (title: string, time: string) => ({ title, publishedAt: new Date(time) });

describe("on this day", () => {
  it("names posts of this day in earlier years, newest first", async () => {
    const { post, seen } = widgetRoom("on-this-day");
    post(on("Ten", "2016-03-01T23:59:59Z"));
    post(on("One", "2025-03-01T00:00:00Z"));
    post(on("Day before", "2025-02-28T23:59:59Z"));
    post(on("Today", "2026-03-01T09:00:00Z"));
    post({ ...on("Locked", "2024-03-01T09:00:00Z"), password: "sesame" });
    expect(words(await seen())).toBe("On this day One One year ago Ten 10 years ago");
  });

  it("turns the page at midnight of the site", async () => {
    const { parts, post, seen, at, now } = widgetRoom("on-this-day");
    parts.settings.update("general", { timeZone: "America/New_York" }, now());
    post(on("First", "2025-03-01T12:00:00Z"));
    post(on("Second", "2025-03-02T12:00:00Z"));
    expect(await seen()).toContain("First");
    at("2026-03-02T04:59:59Z");
    expect(await seen()).toContain("First");
    at("2026-03-02T05:00:00Z");
    expect(await seen()).toContain("Second");
  });

  it("knows 29 February", async () => {
    const { post, seen, at } = widgetRoom("on-this-day");
    post(on("Leap", "2024-02-29T12:00:00Z"));
    post(on("Day after", "2027-03-01T12:00:00Z"));
    at("2028-02-29T12:00:00Z");
    expect(words(await seen())).toBe("On this day Leap 4 years ago");
  });

  it("shows nothing on a quiet day, and refuses a number out of range", async () => {
    const { seen, widget } = widgetRoom("on-this-day");
    expect(await seen()).toBe("");
    expect(widget.parse({ count: "99" }).ok).toBe(false);
  });
});
