import { describe, expect, it } from "vitest";
import { conversation, typed } from "../comments/conversation.ts";
import { BASE_URL } from "../support/newsroom.ts";
import { all, only, readXml, textOf } from "../support/xml.ts";

const items = (text: string) => all(only(readXml(text), "channel"), "item");

describe("feeds of comments", () => {
  it("bring approved comments of the site, newest first, each to its place", async () => {
    const { reader, comment, post } = conversation({ title: "Ships & storms" });
    const first = comment({ source: "The **first** [word](/about)." });
    const second = comment({ authorName: "<b>Emil</b>" });
    comment({ status: "pending", source: "Held back" });
    comment({ status: "spam", source: "Buy this" });
    const feed = await reader.get("/comments/feed").expect(200);
    const [newest, oldest] = items(feed.text);
    expect(items(feed.text).length).toBe(2);
    expect(textOf(newest!, "title")).toBe("<b>Emil</b> on “Ships & storms”");
    expect(textOf(newest!, "link")).toBe(`${BASE_URL}${post.address}#comment-${second}`);
    expect(textOf(newest!, "guid")).toBe(`${BASE_URL}/?p=${post.id}#comment-${second}`);
    expect(textOf(oldest!, "link")).toBe(`${BASE_URL}${post.address}#comment-${first}`);
    expect(textOf(oldest!, "dc:creator")).toBe("Dora");
    expect(textOf(oldest!, "content:encoded")).toContain("<strong>first</strong>");
    expect(feed.text).not.toMatch(/Held back|Buy this/);
    expect(textOf(only(readXml(feed.text), "channel"), "link")).toBe(`${BASE_URL}/`);
  });

  it("bring those of one post below its address, in every format", async () => {
    const { reader, comment, post, parts, now, story } = conversation({ title: "One" });
    comment({ source: "Here" });
    const other = story({ title: "Other" });
    const rss = await reader.get(`${post.address}/feed`).expect(200);
    expect(items(rss.text).length).toBe(1);
    expect(textOf(only(readXml(rss.text), "channel"), "title")).toBe("Comments on “One” · Broadsheet");
    const none = await reader.get(`${other.address}/feed/atom`).expect(200);
    expect(all(readXml(none.text), "entry")).toEqual([]);
    const json = await reader.get(`${post.address}/feed.json`).expect(200);
    expect(JSON.parse(json.text)).toMatchObject({
      feed_url: `${BASE_URL}${post.address}/feed.json`,
      items: [{ authors: [{ name: "Dora" }] }],
    });
    for (const structure of ["/%postname%", "/archives/%post_id%", "/%category%/%author%/%postname%"]) {
      parts.settings.update("permalinks", { structure }, now());
      const address = parts.paths.post(parts.posts.findAny(post.id)!);
      expect(items((await reader.get(`${address}/feed`).expect(200)).text).length, address).toBe(1);
    }
  });

  it("bring those of a page again that comes back, and follow the topics and people in addresses", async () => {
    const { reader, comment, parts, now, story } = conversation();
    const page = story({ kind: "page", title: "Tides" });
    comment({ postId: page.id, source: "High at noon" });
    const feed = async () => (await reader.get("/comments/feed").expect(200)).text;
    parts.publishing.trash([page], now());
    expect(await feed()).not.toContain("High at noon");
    parts.publishing.restore([page]);
    expect(await feed()).toContain("High at noon");
    const town = parts.topics.create({ kind: "category", name: "Town", parentId: null }, now());
    comment({ postId: story({ title: "Trams", categoryIds: [town] }).id });
    parts.settings.update("permalinks", { structure: "/%category%/%author%/%postname%" }, now());
    expect(await feed()).toContain("/town/ben-author/trams#");
    parts.topics.update(town, { name: "Harbour", slug: "", parentId: null, description: "" }, now());
    expect(await feed()).toContain("/harbour/ben-author/trams#");
    parts.content.exec("UPDATE users SET slug = 'benedict' WHERE slug = 'ben-author'");
    expect(await feed()).toContain("/harbour/benedict/trams#");
  });

  it("are those of the page that takes the address of a post", async () => {
    const { reader, comment, parts, now, story } = conversation();
    const world = parts.topics.create({ kind: "category", name: "World", parentId: null }, now());
    parts.settings.update("permalinks", { structure: "/%category%/%postname%" }, now());
    comment({ postId: story({ title: "Two", categoryIds: [world] }).id, source: "Below the post" });
    const feed = async () => (await reader.get("/world/two/feed").expect(200)).text;
    expect(await feed()).toContain("Below the post");
    const parent = story({ kind: "page", title: "World" });
    story({ kind: "page", title: "Two", parentId: parent.id });
    expect(await feed()).not.toContain("Below the post");
  });

  it("are not found below what is hidden, locked or elsewhere", async () => {
    const { reader, story } = conversation();
    const hidden = [
      story({ status: "draft" }),
      story({ status: "private" }),
      story({ password: "sesame" }),
      story({ publishedAt: new Date("2026-04-01T00:00:00Z") }),
    ].map(({ address }) => address);
    for (const address of [...hidden, "/2026/03/none", "/x/y/z"])
      await reader.get(`${address}/feed`).expect(404);
  });

  it("say nothing of comments whose post is hidden", async () => {
    const { reader, comment, post, parts } = conversation({ password: "sesame" });
    comment({ source: "A secret" });
    expect((await reader.get("/comments/feed").expect(200)).text).not.toContain("secret");
    parts.content.prepare("UPDATE posts SET password = NULL WHERE id = ?").run(post.id);
    expect((await reader.get("/comments/feed").expect(200)).text).toContain("A secret");
  });

  it("hold no address of whoever wrote", async () => {
    const { reader, comment, post } = conversation();
    comment({ email: typed.email });
    for (const address of [
      "/comments/feed",
      "/comments/feed/atom",
      "/comments/feed.json",
      `${post.address}/feed`,
    ]) {
      const { text } = await reader.get(address).expect(200);
      expect(text).toContain("Well said.");
      expect(text).not.toMatch(/cleo\.secret|readers\.example/);
    }
  });
});
