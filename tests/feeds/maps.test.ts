import { describe, expect, it } from "vitest";
import { publicMaps } from "../../src/feeds/maps.ts";
import { slicesOf } from "../../src/feeds/sitemap.ts";
import { BASE_URL } from "../support/newsroom.ts";
import { all, only, readXml, textOf } from "../support/xml.ts";
import { feedRoom, hide } from "./room.ts";

const locations = (xml: string) =>
  readXml(xml).children.map((url) => textOf(url, "loc").replace(BASE_URL, ""));

describe("the sitemap", () => {
  it("names the front page, posts, pages, and the archives that have something", async () => {
    const room = feedRoom();
    const { reader, post, topic, picture } = room;
    const world = topic("category", "World", "world");
    const europe = topic("category", "Europe", "world/europe", world);
    topic("category", "Empty", "empty");
    const tag = topic("tag", "Tag", "tag");
    const story = post({ title: "Story", categoryIds: [europe], tagIds: [tag], featuredMediaId: picture() });
    post({ kind: "page", title: "About us" });
    hide(room, "XYZZY");
    const { text, headers } = await reader.get("/sitemap.xml").expect(200);
    expect(headers["content-type"]).toBe("application/xml; charset=utf-8");
    expect(locations(text)).toEqual([
      ...["/", story.address, "/about-us"],
      ...["/category/world", "/category/world/europe", "/tag/tag"],
      "/author/ben-author",
    ]);
    const urls = readXml(text).children;
    expect(textOf(only(urls[1]!, "image:image"), "image:loc")).toBe(`${BASE_URL}/media/2026/03/harbour.jpg`);
    expect(all(urls[0]!, "lastmod")).toEqual([]);
    expect(text).not.toContain("XYZZY");
  });

  it("tells the truth about the last change, in the zone of the site", async () => {
    const { reader, post, parts, now } = feedRoom();
    post({ publishedAt: new Date("2026-02-01T10:00:00Z") });
    post({ publishedAt: new Date("2026-03-01T12:00:00Z") });
    parts.content.exec("UPDATE posts SET updated_at = '2026-02-03T04:05:06.000Z'");
    parts.settings.update("general", { timeZone: "Europe/Berlin" }, now());
    const urls = readXml((await reader.get("/sitemap.xml")).text).children;
    expect(textOf(urls[1]!, "lastmod")).toBe("2026-02-03T05:05:06+01:00");
    expect(textOf(urls[2]!, "lastmod"), "its hour came after it was saved").toBe("2026-03-01T13:00:00+01:00");
  });

  it("leaves out the page that stands on the front", async () => {
    const { reader, post, parts, now } = feedRoom();
    const page = post({ kind: "page", title: "Welcome" });
    parts.settings.update("reading", { frontPageId: page.id }, now());
    expect(locations((await reader.get("/sitemap.xml")).text)).not.toContain("/welcome");
  });

  it("is an index of several files where there is more than one file holds", async () => {
    const room = feedRoom();
    for (let number = 1; number <= 7; number += 1)
      room.post({ title: `Story ${number}`, tagIds: [room.topic("tag", `T${number}`, `t${number}`)] });
    const { parts } = room;
    let sent = "";
    const maps = publicMaps({
      ...{ repository: parts.sitemap, settings: parts.settings, paths: parts.paths, words: parts.words },
      ...{ clock: parts.clock, mostUrls: 5, send: (_res, page) => void (sent = page.pieces[0] as string) },
    });
    type Handler = (req: never, res: never) => void;
    const ask = (handle: Handler, part = "") => {
      sent = "";
      const res = { set: () => res };
      handle({ params: { part } } as never, res as never);
      return sent;
    };
    expect(locations(ask(maps.sitemap as Handler))).toEqual([
      ...["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml", "/sitemap-4.xml"],
    ]);
    const parted = ["1", "2", "3", "4"].flatMap((part) => locations(ask(maps.sitemapPart as Handler, part)));
    expect(parted.length).toBe(1 + 7 + 7 + 1);
    expect(new Set(parted).size).toBe(16);
    for (const part of ["0", "5", "x", ""])
      expect(() => ask(maps.sitemapPart as Handler, part), part).toThrow("no such sitemap");
    await room.reader.get("/sitemap-1.xml").expect(404);
  });

  it("is not there for a site that hides from search engines, and robots.txt keeps everybody out", async () => {
    const { reader, parts, now } = feedRoom();
    const open = (
      await reader
        .get("/robots.txt")
        .expect(200)
        .expect("Content-Type", /text\/plain/)
    ).text;
    expect(open).toContain(`Sitemap: ${BASE_URL}/sitemap.xml`);
    expect(open).toContain("Disallow: /admin");
    expect(open).not.toMatch(/^Disallow: \/$/m);
    parts.settings.update("reading", { hideFromSearchEngines: true }, now());
    expect((await reader.get("/robots.txt").expect(200)).text).toBe("User-agent: *\nDisallow: /\n");
    await reader.get("/sitemap.xml").expect(404);
    await reader.get("/news-sitemap.xml").expect(404);
  });
});

describe("slices of several lists", () => {
  it("cover each entry once", () => {
    expect(slicesOf([1, 7, 0, 3], 0, 5)).toEqual([
      { offset: 0, limit: 1 },
      { offset: 0, limit: 4 },
      undefined,
      undefined,
    ]);
    expect(slicesOf([1, 7, 0, 3], 5, 5)).toEqual([
      ...[undefined, { offset: 4, limit: 3 }, undefined],
      { offset: 0, limit: 2 },
    ]);
    expect(slicesOf([1, 7, 0, 3], 10, 5)).toEqual([
      ...[undefined, undefined, undefined],
      { offset: 2, limit: 1 },
    ]);
  });
});

describe("the news sitemap", () => {
  it("names the posts of the last two days, to the second", async () => {
    const room = feedRoom();
    const { reader, post, at } = room;
    const published = (time: string, title: string) => post({ title, publishedAt: new Date(time) });
    published("2026-02-27T11:59:59.000Z", "Just too old");
    published("2026-02-27T12:00:00.000Z", "Just new");
    published("2026-03-01T11:00:00.000Z", "Fish & <chips>");
    published("2026-03-01T12:00:01.000Z", "Not yet");
    hide(room, "XYZZY");
    const { text } = await reader.get("/news-sitemap.xml").expect(200);
    const news = readXml(text).children.map((url) => only(url, "news:news"));
    expect(news.map((entry) => textOf(entry, "news:title"))).toEqual(["Fish & <chips>", "Just new"]);
    expect(textOf(news[0]!, "news:publication_date")).toBe("2026-03-01T11:00:00Z");
    const publication = only(news[0]!, "news:publication");
    expect(textOf(publication, "news:name")).toBe("Broadsheet");
    expect(textOf(publication, "news:language")).toBe("en");
    expect(text).not.toContain("XYZZY");
    at("2026-03-09T00:00:00Z");
    const later = await reader.get("/news-sitemap.xml").expect(200);
    expect(readXml(later.text).children).toEqual([]);
  });
});
