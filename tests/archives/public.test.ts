import { describe, expect, it } from "vitest";
import { archiveRepository } from "../../src/archives/repository.ts";
import { postRepository } from "../../src/posts/repository.ts";
import { newsroom } from "../support/newsroom.ts";
import { plansOf } from "../support/query-plans.ts";

function library() {
  const room = newsroom();
  const { topics, settings } = room.parts;
  const world = topics.create(
    { kind: "category", name: "World", description: "From everywhere." },
    room.now(),
  );
  const europe = topics.create({ kind: "category", name: "Europe", parentId: world }, room.now());
  const [ships] = topics.findOrCreateTags(["Ships"], room.now());
  settings.update("reading", { postsPerPage: 2 }, room.now());
  return { ...room, topics, world, europe, ships: ships! };
}

/** Titles of the cards of a page, in their order. */
function titles(html: string) {
  return [...html.matchAll(/<h[23][^>]*>\s*<a[^>]*>\s*([^<]*?)\s*<\/a>/g)].map((match) => match[1]);
}

describe("the archive of a category", () => {
  it("shows its posts and those of its children, newest first, in pages", async () => {
    const { reader, post, world, europe } = library();
    post({ title: "One", categoryIds: [world], publishedAt: new Date("2026-01-01T00:00:00Z") });
    post({ title: "Two", categoryIds: [europe], publishedAt: new Date("2026-01-02T00:00:00Z") });
    post({ title: "Three", categoryIds: [europe, world], publishedAt: new Date("2026-01-03T00:00:00Z") });
    post({ title: "Elsewhere" });
    const first = await reader.get("/category/world").expect(200);
    expect(titles(main(first.text))).toEqual(["Three", "Two"]);
    expect(first.text).toContain("3 posts");
    expect(first.text).toContain("From everywhere.");
    const second = await reader.get("/category/world/page/2").expect(200);
    expect(titles(main(second.text))).toEqual(["One"]);
    expect(second.text).toContain("World, page 2");
    await reader.get("/category/world/page/3").expect(404);
  });

  it("stands at the address of its parents, with the way up and down", async () => {
    const { reader, post, europe } = library();
    post({ title: "Two", categoryIds: [europe] });
    const page = await reader.get("/category/world/europe").expect(200);
    expect(page.text).toMatch(/<a href="\/category\/world" dir="auto">World<\/a>/);
    const above = await reader.get("/category/world").expect(200);
    expect(above.text).toMatch(/<a href="\/category\/world\/europe" dir="auto">Europe<\/a>/);
    await reader.get("/category/europe").expect(404);
  });

  it("is an empty page while it has no posts, and none where there is no such category", async () => {
    const { reader } = library();
    const page = await reader.get("/category/world").expect(200);
    expect(page.text).toContain("Nothing has been published here yet.");
    await reader.get("/category/nowhere").expect(404);
    await reader.get("/category/world/page/2").expect(404);
  });

  it("hides what readers may not see, also from the count", async () => {
    const { reader, post, world } = library();
    post({ title: "Draft", status: "draft", categoryIds: [world] });
    post({ title: "Private", status: "private", categoryIds: [world] });
    post({ title: "Tomorrow", publishedAt: new Date("2026-03-02T00:00:00Z"), categoryIds: [world] });
    post({ title: "Locked", password: "sesame", categoryIds: [world] });
    const page = await reader.get("/category/world").expect(200);
    expect(titles(main(page.text))).toEqual([]);
    expect(page.text).toContain("0 posts");
  });
});

describe("the archive of a tag", () => {
  it("shows its posts", async () => {
    const { reader, post, ships } = library();
    post({ title: "Harbour", tagIds: [ships] });
    post({ title: "Mountain" });
    const page = await reader.get("/tag/ships").expect(200);
    expect(titles(main(page.text))).toEqual(["Harbour"]);
    await reader.get("/tag/trains").expect(404);
  });
});

describe("the archive of an author", () => {
  it("shows what this person wrote, also with others", async () => {
    const { reader, post, ada, ben } = library();
    post({ title: "By both", authorIds: [ada.id, ben.id] });
    post({ title: "By Ben" });
    post({ title: "A page", kind: "page", authorIds: [ada.id] });
    const page = await reader.get(`/author/${ada.slug}`).expect(200);
    expect(titles(main(page.text))).toEqual(["By both"]);
    expect(page.text).toContain("1 post");
  });

  it("has a box about them only where there is more to say than the name above it", async () => {
    const { reader, admin, post, ada } = library();
    post({ title: "A story", authorIds: [ada.id] });
    expect((await reader.get(`/author/${ada.slug}`).expect(200)).text).not.toContain("author-box");
    await admin.post("/account", { name: ada.name, website: "https://ada.example" }).expect(303);
    const page = await reader.get(`/author/${ada.slug}`).expect(200);
    expect(page.text).toMatch(/author-box[^]*href="https:\/\/ada\.example\/"/);
  });

  it("does not tell that an account exists before its first post is out", async () => {
    const { reader, post, ada } = library();
    await reader.get(`/author/${ada.slug}`).expect(404);
    post({ title: "Draft", status: "draft", authorIds: [ada.id] });
    await reader.get(`/author/${ada.slug}`).expect(404);
  });
});

describe("the archives of dates", () => {
  it("show a year, a month and a day, with counts of the smaller ones", async () => {
    const { reader, post } = library();
    post({ title: "January", publishedAt: new Date("2026-01-31T12:00:00Z") });
    post({ title: "February", publishedAt: new Date("2026-02-01T12:00:00Z") });
    post({ title: "Last year", publishedAt: new Date("2025-12-31T12:00:00Z") });
    const year = await reader.get("/2026").expect(200);
    expect(titles(main(year.text))).toEqual(["February", "January"]);
    expect(year.text).toMatch(/<a href="\/2026\/02" dir="auto">February 2026<\/a>/);
    const month = await reader.get("/2026/01").expect(200);
    expect(titles(main(month.text))).toEqual(["January"]);
    expect(month.text).toMatch(/<a href="\/2026\/01\/31" dir="auto">31<\/a>/);
    const day = await reader.get("/2026/01/31").expect(200);
    expect(titles(main(day.text))).toEqual(["January"]);
    expect(day.text).toContain("January 31, 2026");
  });

  it("begin and end at midnight where the paper is printed", async () => {
    const { reader, post, parts, now } = library();
    parts.settings.update("general", { timeZone: "Asia/Tokyo" }, now());
    post({ title: "Early bird", publishedAt: new Date("2026-01-31T15:00:00Z") });
    post({ title: "Night owl", publishedAt: new Date("2026-01-31T14:59:59Z") });
    expect(titles(main((await reader.get("/2026/02/01").expect(200)).text))).toEqual(["Early bird"]);
    expect(titles(main((await reader.get("/2026/01/31").expect(200)).text))).toEqual(["Night owl"]);
  });

  it.each(["/2024", "/2026/13", "/2026/02/30", "/2026/00", "/0000", "/9999/12/31", "/2026/page/9"])(
    "have nothing at %s",
    async (address) => {
      const { reader, post } = library();
      post();
      await reader.get(address).expect(404);
    },
  );
});

describe("listing", () => {
  it("reads an index at any depth", () => {
    for (const { sql, steps } of [
      ...plansOf(archiveRepository),
      ...plansOf((db) => postRepository(db, () => null)),
    ]) {
      for (const step of steps) {
        expect(step, sql).not.toMatch(/SCAN (p|pt|pa|posts|post_topics|post_authors)\b/);
        if (sql.includes("OFFSET")) expect(step, sql).not.toContain("TEMP B-TREE");
      }
    }
  });

  it("skips to a deep page in the index alone", () => {
    // SQLite never calls an index over a generated column covering, yet reads the table only for rows it returns.
    const plans = plansOf(archiveRepository).filter(({ sql }) => sql.includes("OFFSET"));
    expect(plans.map(({ steps }) => /INDEX (\w+)/.exec(steps.join())?.[1])).toEqual([
      "post_topics_listed",
      "post_authors_listed",
      "posts_listed",
    ]);
  });
});

function main(html: string) {
  return /<main[^>]*>([\s\S]*)<\/main>/.exec(html)![1]!.replace(/<aside[\s\S]*?<\/aside>/g, "");
}
