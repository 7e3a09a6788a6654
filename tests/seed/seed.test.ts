import { describe, expect, it } from "vitest";
import { seedSite, type SeedRequest } from "../../src/seed/seed.ts";
import { newsroom } from "../support/newsroom.ts";

/** A newsroom filled with sample content, and what its readers find. */
async function seeded(request: Partial<SeedRequest> = {}) {
  const room = newsroom();
  const { content } = room.parts;
  await seedSite(
    room.parts,
    { posts: 40, comments: 90, authors: 3, pictureIds: [], ...request },
    room.now(),
    () => undefined,
  );
  const all = (sql: string) => content.prepare(sql).all();
  const count = (sql: string) => content.prepare(`SELECT count(*) FROM ${sql}`).pluck().get();
  return { room, all, count };
}

describe("sample content", () => {
  it("is as much as was asked for", async () => {
    const { count } = await seeded();
    expect(count("posts")).toBe(40);
    expect(count("comments")).toBe(90);
    expect(count("(SELECT DISTINCT user_id FROM post_authors)")).toBe(3);
  });

  it("is the same for the same request", async () => {
    const paper = async () => {
      const { all } = await seeded();
      return [
        ...all("SELECT slug, title, excerpt, body_html, published_at FROM posts ORDER BY id"),
        ...all("SELECT post_id, parent_id, author_name, text, created_at FROM comments ORDER BY id"),
      ];
    };
    expect(await paper()).toEqual(await paper());
  });

  it("is published, lies in the past and talks in threads", async () => {
    const { room, all, count } = await seeded();
    const now = room.now().toISOString();
    expect(count(`posts WHERE status <> 'published' OR published_at > '${now}'`)).toBe(0);
    expect(count(`comments WHERE created_at > '${now}'`)).toBe(0);
    expect(count("comments WHERE parent_id IS NOT NULL")).toBeGreaterThan(5);
    expect(count("comments AS c JOIN comments AS p ON p.id = c.parent_id WHERE p.post_id <> c.post_id")).toBe(
      0,
    );
    const counts = all(
      `SELECT id FROM posts AS p
       WHERE comment_count <> (SELECT count(*) FROM comments WHERE post_id = p.id AND status = 'approved')`,
    );
    expect(counts).toEqual([]);
    expect((await room.reader.get("/").expect(200)).text).not.toMatch(/lorem ipsum/i);
  });

  it("has the sections of the paper below its title, unless the site has a menu of its own", async () => {
    const namesIn = (html: string) =>
      [
        ...html
          .slice(html.indexOf("site-bar__menu"))
          .split("</nav>")[0]!
          .matchAll(/>([^<>]+)<\/a>/g),
      ].map(([, name]) => name);
    const { room } = await seeded();
    const menu = namesIn((await room.reader.get("/").expect(200)).text);
    expect(menu.slice(0, 3)).toEqual(["Home", "Town", "Harbour"]);
    const other = newsroom();
    other.parts.menus.create("Ours", "primary");
    await seedSite(
      other.parts,
      { posts: 2, comments: 0, authors: 1, pictureIds: [] },
      other.now(),
      () => undefined,
    );
    expect(namesIn((await other.reader.get("/").expect(200)).text)).not.toContain("Town");
  });

  it("comes on top of what is there", async () => {
    const { room, count } = await seeded();
    const more = { posts: 5, comments: 0, authors: 3, pictureIds: [] };
    await seedSite(room.parts, more, room.now(), () => undefined);
    expect(count("posts")).toBe(45);
    expect(count("(SELECT DISTINCT slug FROM posts)")).toBe(45);
  });
});
