import { describe, expect, it } from "vitest";
import type { PostDraft } from "../../src/posts/post.ts";
import { storedHtml } from "../../src/html/safe-html.ts";
import { press } from "./press.ts";

const HOUR = 3_600_000;

/** A paper with two sections and the newest posts beside every page; all pages are kept already. */
function paper() {
  const { offices, now, later, close } = press(1);
  const { parts, ...office } = offices[0]!;
  const author = parts.users.create(
    { role: "author", name: "Ben", slug: "ben", email: "ben@paper.example", passwordHash: "none" },
    now(),
  );
  const section = (name: string) => parts.topics.create({ kind: "category", name }, now());
  const [town, world] = [section("Town"), section("World")];
  parts.widgets.add("sidebar", "recent-posts", parts.widgetKinds.get("recent-posts")!.defaults);
  const draft = (title: string, section: number, hoursAgo: number): PostDraft => ({
    ...{ kind: "post", status: "published", title, slug: "", parentId: null, position: 0, excerpt: "" },
    ...{ bodySource: `Words of ${title}.`, bodyFormat: "markdown", password: null, isSticky: false },
    ...{ publishedAt: new Date(now().getTime() - hoursAgo * HOUR), commentsOpen: true },
    ...{ featuredMediaId: null, authorIds: [author], categoryIds: [section], tagIds: [] },
  });
  const create = (...args: Parameters<typeof draft>) => parts.saving.create(draft(...args), now());
  const addressOf = (id: number) => parts.paths.post(parts.posts.findAny(id)!);
  // Ten days apart, so that each stands in a day of its own.
  const ids = {
    ...{ tram: create("Tram", town, 960), rain: create("Rain", town, 720) },
    ...{ summit: create("Summit", world, 480), treaty: create("Treaty", world, 240) },
  };
  const pages = {
    ...{ tram: addressOf(ids.tram), rain: addressOf(ids.rain) },
    ...{ summit: addressOf(ids.summit), treaty: addressOf(ids.treaty) },
    ...{
      home: "/",
      town: "/category/town",
      world: "/category/world",
      feed: "/feed",
      sitemap: "/sitemap.xml",
    },
    ...{ townFeed: "/category/town/feed", january: "/2026/01", february: "/2026/02" },
  };
  /** Names of the pages that had to be made again when everybody read everything. */
  const madeAgain = async () => {
    const again: string[] = [];
    for (const [name, path] of Object.entries(pages)) {
      const before = office.countMade();
      const { status } = await office.get(path);
      expect(status, path).toBe(200);
      if (office.countMade() > before) again.push(name);
    }
    return again.sort();
  };
  return { parts, office, now, later, close, draft, create, ids, pages, madeAgain, town, world };
}

describe("a write", () => {
  it("that no reader sees leaves every page where it is", async () => {
    const { parts, draft, create, ids, town, now, close, madeAgain } = paper();
    await madeAgain();
    expect(await madeAgain()).toEqual([]);
    const drafted = parts.saving.create({ ...draft("Secret", town, 1), status: "draft" }, now());
    parts.saving.update(drafted, { ...draft("Secret, again", town, 1), status: "private" }, now());
    create("Embargo", town, -3);
    comment(parts, ids.tram, "pending");
    parts.stats.add(new Map([["2026-03-01", { views: new Map([[ids.rain, 3]]), discarded: new Map() }]]));
    parts.users.create(
      { role: "author", name: "Eve", slug: "eve", email: "eve@paper.example", passwordHash: "none" },
      now(),
    );
    expect(await madeAgain()).toEqual([]);
    close();
  });

  it("of one post makes the pages again that show it, and no other", async () => {
    const { parts, draft, ids, town, now, office, pages, close, madeAgain } = paper();
    await madeAgain();
    parts.saving.update(ids.tram, { ...draft("Tram, corrected", town, 960), slug: "tram" }, now());
    // Its own page, the stories beside it and of its section, and the lists it stands in.
    expect(await madeAgain()).toEqual([
      "feed",
      "home",
      "january",
      "rain",
      "sitemap",
      "town",
      "townFeed",
      "tram",
    ]);
    const kept = await office.get(pages.summit);
    expect(kept.text).toContain("Tram, corrected"); // among the newest posts beside it
    close();
  });

  it("of the words inside a post leaves the pages that only name it", async () => {
    const { parts, draft, ids, town, now, office, pages, later, close, madeAgain } = paper();
    await madeAgain();
    const tram = { ...draft("Tram", town, 960), slug: "tram", excerpt: "On rails." };
    parts.saving.update(ids.tram, tram, now());
    await madeAgain();
    later(HOUR);
    parts.saving.update(
      ids.tram,
      { ...tram, publishedAt: parts.posts.findAny(ids.tram)!.publishedAt, bodySource: "Other words." },
      now(),
    );
    expect(await madeAgain()).toEqual(["feed", "sitemap", "townFeed", "tram"]);
    expect((await office.get(pages.tram)).text).toContain("Other words.");
    close();
  });

  it("of one section leaves the other section's pages", async () => {
    const { create, town, office, pages, close, madeAgain } = paper();
    await madeAgain();
    create("Market", town, 1);
    const again = await madeAgain();
    expect(again).toEqual(["feed", "home", "rain", "sitemap", "town", "townFeed", "tram", "treaty"]);
    expect((await office.get(pages.summit)).text).toContain("Market");
    close();
  });

  it("of an approved comment makes the post again, and the lists that count its comments", async () => {
    const { parts, ids, close, madeAgain } = paper();
    await madeAgain();
    const id = comment(parts, ids.summit, "pending");
    expect(await madeAgain()).toEqual([]);
    parts.moderation.act("approve", [id]);
    expect(await madeAgain()).toEqual(["february", "feed", "home", "sitemap", "summit", "world"]);
    close();
  });

  it("of a setting makes every page again", async () => {
    const { parts, now, pages, close, madeAgain } = paper();
    await madeAgain();
    parts.settings.update("general", { tagline: "Daily" }, now());
    expect(await madeAgain()).toEqual(Object.keys(pages).sort());
    close();
  });

  it("of a command in another process is seen by the next reader", async () => {
    const { offices, now, close } = press(2);
    const [site, command] = [offices[0]!, offices[1]!];
    expect((await site.get("/")).text).not.toContain("Daily");
    command.parts.settings.update("general", { tagline: "Daily" }, now());
    expect((await site.get("/")).text).toContain("Daily");
    close();
  });
});

describe("time", () => {
  it("brings out a scheduled post at its hour, on the pages it concerns", async () => {
    const { create, world, later, office, close, madeAgain } = paper();
    create("Embargo", world, -1);
    await madeAgain();
    later(HOUR - 1);
    expect(await madeAgain()).toEqual([]);
    later(1);
    const again = await madeAgain();
    expect(again).toEqual(["feed", "home", "sitemap", "summit", "treaty", "world"]);
    expect((await office.get("/")).text).toContain("Embargo");
    close();
  });

  it("changes the date above every page at midnight", async () => {
    const { later, office, close } = paper();
    expect((await office.get("/")).text).toContain("Sunday, March 1, 2026");
    later(12 * HOUR);
    expect((await office.get("/")).text).toContain("Monday, March 2, 2026");
    close();
  });

  it("closes the form below an old post", async () => {
    const { parts, now, later, office, pages, close } = paper();
    parts.settings.update("discussion", { closeAfterDays: 11 }, now());
    expect((await office.get(pages.treaty)).text).toContain("Post Comment");
    later(24 * HOUR + 1);
    expect((await office.get(pages.treaty)).text).not.toContain("Post Comment");
    close();
  });
});

describe("shown view counts", () => {
  const read = (parts: ReturnType<typeof paper>["parts"], id: number, views: number) =>
    parts.stats.add(new Map([["2026-03-01", { views: new Map([[id, views]]), discarded: new Map() }]]));

  it("lag by five seconds on a quiet site, and drop nothing before", async () => {
    const { parts, ids, pages, office, later, close, madeAgain } = paper();
    await madeAgain();
    read(parts, ids.tram, 7);
    later(4_999);
    expect((await office.get(pages.tram)).text).not.toContain('data-views="7"');
    later(1);
    expect((await office.get(pages.tram)).text).toContain('data-views="7"');
    close();
  });

  it("are put into kept pages, which are not made again for them", async () => {
    const { parts, ids, pages, office, later, close, madeAgain } = paper();
    await madeAgain();
    const before = await office.get(pages.tram);
    const made = office.countMade();
    read(parts, ids.tram, 12_345);
    later(5_000);
    const after = await office.get(pages.tram);
    const count = (html: string) => html.padEnd(64);
    expect(after.text).toBe(
      before.text.replace(
        count('<span data-views="0">0 views</span>'),
        count('<span data-views="12345">12,345 views</span>'),
      ),
    );
    expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
    expect(after.text).toBe((await office.getFresh(pages.tram)).text);
    expect(office.countMade()).toBe(made);
    close();
  });

  it("lag by a minute at most while many read", async () => {
    const { parts, ids, pages, office, later, close, madeAgain } = paper();
    await madeAgain();
    read(parts, ids.tram, 7);
    later(5_000);
    for (let reader = 0; reader < 120; reader += 1) await office.get(pages.summit);
    expect((await office.get(pages.tram)).text).not.toContain('data-views="7"');
    later(55_000);
    for (let reader = 0; reader < 120; reader += 1) await office.get(pages.summit);
    expect((await office.get(pages.tram)).text).toContain('data-views="7"');
    close();
  });
});

function comment(parts: ReturnType<typeof paper>["parts"], postId: number, status: "approved" | "pending") {
  return parts.commentWriting.insert({
    ...{ postId, parentId: null, kind: "comment", status, userId: null, authorName: "Cleo", website: "" },
    ...{ holdReason: null, emailSealed: null, emailHash: null, browserHash: null, source: "Well." },
    ...{ sourceFormat: "markdown", html: storedHtml("<p>Well.</p>"), text: "Well.", createdAt: new Date(0) },
  });
}
