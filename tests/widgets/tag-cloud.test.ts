import { describe, expect, it } from "vitest";
import type { CountedTopic } from "../../src/topics/topic.ts";
import { tagCloud } from "../../src/widgets/tag-cloud.ts";
import { templates } from "./templates.ts";

const now = new Date("2026-03-01T12:00:00Z");
const tag = (name: string, count: number): CountedTopic => ({
  ...{ id: 1, kind: "tag", parentId: null, name, slug: name, path: name, count, description: "", depth: 0 },
});
const cloud = (tags: ReturnType<typeof tag>[], language = "en") =>
  tagCloud({
    listMostUsed: (limit) => [...tags].sort((a, b) => b.count - a.count).slice(0, limit),
    language: () => language,
  });

describe("a tag cloud", () => {
  const settings = { title: "", count: 3, showCounts: false };

  it("keeps the most used tags, in the order of their names, larger where there are more posts", () => {
    const tags = [tag("rare", 1), tag("zebra", 100), tag("Apple", 10), tag("mango", 2)];
    const shown = cloud(tags).load(settings, now);
    expect(shown?.tags.map(({ name, size }) => [name, size])).toEqual([["Apple", 3], ["mango", 1], ["zebra", 5]]); // prettier-ignore
  });

  it("sorts as the language of the site does", () => {
    const tags = [tag("zebra", 1), tag("äpple", 1)];
    const names = (language: string) =>
      cloud(tags, language)
        .load(settings, now)
        ?.tags.map(({ name }) => name);
    expect(names("de")).toEqual(["äpple", "zebra"]);
    expect(names("sv")).toEqual(["zebra", "äpple"]);
  });

  it("gives tags that are equally used the middle size, and says counts where asked", () => {
    const shown = cloud([tag("one", 4), tag("two", 4)]).load({ ...settings, showCounts: true }, now);
    const html = templates.widget("tag-cloud", shown!);
    expect(html).toContain("cloud__tag--3");
    expect(html).toContain("4 posts");
  });

  it("shows nothing without used tags", () => {
    expect(cloud([]).load(settings, now)).toBeNull();
  });

  it("refuses a number out of range", () => {
    expect(cloud([]).parse({ count: "101" }).ok).toBe(false);
  });
});
