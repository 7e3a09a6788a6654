import { describe, expect, it } from "vitest";
import type { Newsroom } from "../support/newsroom.ts";
import { newsroom } from "../support/newsroom.ts";
import { NO_OPTIONS } from "../../src/posts/options.ts";
import { draftOf } from "../support/drafts.ts";

/** Follows one redirect and says where it led. */
async function leads(room: Pick<Newsroom, "reader">, from: string) {
  const answer = await room.reader.get(from);
  return answer.status === 301 ? answer.headers.location : answer.status;
}

function structured(structure: string) {
  const room = newsroom();
  room.parts.settings.update("permalinks", { structure }, room.now());
  return room;
}

describe("the one address of a post", () => {
  it.each([
    ["a slash behind it", "/2026/03/a-quiet-morning/"],
    ["upper case", "/2026/03/A-Quiet-Morning"],
    ["slashes doubled", "//2026//03/a-quiet-morning"],
    ["a short month", "/2026/3/a-quiet-morning"],
    ["the wrong month", "/2025/12/a-quiet-morning"],
    ["a needless escape", "/2026/03/%61-quiet-morning"],
    ["the dates of another structure", "/2026/03/01/a-quiet-morning"],
    ["no date", "/a-quiet-morning"],
    ["the file of a folder", "/2026/03/a-quiet-morning/index.html"],
    ["what other systems append", "/2026/03/a-quiet-morning/amp"],
  ])("is led to with a 301 from %s", async (_case, wrong) => {
    const room = newsroom();
    const { address } = room.post();
    expect(address).toBe("/2026/03/a-quiet-morning");
    expect(await leads(room, wrong)).toBe(address);
    await room.reader.get(address).expect(200);
  });

  it("keeps a query, but for the marks of campaigns", async () => {
    const room = newsroom();
    room.post();
    expect(await leads(room, "/2026/03/A-quiet-morning?reply=2&utm_source=x&UTM_medium=y")).toBe(
      "/2026/03/a-quiet-morning?reply=2",
    );
    await room.reader.get("/2026/03/a-quiet-morning?utm_source=x").expect(200);
  });

  it("answers HEAD as it answers GET", async () => {
    const room = newsroom();
    const { address } = room.post();
    await room.reader.head(address).expect(200);
    await room.reader.head(`${address}/`).expect(301);
    await room.reader.head("/nothing-here").expect(404);
  });

  it("leads feeds and pages of comments with it", async () => {
    const room = newsroom();
    room.post();
    expect(await leads(room, "/2025/01/a-quiet-morning/feed/atom/")).toBe(
      "/2026/03/a-quiet-morning/feed/atom",
    );
    expect(await leads(room, "/2025/01/a-quiet-morning/comment-page-2")).toBe(
      "/2026/03/a-quiet-morning/comment-page-2",
    );
  });

  it("is not given away while readers may not see the post", async () => {
    const room = newsroom();
    room.post({ title: "Draft", status: "draft" });
    room.post({ title: "Private", status: "private" });
    room.post({ title: "Later", publishedAt: new Date("2026-03-05T00:00:00Z") });
    for (const slug of ["draft", "private", "later"])
      for (const address of [`/2026/03/${slug}`, `/${slug}`, `/2026/03/${slug}/`])
        expect(await leads(room, address), address).toBe(404);
  });

  it("is told by a number only of what is listed", async () => {
    const room = newsroom();
    const listed = room.post();
    const page = room.post({ title: "About", kind: "page" });
    expect(await leads(room, `/?p=${listed.id}`)).toBe(listed.address);
    expect(await leads(room, `/archives/${listed.id}`)).toBe(listed.address);
    expect(await leads(room, `/?page_id=${page.id}`)).toBe(page.address);

    const expiresAt = new Date("2026-03-01T12:30:00Z");
    const hidden = [
      room.post({ title: "Unlisted", options: { ...NO_OPTIONS, isUnlisted: true } }),
      room.post({ title: "Unlisted page", kind: "page", options: { ...NO_OPTIONS, isUnlisted: true } }),
      room.post({ title: "Locked", password: "heron" }),
      room.post({ title: "Expired", options: { ...NO_OPTIONS, expiresAt } }),
      room.post({ title: "Draft", status: "draft" }),
      room.post({ title: "Pending", status: "pending" }),
      room.post({ title: "Private", status: "private" }),
      room.post({ title: "Later", publishedAt: new Date("2026-03-05T00:00:00Z") }),
      room.post({ title: "Trashed" }),
    ];
    await room.author.post("/admin/posts/bulk", { do: "trash", ids: String(hidden.at(-1)!.id) }).expect(303);
    room.later(3_600_000);
    const legacy = room.parts.content.prepare("INSERT INTO legacy_ids (legacy_id, post_id) VALUES (?, ?)");
    for (const { id } of hidden) {
      legacy.run(id + 100, id);
      const numbered = [`/?p=${id}`, `/?page_id=${id}`, `/?p=${id + 100}`, `/archives/${id}`];
      for (const address of [...numbered, `/archives/${id}/feed`, `/comments/${id}`])
        expect(await leads(room, address), address).toBe(404);
    }
  });
});

describe("what leads on", () => {
  it.each([false, true])("is asked for anew by browsers (a shared cache: %s)", async (hasSharedCache) => {
    const room = newsroom();
    room.parts.settings.update("caching", { hasSharedCache }, room.now());
    const { id } = room.post({ title: "First name" });
    room.parts.saving.update(id, draftOf(room, { title: "Second name" }), room.now());
    const former = ["/2026/03/first-name", "/2026/03/second-name/", "/second-name"];
    for (const address of [...former, `/?p=${id}`, "/?s=tide", "/page/1", "/2026/3", "/feed/", "/Login"]) {
      const { headers } = await room.reader.get(address).expect(301);
      expect(headers["cache-control"], address).toBe("private, no-cache");
    }
  });
});

describe("permalinks", () => {
  it("lead from a number with a wrong category only to what is listed", async () => {
    const room = structured("/%category%/%post_id%");
    const { id, address } = room.post();
    expect(await leads(room, `/sports/${id}`)).toBe(address);
    const hidden = room.post({ title: "Heron", options: { ...NO_OPTIONS, isUnlisted: true } });
    expect(await leads(room, `/sports/${hidden.id}`)).toBe(404);
    expect(await leads(room, `${hidden.address}/`)).toBe(hidden.address);
    await room.reader.get(hidden.address).expect(200);
  });

  it.each([
    ["/%postname%", "/a-quiet-morning"],
    ["/%year%/%monthnum%/%day%/%postname%/", "/2026/03/01/a-quiet-morning"],
    ["/archives/%post_id%", "/archives/1"],
    ["/%category%/%postname%.html", "/world/europe/a-quiet-morning.html"],
    ["/%author%/%hour%%minute%/%postname%", "/ben-author/1100/a-quiet-morning"],
  ])("can be %s", async (structure, expected) => {
    const room = structured(structure);
    const { topics } = room.parts;
    const world = topics.create({ kind: "category", name: "World" }, room.now());
    const europe = topics.create({ kind: "category", name: "Europe", parentId: world }, room.now());
    const { address } = room.post({ categoryIds: [europe] });
    expect(address).toBe(expected);
    const page = await room.reader.get(address).expect(200);
    expect(page.text).toContain(`<link rel="canonical" href="${room.baseUrl}${expected}"`);
    expect(await leads(room, `${expected}/`)).toBe(expected);
    expect(await leads(room, "/2026/03/a-quiet-morning")).toBe(expected);
    expect(await leads(room, "/world/europe/a-quiet-morning")).toBe(expected);
  });

  it("lead from a wrong category, but not from just any path", async () => {
    const room = structured("/%category%/%postname%");
    const { topics } = room.parts;
    const world = topics.create({ kind: "category", name: "World" }, room.now());
    room.post({ categoryIds: [world] });
    expect(await leads(room, "/sports/a-quiet-morning")).toBe("/world/a-quiet-morning");
    const other = newsroom();
    other.post();
    expect(await leads(other, "/no/such/a-quiet-morning")).toBe(404);
  });

  it("give way to pages and to the product where the slug is the whole address", () => {
    const { post } = structured("/%postname%");
    expect(post({ title: "Search" }).address).toBe("/search-2");
    expect(post({ title: "About", kind: "page" }).address).toBe("/about");
    expect(post({ title: "About" }).address).toBe("/about-2");
    expect(post({ title: "About 2", slug: "about-2", kind: "page" }).address).toBe("/about-2-2");
    expect(post({ title: "2026" }).address).toBe("/post-2026");
  });
});

describe("a renamed post", () => {
  it("is found at its old address", async () => {
    const room = newsroom();
    const { id } = room.post({ title: "First name" });
    room.parts.saving.update(id, draftOf(room, { title: "Second name" }), room.now());
    room.parts.saving.update(id, draftOf(room, { title: "Third name" }), room.now());
    expect(await leads(room, "/2026/03/first-name")).toBe("/2026/03/third-name");
    expect(await leads(room, "/2026/03/second-name/")).toBe("/2026/03/third-name");
    room.parts.saving.update(id, draftOf(room, { title: "First name" }), room.now());
    await room.reader.get("/2026/03/first-name").expect(200);
    expect(await leads(room, "/2026/03/third-name")).toBe("/2026/03/first-name");
  });

  it("leaves nothing behind while it never was public", async () => {
    const room = newsroom();
    const { id } = room.post({ title: "First name", status: "draft" });
    room.parts.saving.update(id, draftOf(room, { title: "Second name" }), room.now());
    expect(await leads(room, "/2026/03/first-name")).toBe(404);
  });

  it("keeps its old address also when it was withdrawn in between", async () => {
    const room = newsroom();
    const { id } = room.post({ title: "First name" });
    room.parts.saving.update(id, draftOf(room, { title: "First name", status: "draft" }), room.now());
    expect(await leads(room, "/2026/03/first-name")).toBe(404);
    room.parts.saving.update(id, draftOf(room, { title: "Second name" }), room.now());
    expect(await leads(room, "/2026/03/first-name")).toBe("/2026/03/second-name");
  });

  it("gives its old address up to a new post, and to one that is only meant by it", async () => {
    const room = newsroom();
    const { id } = room.post({ title: "Name" });
    room.parts.saving.update(id, draftOf(room, { title: "Other name" }), room.now());
    const later = new Date("2026-02-01T00:00:00Z");
    const taker = room.post({ title: "Name", publishedAt: later });
    expect(taker.address).toBe("/2026/02/name");
    await room.reader.get("/2026/02/name").expect(200);
    expect(await leads(room, "/2026/03/name")).toBe("/2026/03/other-name");
    expect(await leads(room, "/2024/03/name")).toBe("/2026/02/name");
  });
});

describe("a deleted post", () => {
  it("is gone, at all its addresses", async () => {
    const room = newsroom();
    const { id } = room.post({ title: "First name" });
    room.parts.saving.update(id, draftOf(room, { title: "Second name" }), room.now());
    room.parts.moves.bury(id, room.now());
    room.parts.content.prepare("DELETE FROM posts WHERE id = ?").run(id);
    expect(await leads(room, "/2026/03/first-name")).toBe(410);
    expect(await leads(room, "/2026/03/second-name")).toBe(410);
    room.post({ title: "First name" });
    await room.reader.get("/2026/03/first-name").expect(200);
  });

  it("was never there if nobody could read it", async () => {
    const room = newsroom();
    const { id } = room.post({ title: "Draft", status: "draft" });
    room.parts.moves.bury(id, room.now());
    room.parts.content.prepare("DELETE FROM posts WHERE id = ?").run(id);
    expect(await leads(room, "/2026/03/draft")).toBe(404);
  });
});

describe("addresses of an imported site", () => {
  it("lead to where the thing is now", async () => {
    const room = newsroom();
    const post = room.post();
    const page = room.post({ kind: "page", title: "About" });
    const { content } = room.parts;
    content.prepare("INSERT INTO legacy_ids (legacy_id, post_id) VALUES (77, ?)").run(post.id);
    const redirect = content.prepare(
      "INSERT INTO redirects (path, to_path, created_at) VALUES (?, ?, '2026-01-01')",
    );
    redirect.run("wp-content/uploads/2020/Bild (1).JPG", "/media/2026/a.jpg");
    redirect.run("away", "//evil.example/");
    redirect.run("straße", "/about");
    expect(await leads(room, "/?p=77")).toBe(post.address);
    expect(await leads(room, `/?p=${post.id}`)).toBe(post.address);
    expect(await leads(room, `/?page_id=${page.id}`)).toBe("/about");
    expect(await leads(room, "/index.php?p=77")).toBe("/?p=77");
    expect(await leads(room, "/?p=999")).toBe(404);
    expect(await leads(room, "/?p=abc")).toBe(200);
    expect(await leads(room, "/wp-content/uploads/2020/Bild%20(1).JPG")).toBe("/media/2026/a.jpg");
    expect(await leads(room, "/stra%C3%9Fe")).toBe("/about");
    expect(await leads(room, "/away")).toBe(404);
    expect(await leads(room, "/?s=two%20words")).toBe("/search?q=two%20words");
  });
});

describe("archives and pages of the product", () => {
  it("have one address too", async () => {
    const room = newsroom();
    const { topics } = room.parts;
    const world = topics.create({ kind: "category", name: "World" }, room.now());
    room.post({ categoryIds: [world] });
    expect(await leads(room, "/category/World/")).toBe("/category/world");
    expect(await leads(room, "/category/world/page/1")).toBe("/category/world");
    expect(await leads(room, "/Category/world")).toBe("/category/world");
    expect(await leads(room, "/author/Ben-Author/")).toBe("/author/ben-author");
    expect(await leads(room, "/2026/3/")).toBe("/2026/03");
    expect(await leads(room, "/page/1")).toBe("/");
    expect(await leads(room, "/Login/")).toBe("/login");
    expect(await leads(room, "/index.php")).toBe("/");
    expect(await leads(room, "//")).toBe("/");
    topics.update(world, { name: "Globe", slug: "", parentId: null, description: "" }, room.now());
    expect(await leads(room, "/category/world")).toBe("/category/globe");
  });
});

describe("what is no address", () => {
  it.each([
    "/%00",
    "/a%00b",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/..%2f..%2fetc%2fpasswd",
    "/a%2Fb",
    "/a%5Cb",
    "/%FF",
    "/%E0%A4%A",
    "/%",
    "/\\evil.example",
    "//evil.example",
    "//evil.example/%2e%2e",
    "/%0d%0aSet-Cookie:x=1",
    "/page/0",
    "/page/2e9",
    "/page/99999999999999999999",
    "/category/%00",
    "/tag/%FF",
    "/author/%2F",
    `/${"a/".repeat(2000)}`,
    `/${"a".repeat(7000)}`,
  ])("is refused without a fault: %s", async (address) => {
    const { reader, log } = newsroom();
    const answer = await reader.get(address);
    expect([400, 404]).toContain(answer.status);
    expect(log).toEqual([]);
  });
});
