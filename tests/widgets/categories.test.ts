import { describe, expect, it } from "vitest";
import type { CountedTopic } from "../../src/topics/topic.ts";
import { categories } from "../../src/widgets/categories.ts";
import { widgetRoom } from "./widget-room.ts";
import { templates } from "./templates.ts";

const now = new Date("2026-03-01T12:00:00Z");
const topic = (id: number, parentId: number | null, name: string, count: number): CountedTopic => ({
  ...{ id, parentId, name, count, kind: "category", slug: name.toLowerCase(), path: name.toLowerCase() },
  ...{ description: "", depth: 0 },
});
const world = [topic(1, null, "World", 5), topic(2, 1, "Europe", 3), topic(3, 2, "Alps", 1)];

describe("categories", () => {
  const settings = { title: "", depth: 3, showCounts: true };

  it("nests those that have posts, with their counts", () => {
    const shown = categories(() => [...world, topic(4, null, "Empty", 0)]).load(settings, now);
    const html = templates.widget("categories", shown!);
    expect(html.replace(/\s+/g, " ")).toMatch(
      /World<\/a>.*5 posts.*<ul.*Europe<\/a>.*<ul.*Alps<\/a>.*1 post</,
    );
    expect(html).not.toContain("Empty");
    expect(html.match(/<ul/g)).toHaveLength(3);
  });

  it("shows as many levels as were asked for, and no counts where they are off", () => {
    const shown = categories(() => world).load({ title: "", depth: 1, showCounts: false }, now);
    const html = templates.widget("categories", shown!);
    expect(html).toContain("World");
    expect(html).not.toContain("Europe");
    expect(html).not.toContain("posts");
  });

  it("puts a category without a visible parent at the top", () => {
    const shown = categories(() => [topic(2, 1, "Europe", 3)]).load(settings, now);
    expect(shown?.topics.map(({ name }) => name)).toEqual(["Europe"]);
  });

  it("counts only what readers may see, from the hour they may", async () => {
    const { parts, post, seen, now, at } = widgetRoom("categories");
    const id = parts.topics.create({ kind: "category", name: "Harbour" }, now());
    post({ categoryIds: [id], status: "draft" });
    post({ categoryIds: [id], password: "sesame" });
    post({ categoryIds: [id], publishedAt: new Date("2026-03-01T13:00:00Z") });
    expect(await seen()).toBe("");
    at("2026-03-01T13:00:00Z");
    expect(await seen()).toContain("1 post<");
  });

  it("escapes names", () => {
    const shown = categories(() => [topic(1, null, "<i>World", 1)]).load(settings, now);
    expect(templates.widget("categories", shown!)).toContain("&lt;i&gt;World");
  });

  it("shows nothing while no category has posts, and refuses no levels", () => {
    expect(categories(() => [topic(4, null, "Empty", 0)]).load(settings, now)).toBeNull();
    expect(categories(() => []).parse({ depth: "0" }).ok).toBe(false);
  });
});
