import { describe, expect, it } from "vitest";
import { all, only, readXml, textOf } from "../support/xml.ts";
import { BASE_URL } from "../support/newsroom.ts";
import { feedRoom, hide } from "./room.ts";

const RFC822 =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d GMT$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/;
const HOSTILE = `<script>alert("1 & 2")</script> ]]> \u0000\u000B\uFFFE it's`;
const PLAIN = `<script>alert("1 & 2")</script> ]]>  it's`;

interface JsonItem {
  id: string;
  url: string;
  title?: string;
  content_html: string;
  summary?: string;
  image?: string;
  date_published: string;
  date_modified: string;
  authors: { name: string; url: string }[];
  tags: string[];
}
interface JsonFeed {
  version: string;
  title: string;
  home_page_url: string;
  feed_url: string;
  language: string;
  items: JsonItem[];
}

function fullRoom() {
  const room = feedRoom();
  const world = room.topic("category", "World", "world");
  const europe = room.topic("category", "Europe & Asia", "world/europe", world);
  const tag = room.topic("tag", "Harbour", "harbour");
  const dee = room.user("Dee Writer", "author");
  const post = room.post({
    title: "Ships & storms",
    excerpt: "Two ships came in, 1 < 2.",
    bodySource:
      "The [port](/about) is [below](#part).\n\n![A quay](/media/quay.jpg)\n\n<script>bad()</script>",
    categoryIds: [europe],
    tagIds: [tag],
    authorIds: [room.ben.id, dee.id],
    featuredMediaId: room.picture(),
  });
  return { ...room, full: post };
}

async function rssOf({ reader }: Pick<ReturnType<typeof feedRoom>, "reader">, address = "/feed") {
  const answer = await reader
    .get(address)
    .expect(200)
    .expect("Content-Type", "application/rss+xml; charset=utf-8");
  return { answer, channel: only(readXml(answer.text), "channel") };
}
async function atomOf({ reader }: Pick<ReturnType<typeof feedRoom>, "reader">, address = "/feed/atom") {
  const answer = await reader
    .get(address)
    .expect(200)
    .expect("Content-Type", "application/atom+xml; charset=utf-8");
  return readXml(answer.text);
}
async function jsonOf({ reader }: Pick<ReturnType<typeof feedRoom>, "reader">, address = "/feed.json") {
  const answer = await reader
    .get(address)
    .expect(200)
    .expect("Content-Type", "application/feed+json; charset=utf-8");
  return JSON.parse(answer.text || String(answer.body)) as JsonFeed;
}

describe("the RSS feed", () => {
  it("has what RSS 2.0 asks for", async () => {
    const room = fullRoom();
    const { channel } = await rssOf(room);
    expect(textOf(channel, "title")).toBe("Broadsheet");
    expect(textOf(channel, "link")).toBe(`${BASE_URL}/`);
    expect(textOf(channel, "description")).not.toBe("");
    expect(textOf(channel, "language")).toBe("en");
    expect(textOf(channel, "lastBuildDate")).toMatch(RFC822);
    expect(only(channel, "atom:link").attributes).toEqual({
      ...{ href: `${BASE_URL}/feed`, rel: "self", type: "application/rss+xml" },
    });
    const item = only(channel, "item");
    expect(textOf(item, "title")).toBe("Ships & storms");
    expect(textOf(item, "link")).toBe(BASE_URL + room.full.address);
    expect(textOf(item, "pubDate")).toBe("Sun, 01 Mar 2026 11:00:00 GMT");
    expect(only(item, "guid")).toMatchObject({
      attributes: { isPermaLink: "false" },
      text: `${BASE_URL}/?p=${room.full.id}`,
    });
    expect(all(item, "dc:creator").map(({ text }) => text)).toEqual(["Ben Author", "Dee Writer"]);
    expect(all(item, "category").map(({ text }) => text)).toEqual(["Europe & Asia", "Harbour"]);
    expect(textOf(item, "description")).toBe("Two ships came in, 1 < 2.");
    expect(only(item, "enclosure").attributes).toEqual({
      ...{ url: `${BASE_URL}/media/2026/03/harbour.jpg`, type: "image/jpeg", length: "54321" },
    });
    expect(textOf(item, "wfw:commentRss")).toBe(`${BASE_URL}${room.full.address}/feed`);
    const names = item.children.map(({ name }) => name);
    expect(names.indexOf("description")).toBeLessThan(names.indexOf("content:encoded"));
  });

  it("carries the whole text with absolute addresses and without scripts", async () => {
    const room = fullRoom();
    const { channel } = await rssOf(room);
    const html = textOf(only(channel, "item"), "content:encoded");
    expect(html).toContain(`href="${BASE_URL}/about"`);
    expect(html).toContain(`href="${BASE_URL}${room.full.address}#part"`);
    expect(html).toContain(`src="${BASE_URL}/media/quay.jpg"`);
    expect(html).toContain('alt="A quay"');
    expect(html).not.toMatch(/<script|(href|src)="(?!https?:)/);
  });

  it("marks text in a description only where HTML would misread it", async () => {
    const room = feedRoom();
    room.post({ excerpt: "Tom & Jerry <b>bold</b> &lt; 1 < 2" });
    const { channel } = await rssOf(room);
    expect(textOf(only(channel, "item"), "description")).toBe("Tom & Jerry &lt;b>bold&lt;/b> &amp;lt; 1 < 2");
  });
});

describe("the Atom feed", () => {
  it("has what RFC 4287 asks for", async () => {
    const room = fullRoom();
    const feed = await atomOf(room);
    expect(feed.attributes["xml:lang"]).toBe("en");
    expect(textOf(feed, "id")).toBe(`${BASE_URL}/feed/atom`);
    expect(textOf(feed, "updated")).toMatch(RFC3339);
    expect(all(feed, "link").map(({ attributes }) => [attributes.rel, attributes.href])).toEqual([
      ["self", `${BASE_URL}/feed/atom`],
      ["alternate", `${BASE_URL}/`],
    ]);
    const entry = only(feed, "entry");
    expect(textOf(entry, "id")).toBe(`${BASE_URL}/?p=${room.full.id}`);
    expect(textOf(entry, "title")).toBe("Ships & storms");
    expect(textOf(entry, "published")).toBe("2026-03-01T11:00:00Z");
    expect(textOf(entry, "updated")).toBe("2026-03-01T12:00:00Z");
    expect(all(entry, "author").map((author) => textOf(author, "name"))).toEqual([
      "Ben Author",
      "Dee Writer",
    ]);
    expect(only(entry, "content").attributes.type).toBe("html");
    expect(only(entry, "summary")).toMatchObject({
      attributes: { type: "text" },
      text: "Two ships came in, 1 < 2.",
    });
    expect(all(entry, "category").map(({ attributes }) => attributes)).toEqual([
      { term: "europe", label: "Europe & Asia" },
      { term: "harbour", label: "Harbour" },
    ]);
  });
});

describe("the JSON feed", () => {
  it("has what version 1.1 asks for", async () => {
    const room = fullRoom();
    const feed = await jsonOf(room);
    expect(feed).toMatchObject({
      ...{ version: "https://jsonfeed.org/version/1.1", title: "Broadsheet", language: "en" },
      ...{ home_page_url: `${BASE_URL}/`, feed_url: `${BASE_URL}/feed.json` },
    });
    const [item] = feed.items;
    expect(item).toMatchObject({
      ...{ id: `${BASE_URL}/?p=${room.full.id}`, url: BASE_URL + room.full.address, title: "Ships & storms" },
      ...{ image: `${BASE_URL}/media/2026/03/harbour.jpg`, tags: ["Europe & Asia", "Harbour"] },
      ...{ date_published: "2026-03-01T11:00:00Z", summary: "Two ships came in, 1 < 2." },
    });
    expect(item!.authors[1]).toEqual({ name: "Dee Writer", url: `${BASE_URL}/author/dee-writer` });
    expect(item!.date_modified).toMatch(RFC3339);
  });
});

describe("every feed", () => {
  it("escapes a hostile title once, and leaves out what XML cannot hold", async () => {
    const room = feedRoom();
    room.parts.settings.update("general", { title: HOSTILE, tagline: HOSTILE }, room.now());
    room.post({ title: HOSTILE, bodySource: `Text ${HOSTILE}`, tagIds: [room.topic("tag", HOSTILE, "x")] });
    const { channel } = await rssOf(room);
    expect(textOf(only(channel, "item"), "title")).toBe(PLAIN);
    expect(textOf(channel, "title")).toBe(PLAIN);
    const feed = await atomOf(room);
    expect(textOf(only(feed, "entry"), "title")).toBe(PLAIN);
    const json = await jsonOf(room);
    expect(json.items[0]!.title).toBe(HOSTILE);
    expect(json.items[0]!.content_html).not.toContain("<script");
  });

  it("names listed posts only, newest first, as many as the setting says", async () => {
    const room = feedRoom();
    hide(room, "XYZZY");
    for (let hours = 1; hours <= 5; hours += 1)
      room.post({ title: `Story ${hours}`, publishedAt: new Date(room.now().getTime() - hours * 3_600_000) });
    room.parts.settings.update("reading", { feedItems: 3 }, room.now());
    const { channel, answer } = await rssOf(room);
    expect(all(channel, "item").map((item) => textOf(item, "title"))).toEqual([
      "Story 1",
      "Story 2",
      "Story 3",
    ]);
    expect(answer.text).not.toContain("XYZZY");
    expect((await jsonOf(room)).items.length).toBe(3);
    expect(all(await atomOf(room), "entry").length).toBe(3);
  });

  it("is whole where nothing was published", async () => {
    const room = feedRoom();
    expect(all((await rssOf(room)).channel, "item")).toEqual([]);
    expect(textOf(await atomOf(room), "updated")).toMatch(RFC3339);
    expect((await jsonOf(room)).items).toEqual([]);
  });

  it.each(["/feed", "/feed/atom", "/feed.json"])(
    "%s answers 304 until something changes",
    async (address) => {
      const { reader, post } = feedRoom();
      post({ title: "One" });
      const first = await reader.get(address).expect(200);
      expect(first.headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
      expect(first.headers.etag).toMatch(/^"/);
      const again = { "If-None-Match": first.headers.etag as string };
      await reader.get(address).set(again).expect(304);
      await reader
        .get(address)
        .set("If-Modified-Since", first.headers["last-modified"] as string)
        .expect(304);
      const gzip = { "Accept-Encoding": "gzip, deflate" };
      const head = await reader.head(address).set(gzip).expect(200);
      expect(head.headers.etag).toBe(first.headers.etag);
      post({ title: "Two" });
      await reader.get(address).set(again).expect(200);
    },
  );

  it("is sent to whoever knows it by its date alone after any change, also one that leaves no date", async () => {
    const { reader, post, parts, now, later } = feedRoom();
    post({ title: "One", publishedAt: new Date("2026-02-01T00:00:00Z") });
    const two = post({ title: "Two" });
    const known = async () => (await reader.get("/feed").expect(200)).headers["last-modified"] as string;
    const whoKnows = (date: string) => {
      later(60_000);
      return reader.get("/feed").set("If-Modified-Since", date);
    };
    const before = await known();
    parts.publishing.trash([two], now());
    expect((await whoKnows(before).expect(200)).text).not.toContain("Two");
    const named = await known();
    parts.settings.update("general", { title: "The Evening Tide" }, now());
    expect((await whoKnows(named).expect(200)).text).toContain("The Evening Tide");
    await whoKnows(await known()).expect(304);
    await whoKnows("Fri, 01 Jan 2100 00:00:00 GMT").expect(200);
  });

  it("says that it changed when a scheduled hour comes, though nobody saved anything", async () => {
    const { reader, post, at } = feedRoom();
    post({ title: "Before" });
    post({ title: "Embargo", publishedAt: new Date("2026-03-01T18:00:00Z") });
    const first = await reader.get("/feed").expect(200);
    at("2026-03-01T18:00:00Z");
    const later = await reader
      .get("/feed")
      .set("If-Modified-Since", first.headers["last-modified"] as string)
      .expect(200);
    expect(later.text).toContain("Embargo");
  });

  it("keeps its ids when a post is edited, and says when", async () => {
    const room = feedRoom();
    const post = room.post({ title: "Before" });
    const before = (await jsonOf(room)).items[0]!;
    room.later(7_200_000);
    room.parts.content
      .prepare("UPDATE posts SET title = 'After', slug = 'after', updated_at = ? WHERE id = ?")
      .run(room.now().toISOString(), post.id);
    const after = (await jsonOf(room)).items[0]!;
    expect(after.id).toBe(before.id);
    expect(after.url).not.toBe(before.url);
    expect(after.date_published).toBe(before.date_published);
    expect(after.date_modified).toBe("2026-03-01T14:00:00Z");
  });

  it("writes dates in the zone of the site", async () => {
    const room = feedRoom();
    room.post();
    room.parts.settings.update("general", { timeZone: "Asia/Kolkata" }, room.now());
    expect((await jsonOf(room)).items[0]!.date_published).toBe("2026-03-01T16:30:00+05:30");
  });
});

describe("feeds of an archive", () => {
  it("bring the posts of a category with those of its children, of a tag, of an author", async () => {
    const room = fullRoom();
    room.post({ title: "Elsewhere", authorIds: [room.ada.id] });
    const titles = async (address: string) => {
      const { channel } = await rssOf(room, address);
      return all(channel, "item").map((item) => textOf(item, "title"));
    };
    for (const address of ["/category/world/feed", "/category/world/europe/feed", "/tag/harbour/feed"])
      expect(await titles(address), address).toEqual(["Ships & storms"]);
    expect(await titles("/author/ada-admin/feed")).toEqual(["Elsewhere"]);
    const feed = await jsonOf(room, "/category/world/europe/feed.json");
    expect(feed.title).toBe("Europe & Asia · Broadsheet");
    expect(feed.home_page_url).toBe(`${BASE_URL}/category/world/europe`);
    const atom = await atomOf(room, "/tag/harbour/feed/atom");
    expect(textOf(atom, "id")).toBe(`${BASE_URL}/tag/harbour/feed/atom`);
  });

  it("are not found where there is no such thing", async () => {
    const { reader, user } = feedRoom();
    user("Quiet Member", "author");
    for (const address of [
      "/category/none/feed",
      "/tag/none/feed.json",
      "/author/none/feed",
      "/author/quiet-member/feed",
    ])
      await reader.get(address).expect(404);
  });
});
