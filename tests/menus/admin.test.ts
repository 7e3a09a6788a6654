import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

function menuDesk() {
  const room = newsroom();
  const id = room.parts.menus.create("Main", "primary");
  const path = `/admin/menus/${id}`;
  const add = (form: object) => room.admin.post(`${path}/items`, { ...form });
  const items = () => room.parts.menus.listItems(id, room.now());
  const shape = () => {
    const known = items();
    const nameOf = (wanted: number | null) => known.find((item) => item.id === wanted)?.label;
    return known
      .map(({ label, parentId }) => (parentId === null ? label : `${label}/${nameOf(parentId)}`))
      .join(" ");
  };
  const link = async (label: string) => {
    await add({ kind: "link", label, url: `/${label}` }).expect(303);
    return items().at(-1)!.id;
  };
  return { ...room, id, path, add, items, shape, link };
}

describe("the menus of the desk", () => {
  it("are made with a name and a place, and listed", async () => {
    const { admin, parts } = newsroom();
    const answer = await admin
      .post("/admin/menus", { name: "Below <the> title", location: "primary" })
      .expect(303);
    const [menu] = parts.menus.list();
    expect(answer.headers.location).toBe(`/admin/menus/${menu!.id}`);
    const page = await admin.get("/admin/menus").expect(200);
    expect(page.text).toContain("Below &lt;the&gt; title");
    expect(page.text).toContain("no entries");
  });

  it.each([
    [{ name: "", location: "" }, "Fill this in."],
    [{ name: "Main", location: "" }, "Another menu has this name."],
    [{ name: "x".repeat(101), location: "" }, "This is longer than 100 characters."],
    [{ name: "New", location: "attic" }, "Choose one of these."],
  ])("refuse %j", async (form, message) => {
    const { admin, parts } = menuDesk();
    const page = await admin.post("/admin/menus", form).expect(422);
    expect(page.text).toContain(message);
    expect(parts.menus.list()).toHaveLength(1);
  });

  it("are renamed, and take a place from another", async () => {
    const { admin, parts, id } = menuDesk();
    const other = parts.menus.create("Other");
    await admin.post(`/admin/menus/${other}`, { name: "Second", location: "primary" }).expect(303);
    expect(parts.menus.find(other)).toMatchObject({ name: "Second", location: "primary" });
    expect(parts.menus.find(id)?.location).toBeNull();
    const page = await admin.post(`/admin/menus/${other}`, { name: "Main", location: "" }).expect(422);
    expect(page.text).toContain('value="Main"');
    await admin.post(`/admin/menus/${other}`, { name: "Second", location: "" }).expect(303);
    expect(parts.menus.find(other)?.location).toBeNull();
  });

  it("are deleted with their entries", async () => {
    const { admin, path, link, parts } = menuDesk();
    await link("one");
    await admin.post(`${path}/delete`).expect(303);
    expect(parts.menus.list()).toEqual([]);
    await admin.get(path).expect(404);
  });
});

describe("the entries of a menu", () => {
  it("are added from pages, posts, categories, tags, addresses and the front page", async () => {
    const { add, items, post, parts, now, admin, path } = menuDesk();
    const page = post({ kind: "page", title: "About" });
    const story = post({ title: "Bridge opens" });
    const world = parts.topics.create({ kind: "category", name: "World" }, now());
    const [tag] = parts.topics.findOrCreateTags(["rivers"], now());
    post({ tagIds: [tag!] });
    const form = (await admin.get(path).expect(200)).text;
    for (const offered of ["About", "Bridge opens", "World", "rivers"])
      expect(form).toContain(`>${offered}</option>`);
    await add({ kind: "home" }).expect(303);
    await add({ kind: "page", pageId: page.id }).expect(303);
    await add({ kind: "post", postId: story.id }).expect(303);
    await add({ kind: "category", categoryId: world }).expect(303);
    await add({ kind: "tag", tagId: tag }).expect(303);
    await add({ kind: "link", label: "Mail", url: "mailto:desk@news.example" }).expect(303);
    expect(items().map(({ kind }) => kind)).toEqual(["home", "post", "post", "topic", "topic", "link"]);
    const text = (await admin.get(path).expect(200)).text;
    expect(text).toContain("mailto:desk@news.example");
    expect(text).toContain("Bridge opens");
  });

  it.each([
    [{ kind: "link", label: "X", url: "javascript:alert(1)" }, "Address: This is no web address"],
    [{ kind: "link", label: "", url: "/about" }, "Label: Fill this in."],
    [{ kind: "page", pageId: "999" }, "Choose one of these."],
    [{ kind: "category" }, "Choose one of these."],
    [{ kind: "widget" }, "Choose one of these."],
    [{ kind: "home", label: "x".repeat(201) }, "This is longer than 200 characters."],
  ])("refuse %j", async (form, message) => {
    const { add, items } = menuDesk();
    const page = await add(form).expect(422);
    expect(page.text).toContain(message);
    expect(items()).toEqual([]);
  });

  it("end at two hundred", async () => {
    const { add, parts, id } = menuDesk();
    for (let n = 0; n < 200; n += 1)
      parts.menus.addItem(id, { kind: "home", label: "", url: null, postId: null, topicId: null });
    const page = await add({ kind: "home" }).expect(422);
    expect(page.text).toContain("A menu has room for 200 entries.");
  });

  it("are found among posts by words of the title", async () => {
    const { admin, path, post } = menuDesk();
    post({ title: "Bridge over the river" });
    post({ title: "Town hall" });
    const found = (await admin.get(`${path}?q=riv brid`).expect(200)).text;
    expect(found).toContain(">Bridge over the river</option>");
    expect(found).not.toContain(">Town hall</option>");
    for (const text of ['"', "NEAR(", "a AND", "*", "title:x"])
      await admin.get(`${path}?q=${encodeURIComponent(text)}`).expect(200);
  });

  it("move by buttons: up, down, in and out", async () => {
    const { admin, path, link, shape } = menuDesk();
    const [, two, three] = [await link("one"), await link("two"), await link("three")];
    const step = (id: number, direction: string) =>
      admin.post(`${path}/items/${id}/move`, { step: direction }).expect(303);
    await step(two, "in");
    expect(shape()).toBe("one two/one three");
    await step(three, "up");
    expect(shape()).toBe("three one two/one");
    await step(two, "out");
    await step(two, "up");
    expect(shape()).toBe("three two one");
    await step(three, "up");
    await step(three, "sideways");
    expect(shape()).toBe("three two one");
  });

  it("take another label and address, or come back with what was typed", async () => {
    const { admin, path, link, items } = menuDesk();
    const id = await link("one");
    await admin.post(`${path}/items/${id}`, { label: "Uno", url: "example.com" }).expect(303);
    expect(items()[0]).toMatchObject({ label: "Uno", url: "https://example.com/" });
    const page = await admin
      .post(`${path}/items/${id}`, { label: "Kept", url: "ftp://x.example" })
      .expect(422);
    expect(page.text).toContain('value="Kept"');
    expect(page.text).toContain('value="ftp://x.example"');
    expect(page.text).toContain(`href="#field-url-${id}"`);
    expect(items()[0]?.label).toBe("Uno");
  });

  it("are removed with all below, and brought back where they stood", async () => {
    const { admin, path, link, shape } = menuDesk();
    const [one, two] = [await link("one"), await link("two"), await link("three")];
    await admin.post(`${path}/items/${two}/move`, { step: "in" }).expect(303);
    await admin.post(`${path}/items/${one}/delete`).expect(303);
    expect(shape()).toBe("three");
    const page = await admin.get(path).expect(200);
    expect(page.text).toContain("“one” was removed with the entry below it.");
    expect(page.text).toContain(`action="${path}/items/${one}/restore"`);
    await admin.post(`${path}/items/${one}/restore`).expect(303);
    expect(shape()).toBe("one two/one three");
  });

  it("say where readers do not see them", async () => {
    const { admin, path, add, post } = menuDesk();
    const page = post({ kind: "page", title: "About", status: "draft" });
    await add({ kind: "page", pageId: page.id }).expect(303);
    expect((await admin.get(path)).text).toContain("Readers do not see it: they may not open it.");
  });

  it("belong to their own menu only", async () => {
    const { admin, parts, link } = menuDesk();
    const item = await link("one");
    const other = parts.menus.create("Other");
    await admin.post(`/admin/menus/${other}/items/${item}/delete`).expect(404);
    await admin.post(`/admin/menus/${other}/items/${item}`, { label: "x", url: "/x" }).expect(404);
    await admin.post(`/admin/menus/${other}/items/${item}/restore`).expect(404);
  });

  it("are refused to authors, and to readers who are not signed in", async () => {
    const { author, reader, path, link, items } = menuDesk();
    const item = await link("one");
    for (const address of ["/admin/menus", path]) {
      await author.get(address).expect(403);
      expect((await reader.get(address).expect(303)).headers.location).toMatch(/^\/login/);
    }
    await author.post(`${path}/items/${item}/delete`).expect(403);
    await reader.post(`${path}/items/${item}/delete`).expect(303);
    expect(items()).toHaveLength(1);
  });
});
