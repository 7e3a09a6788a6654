import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

function desk() {
  const room = newsroom();
  const { topics } = room.parts;
  const editor = room.signedIn(room.user("Edda", "editor"));
  const category = (name: string, parentId: number | null = null) =>
    topics.create({ kind: "category", name, parentId }, room.now());
  const tag = (name: string) => topics.create({ kind: "tag", name }, room.now());
  return { ...room, topics, editor, category, tag };
}
const form = (changes: Record<string, unknown>) => ({
  ...{ name: "", slug: "", parent: "", description: "" },
  ...changes,
});

describe("the list of categories", () => {
  it("is a tree with the posts that readers find", async () => {
    const { editor, category, post } = desk();
    const world = category("World");
    const europe = category("Europe", world);
    post({ categoryIds: [europe] });
    post({ categoryIds: [world], status: "draft" });
    const page = await editor.get("/admin/categories").expect(200);
    expect(page.text).toMatch(/World<[\s\S]*>1<[\s\S]*depth-1[\s\S]*Europe<[\s\S]*>1</);
    expect(page.text).toContain('href="/category/world/europe"');
    expect(page.text).toContain('href="/admin/categories" aria-current="page"');
  });

  it("is searched and paged", async () => {
    const { editor, parts, now } = desk();
    parts.topics.findOrCreateTags(
      Array.from({ length: 101 }, (_, index) => `Tag ${index}`),
      now(),
    );
    await editor.get("/admin/tags?page=2").expect(200);
    await editor.get("/admin/tags?page=3").expect(404);
    const found = await editor.get("/admin/tags?q=tag+77").expect(200);
    expect(found.text).toContain(">Tag 77<");
    expect(found.text).not.toContain(">Tag 78<");
  });

  it("is for editors", async () => {
    const { author, reader, topics, category } = desk();
    const id = category("World");
    for (const path of ["/admin/categories", "/admin/tags", `/admin/categories/${id}`, "/admin/tags/new"]) {
      await author.get(path).expect(403);
      await reader.get(path).expect(303);
    }
    for (const path of ["new", `${id}`, `${id}/merge`, `${id}/delete`])
      await author.post(`/admin/categories/${path}`, form({ name: "Mine" })).expect(403);
    expect(topics.list("category").map(({ name }) => name)).toEqual(["World"]);
  });
});

describe("a topic", () => {
  it("is made, below another and with a slug of its own", async () => {
    const { editor, category, topics } = desk();
    const world = category("World");
    const typed = form({ name: "The Low Countries", parent: String(world), description: "Flat." });
    await editor.post("/admin/categories/new", typed).expect(303);
    expect(topics.findByPath("category", "world/the-low-countries")).toMatchObject({
      ...{ name: "The Low Countries", description: "Flat.", parentId: world },
    });
    await editor.post("/admin/tags/new", form({ name: "Tides", slug: "Ebb & flow" })).expect(303);
    expect(topics.findByPath("tag", "ebb-flow")?.name).toBe("Tides");
  });

  it("says what is wrong and keeps the words", async () => {
    const { editor, tag, category, topics } = desk();
    tag("Tides");
    const id = category("World");
    const below = category("Europe", id);
    const taken = await editor.post("/admin/tags/new", form({ name: "TIDES", slug: "tides" })).expect(422);
    expect(taken.text).toContain('id="error-field-name"');
    expect(taken.text).toContain('id="error-field-slug"');
    expect(taken.text).toContain('value="TIDES"');
    const reserved = await editor.post("/admin/tags/new", form({ name: "Feed", slug: "feed" })).expect(422);
    expect(reserved.text).toContain("“feed” is in use here.");
    for (const parent of [id, below, 999]) {
      const circle = form({ name: "World", parent: String(parent), slug: "world" });
      const page = await editor.post(`/admin/categories/${id}`, circle).expect(422);
      expect(page.text).toContain('id="error-field-parent"');
    }
    await editor.post("/admin/tags/new", form({ name: " " })).expect(422);
    expect(topics.list("tag")).toHaveLength(1);
  });

  it("may keep its own name and slug, and is renamed for readers with the old address leading on", async () => {
    const { editor, reader, tag, post, topics } = desk();
    const id = tag("Tides");
    post({ tagIds: [id] });
    await editor
      .post(`/admin/tags/${id}`, form({ name: "Tides", slug: "tides", description: "x" }))
      .expect(303);
    await editor.post(`/admin/tags/${id}`, form({ name: "Tides & moons", slug: "moons" })).expect(303);
    expect(topics.find(id)).toMatchObject({ name: "Tides & moons", path: "moons", description: "" });
    expect((await reader.get("/tag/moons").expect(200)).text).toContain("Tides &amp; moons");
    expect((await reader.get("/tag/tides").expect(301)).headers.location).toContain("/tag/moons");
    for (const feed of ["/feed", "/feed/atom", "/feed.json"])
      expect((await reader.get(`/tag/tides${feed}`).expect(301)).headers.location).toBe(`/tag/moons${feed}`);
  });

  it("is merged into another of its kind only", async () => {
    const { editor, tag, category, post, topics } = desk();
    const [tide, tides, world] = [tag("Tide"), tag("Tides"), category("World")];
    const { id } = post({ tagIds: [tide] });
    for (const into of ["", String(tide), String(world), "999"])
      await editor.post(`/admin/tags/${tide}/merge`, { into }).expect(422);
    await editor.post(`/admin/tags/${tide}/merge`, { into: String(tides) }).expect(303);
    expect(topics.find(tide)).toBeUndefined();
    expect(topics.listOfPost(id).map(({ name }) => name)).toEqual(["Tides"]);
  });

  it("is deleted one step behind what is opened, without its posts, and what stands below it moves up", async () => {
    const { editor, category, post, topics, parts } = desk();
    const world = category("World");
    const europe = category("Europe", world);
    const { id } = post({ categoryIds: [world] });
    const { text } = await editor.get(`/admin/categories/${world}`).expect(200);
    expect(text).toContain("Delete “World”");
    expect(text.replace(/<details[\s\S]*?<\/details>/g, "")).not.toContain("/delete");
    await editor.post(`/admin/categories/${world}/delete`).expect(303);
    expect(topics.find(europe)).toMatchObject({ parentId: null, path: "europe" });
    expect(parts.posts.findAny(id)).toBeDefined();
  });

  it("of the other kind, or none, is not found", async () => {
    const { editor, category } = desk();
    const id = category("World");
    for (const path of [`/admin/tags/${id}`, "/admin/categories/999", "/admin/categories/x"])
      await editor.get(path).expect(404);
  });

  it("takes nothing that is not in the form", async () => {
    const { editor, tag, topics } = desk();
    const id = tag("Tides");
    const extra = { kind: "category", id: "7", path: "evil", parent: String(id), "__proto__[name]": "x" };
    await editor.post(`/admin/tags/${id}`, form({ name: "Tides", slug: "tides", ...extra })).expect(303);
    expect(topics.find(id)).toMatchObject({ kind: "tag", parentId: null, path: "tides" });
  });

  it("is printed as text, whatever it is called", async () => {
    const { editor } = desk();
    await editor.post("/admin/tags/new", form({ name: "<script>x</script>", description: "<img src=x>" }));
    const page = await editor.get("/admin/tags").expect(200);
    expect(page.text).toContain("&lt;script&gt;x");
    expect(page.text).not.toContain("<img src=x>");
  });
});
