import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";
import type { NewItem } from "../../src/menus/menu.ts";

function menuRoom() {
  const room = newsroom();
  const { menus, menuAt } = room.parts;
  const id = menus.create("Main", "primary");
  const add = (item: Partial<NewItem>, parent?: number) => {
    const added = menus.addItem(id, {
      kind: "post",
      label: "",
      url: null,
      postId: null,
      topicId: null,
      ...item,
    });
    const places = menus.listItems(id, room.now()).map((entry) => ({
      id: entry.id,
      parentId: entry.id === added ? (parent ?? null) : entry.parentId,
    }));
    menus.arrange(id, places);
    return added;
  };
  const page = (title: string, draft: object = {}) => room.post({ kind: "page", title, ...draft });
  const seen = () => JSON.stringify(menuAt("primary", room.now())?.items, ["label", "children"]);
  return { ...room, id, add, page, seen, menus, menuAt };
}

describe("a menu", () => {
  it("leads home, to pages, topics and other addresses, nested", () => {
    const { add, page, parts, now, menuAt } = menuRoom();
    const world = parts.topics.create({ kind: "category", name: "World" }, now());
    add({ kind: "home" });
    const about = add({ postId: page("About us").id });
    add({ postId: page("Team").id, label: "People" }, about);
    add({ kind: "topic", topicId: world });
    add({ kind: "link", label: "Partner", url: "https://example.com/" });
    expect(menuAt("primary", now())?.items).toEqual([
      { label: "Home", href: "/", children: [] },
      {
        ...{ label: "About us", language: null, href: "/about-us" },
        children: [{ label: "People", language: null, href: "/team", children: [] }],
      },
      { label: "World", href: "/category/world", children: [] },
      { label: "Partner", href: "https://example.com/", children: [] },
    ]);
  });

  it("stands on every page, escaped, with the page that is read marked", async () => {
    const { add, post, reader } = menuRoom();
    const { id, address } = post({ title: "<b>Bold</b> & more" });
    add({ postId: id });
    const text = (await reader.get(address).expect(200)).text;
    expect(text).toMatch(
      new RegExp(`href="${address}" aria-current="page">&lt;b&gt;Bold&lt;/b&gt; &amp; more</a>`),
    );
  });

  it("is nowhere while no menu stands there, and empty while it has no entry", () => {
    const { menuAt, now } = menuRoom();
    expect(menuAt("footer", now())).toBeNull();
    expect(menuAt("primary", now())).toEqual({ items: [] });
  });

  it("hides what readers may not open, and lets what stood below take its place", () => {
    const { add, page, seen } = menuRoom();
    const hidden = add({ postId: page("Hidden", { status: "draft" }).id });
    add({ postId: page("Child").id }, hidden);
    add({ postId: page("Private", { status: "private" }).id });
    add({ postId: page("Later", { publishedAt: new Date("2026-03-02T00:00:00Z") }).id });
    expect(seen()).toBe('[{"label":"Child","children":[]}]');
  });

  it("follows publication, retraction and a new title at once, and a scheduled page at its hour", () => {
    const { add, page, seen, at, parts } = menuRoom();
    const soon = page("Soon", { publishedAt: new Date("2026-03-01T13:00:00Z"), password: "sesame" });
    add({ postId: soon.id });
    expect(seen()).toBe("[]");
    at("2026-03-01T12:59:59Z");
    expect(seen()).toBe("[]");
    at("2026-03-01T13:00:00Z");
    expect(seen()).toContain("Soon");
    parts.content.prepare("UPDATE posts SET title = 'Now' WHERE id = ?").run(soon.id);
    expect(seen()).toContain("Now");
    parts.content.prepare("UPDATE posts SET status = 'trash' WHERE id = ?").run(soon.id);
    expect(seen()).toBe("[]");
  });

  it("forgets what was deleted for good", () => {
    const { add, page, seen, parts } = menuRoom();
    const about = page("About");
    add({ postId: about.id });
    parts.content.prepare("DELETE FROM posts WHERE id = ?").run(about.id);
    expect(seen()).toBe("[]");
  });

  it("is the same object while nothing changes", () => {
    const { menuAt, now } = menuRoom();
    expect(menuAt("primary", now())).toBe(menuAt("primary", now()));
  });
});
