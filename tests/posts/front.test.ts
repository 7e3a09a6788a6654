import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

/** A room with posts “Post 1” (the oldest) to “Post n”, three a page. */
function room(posts: number, sticky: number[] = []) {
  const room = newsroom();
  room.parts.settings.update("reading", { postsPerPage: 3 }, room.now());
  for (let number = 1; number <= posts; number += 1)
    room.post({
      title: `Post ${number}`,
      isSticky: sticky.includes(number),
      publishedAt: new Date(Date.UTC(2026, 0, number)),
    });
  return room;
}

const titlesOf = (html: string) =>
  [...html.matchAll(/class="card__title"[^>]*>\s*<a[^>]*>Post (\d+)/g)].map(([, number]) => Number(number));

describe("the front page", () => {
  it("has one lead, then seconds, then a river", async () => {
    const { reader, parts, now } = room(9);
    parts.settings.update("reading", { postsPerPage: 9 }, now());
    const { text } = await reader.get("/").expect(200);
    const shapes = [...text.matchAll(/class="card card--(\w+)/g)].map(([, shape]) => shape);
    expect(shapes).toEqual(["lead", "second", "second", "second", ...Array<string>(5).fill("river")]);
    expect(titlesOf(text)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it("puts the seconds beside a lead with a picture, and below one without", async () => {
    const { reader, post, parts } = room(4);
    expect((await reader.get("/")).text).not.toContain("front__top--beside");
    const picture = parts.content
      .prepare(
        `INSERT INTO media (path, original_name, mime, width, height, bytes, sha256, alt, caption, credit, created_at)
         VALUES ('2026/03/a.webp', 'a', 'image/webp', 1200, 800, 9, x'00', '', '', '', '')`,
      )
      .run().lastInsertRowid;
    post({ featuredMediaId: Number(picture) });
    expect((await reader.get("/")).text).toContain("front__top--beside");
  });

  it("names two categories of a story at most; its own page names all", async () => {
    const { reader, post, parts, now } = newsroom();
    const categoryIds = ["Arts", "Bees", "Cats"].map((name) =>
      parts.topics.findOrCreate({ kind: "category", name, parentId: null }, now()),
    );
    const { address } = post({ categoryIds });
    const labels = async (path: string) =>
      [...(await reader.get(path)).text.matchAll(/class="label"[^>]*>(\w+)/g)].map(([, name]) => name);
    expect(await labels("/")).toEqual(["Arts", "Bees"]);
    expect(await labels(address)).toEqual(["Arts", "Bees", "Cats"]);
  });

  it("puts sticky posts first, and each post on one page only", async () => {
    const { reader } = room(7, [1, 3]);
    const pages = ["/", "/page/2", "/page/3"];
    const found = await Promise.all(pages.map(async (page) => titlesOf((await reader.get(page)).text)));
    expect(found).toEqual([[3, 1, 7], [6, 5, 4], [2]]);
  });

  it("loses no post where the sticky ones fill more than a page", async () => {
    const { reader } = room(6, [1, 2, 3, 4]);
    const found = await Promise.all(
      ["/", "/page/2"].map(async (page) => titlesOf((await reader.get(page)).text)),
    );
    expect(found).toEqual([
      [4, 3, 2],
      [1, 6, 5],
    ]);
  });

  it("has one address: page 1 leads there for good", async () => {
    const { reader } = room(4);
    const answer = await reader.get("/page/1").expect(301);
    expect(answer.headers.location).toBe("/");
    await reader.get("/page/0").expect(404);
    await reader.get("/page/3").expect(404);
  });

  it("leads from page to page", async () => {
    const { reader } = room(7);
    const { text } = await reader.get("/page/2").expect(200);
    expect(text).toMatch(/rel="prev" href="\/"/);
    expect(text).toMatch(/rel="next" href="\/page\/3"/);
    expect(text.match(/<h1[\s>]/g)).toHaveLength(1);
  });

  it("says that nothing is there, and lets who may write begin", async () => {
    const { reader, author } = newsroom();
    const forReaders = await reader.get("/").expect(200);
    expect(forReaders.text).toContain("Nothing has been published yet.");
    expect(forReaders.text).not.toContain("/admin/posts/new");
    expect((await author.get("/")).text).toContain('href="/admin/posts/new">Write the first post<');
  });

  it("gives anonymous readers no cookie", async () => {
    const { reader } = room(1);
    expect((await reader.get("/")).headers["set-cookie"]).toBeUndefined();
  });
});
