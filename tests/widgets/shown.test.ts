import { describe, expect, it } from "vitest";
import { widgetRoom } from "./widget-room.ts";

const hour = 3_600_000;

describe("the widgets of an area", () => {
  it("stand in their order, each in its area", async () => {
    const { parts, reader, place, post } = widgetRoom("text", { html: "<p>first</p>" });
    post();
    place({ html: "<p>second</p>" });
    parts.widgets.add("footer", "text", { title: "", html: "<p>third</p>" } as never);
    const page = await reader.get("/").expect(200);
    const order = ["first", "second", "third"].map((word) => page.text.indexOf(word));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(page.text.indexOf("<aside"));
    expect(order[2]).toBeGreaterThan(page.text.indexOf("<footer"));
  });

  it("are the same objects while nothing changes", () => {
    const { parts, post, now } = widgetRoom("recent-posts");
    post();
    expect(parts.widgetsNow(now()).get("sidebar")).toBe(parts.widgetsNow(now()).get("sidebar"));
  });

  it("follow a publication, a correction and a retraction at once", async () => {
    const { parts, post, seen, now } = widgetRoom("recent-posts");
    expect(await seen()).toBe("");
    const { id } = post({ title: "Bridge opens" });
    expect(await seen()).toContain("Bridge opens");
    parts.content.prepare("UPDATE posts SET title = 'Bridge closes' WHERE id = ?").run(id);
    expect(await seen()).toContain("Bridge closes");
    parts.content.prepare("UPDATE posts SET status = 'trash' WHERE id = ?").run(id);
    expect(await seen()).toBe("");
    expect(parts.widgetsNow(now()).get("sidebar")).toBeUndefined();
  });

  it("show a scheduled post at its hour and not before", async () => {
    const { post, seen, now, later } = widgetRoom("recent-posts");
    post({ title: "Embargo", publishedAt: new Date(now().getTime() + hour) });
    expect(await seen()).toBe("");
    later(hour - 1);
    expect(await seen()).toBe("");
    later(1);
    expect(await seen()).toContain("Embargo");
  });

  it("follow a clock that was set back", async () => {
    const { post, seen, now, at } = widgetRoom("recent-posts");
    post({ title: "Embargo", publishedAt: new Date(now().getTime() + hour) });
    at("2026-03-01T14:00:00Z");
    expect(await seen()).toContain("Embargo");
    at("2026-03-01T12:00:00Z");
    expect(await seen()).toBe("");
  });

  it("leave out a kind nobody knows and settings nobody understands, and the page stands", async () => {
    const { parts, reader } = widgetRoom("text", { html: "<p>whole</p>" });
    const insert = parts.content.prepare(
      "INSERT INTO widgets (area, position, kind, settings) VALUES ('sidebar', 9, ?, ?)",
    );
    insert.run("weather", "{}");
    insert.run("recent-posts", '{"title": "Broken", "count": "many"}');
    insert.run("text", '"nothing"');
    const page = await reader.get("/").expect(200);
    expect(page.text).toContain("whole");
    expect(page.text).not.toContain("Broken");
  });

  it("leave out one that fails, and say so in the log", async () => {
    const { parts, reader, seen, log, post } = widgetRoom("recent-posts");
    post();
    expect(await seen()).not.toBe("");
    const kind = parts.widgetKinds.get("recent-posts")!;
    kind.load = () => {
      throw new Error("out of paper");
    };
    post();
    await reader.get("/").expect(200);
    expect(await seen()).toBe("");
    expect(JSON.stringify(log)).toContain("out of paper");
  });

  it("print a title of their own, escaped, or the heading of the catalogue", async () => {
    const { post, seen, parts, id } = widgetRoom("recent-posts");
    post();
    expect(await seen()).toContain(">Recent posts</h2>");
    parts.widgets.update(id, "sidebar", { title: "<b>News</b> & more", count: 5, showDates: true } as never);
    expect(await seen()).toContain("&lt;b&gt;News&lt;/b&gt; &amp; more</h2>");
  });

  it("are loaded once for any number of pages", async () => {
    const { parts, post, reader } = widgetRoom("recent-posts");
    const loads: string[] = [];
    for (const kind of ["recent-posts", "search", "archives"]) {
      const widget = parts.widgetKinds.get(kind)!;
      const { load } = widget;
      widget.load = (...given) => (loads.push(kind), load(...given));
      if (kind !== "recent-posts") parts.widgets.add("sidebar", kind, widget.defaults);
    }
    const { address } = post();
    for (const path of ["/", address, "/2026", "/nowhere", "/", address]) await reader.get(path);
    expect(loads).toEqual(["recent-posts", "search", "archives"]);
  });
});
