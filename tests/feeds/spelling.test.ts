import { describe, expect, it } from "vitest";
import { all, only, readXml, textOf } from "../support/xml.ts";
import { feedRoom } from "./room.ts";

describe("a feed under another spelling", () => {
  it.each([
    ["/feed/", "/feed"],
    ["/feed/atom/", "/feed/atom"],
    ["/feed/rss2", "/feed"],
    ["/feed/rss/", "/feed"],
    ["/rss/", "/feed"],
    ["/rss", "/feed"],
    ["/category/world/europe/feed/", "/category/world/europe/feed"],
    ["/tag/sea/feed/rdf/?utm_source=x&a=b", "/tag/sea/feed?a=b"],
    ["/comments/feed/", "/comments/feed"],
  ])("%s leads to %s", async (spelling, address) => {
    const { reader } = feedRoom();
    await reader.get(spelling).expect(301).expect("Location", address);
  });

  it.each([
    "//evil.example/feed/",
    "/\\evil.example/feed/",
    "/category/%5Cevil.example/feed/",
    "//evil.example/rss",
  ])("%s leads nowhere else", async (address) => {
    const { reader } = feedRoom();
    const { headers } = await reader.get(address);
    expect(headers.location ?? "/").toMatch(/^\/(?![/\\])/);
  });
});

describe("the feed of a date", () => {
  it("brings what was published on it, in the time of the site", async () => {
    const { reader, post, parts, now } = feedRoom();
    parts.settings.update("general", { timeZone: "Asia/Kolkata" }, now());
    const published = (time: string, title: string) => post({ title, publishedAt: new Date(time) });
    published("2025-12-31T18:29:59Z", "Old year");
    published("2025-12-31T18:30:00Z", "New year");
    published("2026-02-10T00:00:00Z", "February");
    const titles = async (address: string) =>
      all(only(readXml((await reader.get(address).expect(200)).text), "channel"), "item").map((item) =>
        textOf(item, "title"),
      );
    expect(await titles("/2025/feed")).toEqual(["Old year"]);
    expect(await titles("/2026/feed")).toEqual(["February", "New year"]);
    expect(await titles("/2026/01/feed")).toEqual(["New year"]);
    expect(await titles("/2026/01/01/feed")).toEqual(["New year"]);
    const json = await reader.get("/2026/02/feed.json").expect(200);
    expect(JSON.parse(json.text)).toMatchObject({ title: "February 2026 · Broadsheet" });
    await reader.get("/2026/02/feed/atom").expect(200);
    for (const none of ["/2024/feed", "/2026/13/feed", "/2026/02/31/feed", "/2026/03/feed"])
      await reader.get(none).expect(404);
  });
});
