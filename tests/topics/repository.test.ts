import { describe, expect, it } from "vitest";
import { Conflict } from "../../src/errors.ts";
import { newsroom } from "../support/newsroom.ts";

/** World › Europe › Malta and World › Asia, and one post in Malta. */
function atlas() {
  const room = newsroom();
  const { topics } = room.parts;
  const now = room.now();
  const category = (name: string, parentId: number | null = null) =>
    topics.create({ kind: "category", name, parentId }, now);
  const world = category("World");
  const europe = category("Europe", world);
  const malta = category("Malta", europe);
  const asia = category("Asia", world);
  const [harbour] = topics.findOrCreateTags(["Harbour"], now);
  const ships = room.post({ title: "Ships", categoryIds: [malta], tagIds: [harbour!] });
  const counts = () =>
    Object.fromEntries(topics.listWithCounts("category", room.now()).map(({ path, count }) => [path, count]));
  const redirect = (path: string) =>
    room.parts.content.prepare("SELECT topic_id FROM redirects WHERE path = ?").pluck().get(path);
  const tagsText = () =>
    room.parts.content.prepare("SELECT tags_text FROM posts WHERE id = ?").pluck().get(ships.id);
  return {
    ...room,
    topics,
    world,
    europe,
    malta,
    asia,
    harbour: harbour!,
    ships,
    counts,
    redirect,
    tagsText,
  };
}

describe("categories", () => {
  it("have the address of their parents before their own", () => {
    const { topics, malta, europe } = atlas();
    expect(topics.find(malta)!.path).toBe("world/europe/malta");
    expect(topics.findByPath("category", "world/europe")!.id).toBe(europe);
    expect(topics.listAncestors(malta).map(({ name }) => name)).toEqual(["World", "Europe"]);
  });

  it("come in the order of their tree, by name among siblings", () => {
    const { topics } = atlas();
    expect(topics.list("category").map(({ name, depth }) => `${depth} ${name}`)).toEqual([
      "0 World",
      "1 Asia",
      "1 Europe",
      "2 Malta",
    ]);
  });

  it("count the posts of their children, once each, and only what readers may see", () => {
    const { counts, post, world, malta } = atlas();
    post({ title: "Both", categoryIds: [world, malta] });
    post({ title: "Draft", status: "draft", categoryIds: [malta] });
    post({ title: "Locked", password: "sesame", categoryIds: [malta] });
    post({ title: "Later", publishedAt: new Date("2026-03-02T00:00:00Z"), categoryIds: [malta] });
    post({ title: "A page", kind: "page", categoryIds: [malta] });
    expect(counts()).toEqual({
      world: 2,
      "world/asia": 0,
      "world/europe": 2,
      "world/europe/malta": 2,
    });
  });

  it("take a free address beside one of the same name", () => {
    const { topics, world, now } = atlas();
    const again = topics.create({ kind: "category", name: "Europe", parentId: world }, now());
    expect(topics.find(again)!.path).toBe("world/europe-2");
    const feed = topics.create({ kind: "category", name: "Feed" }, now());
    expect(topics.find(feed)!.path).toBe("feed-2");
  });

  it("are found by name below a parent before one is made", () => {
    const { topics, world, europe, now } = atlas();
    expect(topics.findOrCreate({ kind: "category", name: "Europe", parentId: world }, now())).toBe(europe);
    const top = topics.findOrCreate({ kind: "category", name: "Europe" }, now());
    expect(topics.find(top)!.path).toBe("europe");
  });
});

describe("renaming and moving a category", () => {
  it("moves the addresses below it, and the old ones lead there", () => {
    const { topics, europe, malta, world, now, redirect } = atlas();
    topics.update(europe, { name: "Old Europe", slug: "", parentId: world, description: "d" }, now());
    expect(topics.find(malta)!.path).toBe("world/old-europe/malta");
    expect(topics.find(europe)).toMatchObject({ name: "Old Europe", slug: "old-europe", description: "d" });
    expect(redirect("category/world/europe")).toBe(europe);
    expect(redirect("category/world/europe/malta")).toBe(malta);
  });

  it("counts its posts in its new ancestors and no longer in the old ones", () => {
    const { topics, europe, malta, asia, now, counts } = atlas();
    topics.update(malta, { name: "Malta", slug: "malta", parentId: asia, description: "" }, now());
    expect(counts()).toEqual({ world: 1, "world/asia": 1, "world/asia/malta": 1, "world/europe": 0 });
    topics.update(malta, { name: "Malta", slug: "malta", parentId: null, description: "" }, now());
    expect(counts()).toEqual({ world: 0, "world/asia": 0, malta: 1, "world/europe": 0 });
    expect(topics.find(europe)!.path).toBe("world/europe");
  });

  it("refuses to stand below itself", () => {
    const { topics, world, malta, now } = atlas();
    const below = () =>
      topics.update(world, { name: "World", slug: "world", parentId: malta, description: "" }, now());
    expect(below).toThrow(Conflict);
    expect(topics.find(world)!.parentId).toBeNull();
  });
});

describe("deleting a category", () => {
  it("moves its children up and keeps the posts", () => {
    const { topics, europe, malta, world, now, counts, redirect, post } = atlas();
    post({ title: "Only Europe", categoryIds: [europe] });
    topics.remove(europe, now());
    expect(topics.find(malta)).toMatchObject({ path: "world/malta", parentId: world });
    expect(counts()).toEqual({ world: 1, "world/asia": 0, "world/malta": 1 });
    expect(redirect("category/world/europe/malta")).toBe(malta);
  });
});

describe("merging", () => {
  it("brings posts, children and addresses of one topic to the other", () => {
    const { topics, europe, malta, asia, now, counts, redirect } = atlas();
    topics.merge(europe, asia, now());
    expect(topics.find(malta)!.path).toBe("world/asia/malta");
    expect(counts()).toEqual({ world: 1, "world/asia": 1, "world/asia/malta": 1 });
    expect(redirect("category/world/europe")).toBe(asia);
  });

  it("works into a topic below", () => {
    const { topics, world, malta, now, counts } = atlas();
    topics.merge(world, malta, now());
    expect(counts()).toEqual({ malta: 1, "malta/asia": 0, "malta/europe": 0 });
  });

  it("gives a post that has both tags the one that stays", () => {
    const { topics, ships, harbour, now, parts } = atlas();
    const [port] = topics.findOrCreateTags(["Port"], now());
    parts.content
      .prepare("INSERT INTO post_topics (post_id, topic_id, position) VALUES (?, ?, 1)")
      .run(ships.id, port);
    topics.merge(harbour, port!, now());
    expect(topics.listOfPost(ships.id).map(({ name }) => name)).toEqual(["Malta", "Port"]);
  });
});

describe("tags", () => {
  it("are one whatever the case, and several names keep their order", () => {
    const { topics, harbour, now } = atlas();
    const ids = topics.findOrCreateTags(["Zeppelin", " harbour ", "Ä", "ä", "C", "C++", "★", ""], now());
    expect(ids).toHaveLength(6);
    expect(ids[1]).toBe(harbour);
    expect(topics.findOrCreateTags(["c++", "★", "Zeppelin"], now())).toEqual([ids[4], ids[5], ids[0]]);
    expect(topics.find(ids[4]!)!.path).not.toBe(topics.find(ids[3]!)!.path);
  });

  it("tell search when they are renamed, merged or deleted", () => {
    const { topics, harbour, now, tagsText } = atlas();
    expect(tagsText()).toBe("Harbour");
    topics.update(harbour, { name: "Port", slug: "", parentId: null, description: "" }, now());
    expect(tagsText()).toBe("Port");
    topics.remove(harbour, now());
    expect(tagsText()).toBe("");
  });

  it("are listed by how often they are used", () => {
    const { topics, post, harbour, now } = atlas();
    const [rare, never] = topics.findOrCreateTags(["Rare", "Never"], now());
    post({ title: "More ships", tagIds: [harbour, rare!] });
    expect(never).toBeDefined();
    expect(topics.listMostUsed("tag", 10, now()).map(({ name, count }) => `${name} ${count}`)).toEqual([
      "Harbour 2",
      "Rare 1",
    ]);
  });
});
