import { setImmediate as turn } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import { GATHER_MS } from "../../src/purging/purger.ts";
import type { SettingGroups } from "../../src/settings/setting.ts";
import { press } from "../cache/press.ts";
import { newsroom } from "../support/newsroom.ts";
import { sink } from "./sink.ts";

const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

/** A paper that tells a cache of changes; the cache has just been told to forget everything. */
async function toldPaper(caching: Partial<SettingGroups["caching"]> = {}) {
  const cache = await sink();
  open.push(cache.close);
  const room = newsroom();
  const { parts, later, now } = room;
  parts.settings.update(
    "caching",
    { hasSharedCache: true, purgeAddresses: cache.address, ...caching },
    now(),
  );
  /** Lets the gathering time pass, and returns what the cache was told. */
  const told = async () => {
    await parts.purger.look();
    later(GATHER_MS);
    await parts.purger.look();
    return cache.take();
  };
  const { post } = room;
  const story = post({ title: "First", publishedAt: new Date("2026-02-01T08:00:00Z") });
  const first = await told();
  return { ...room, cache, told, first, story };
}

describe("the cache in front", () => {
  it("forgets everything when it is met, then hears the names of what changed", async () => {
    const { first, told, parts, story } = await toldPaper();
    expect(first).toMatchObject([{ method: "PURGE", url: "/purge", tags: ["everything"] }]);
    expect(await told()).toEqual([]);
    parts.content.prepare("UPDATE posts SET title = 'Changed' WHERE id = ?").run(story.id);
    expect(await told()).toMatchObject([{ method: "PURGE", tags: ["anything", `post:${story.id}`] }]);
    expect(await told()).toEqual([]);
  });

  it("hears nothing of drafts, held comments and visits", async () => {
    const { told, post, reader, story, parts } = await toldPaper();
    post({ title: "Draft", status: "draft" });
    await reader.get(story.address).expect(200);
    parts.counter.flush();
    await reader.post(`/comments/${story.id}`, { comment: "Held.", name: "Cleo", email: "c@home.example" });
    expect(await told()).toEqual([]);
  });

  it("hears of many changes at once, and of too many that everything changed", async () => {
    const { told, post, parts } = await toldPaper();
    const ids = Array.from({ length: 300 }, (_, at) => post({ title: `Story ${at}` }).id);
    const requests = await told();
    const tags = requests.flatMap((request) => request.tags);
    for (const id of ids) expect(tags).toContain(`post:${id}`);
    expect(new Set(tags).size).toBe(tags.length);
    for (const request of requests) expect(request.tags.join(" ").length).toBeLessThanOrEqual(4000);
    const name = parts.content.prepare("INSERT INTO changes (tag) VALUES (?)");
    for (let at = 0; at < 1200; at += 1) name.run(`post:${at}`);
    expect((await told()).map((request) => request.tags)).toEqual([["everything"]]);
  });

  it("hears of the widgets only where something else stands in them", async () => {
    const { told, post, parts, story } = await toldPaper();
    parts.widgets.add("sidebar", "recent-posts", parts.widgetKinds.get("recent-posts")!.defaults);
    expect((await told())[0]!.tags).toContain("widgets");
    parts.content.prepare("UPDATE posts SET summary = 'Other words.' WHERE id = ?").run(story.id);
    parts.stats.add(new Map([["2026-03-01", { views: new Map([[story.id, 9]]), discarded: new Map() }]]));
    const [edited] = await told();
    const shown = post({ title: "Second" });
    const [published] = await told();
    expect(edited!.tags).toContain(`post:${story.id}`);
    expect(published!.tags).toEqual(expect.arrayContaining(["widgets", "newest", `post:${shown.id}`]));
  });

  it("hears of a scheduled post at its hour, and of midnight", async () => {
    const { told, post, at, story, parts } = await toldPaper();
    const { id } = post({ title: "Embargo", publishedAt: new Date("2026-03-01T18:00:00Z") });
    expect(await told()).toEqual([]);
    parts.content.prepare("UPDATE posts SET title = 'Changed' WHERE id = ?").run(story.id);
    expect((await told())[0]!.tags).toEqual(["anything", `post:${story.id}`]);
    at("2026-03-01T17:59:59Z");
    expect(await told()).toEqual([]);
    at("2026-03-01T18:00:00Z");
    expect((await told())[0]!.tags).toEqual(expect.arrayContaining([`post:${id}`, "newest"]));
    expect(await told()).toEqual([]);
    at("2026-03-02T00:00:00Z");
    expect((await told()).map(({ tags }) => tags)).toEqual([["everything"]]);
  });

  it("gets the secret, and as a hook JSON with names and addresses", async () => {
    const { told, story, parts } = await toldPaper({ purgeMethod: "hook", purgeSecret: "s3cret" });
    parts.content.prepare("UPDATE posts SET title = 'Changed' WHERE id = ?").run(story.id);
    const [request] = await told();
    expect(request).toMatchObject({ method: "POST", authorization: "Bearer s3cret" });
    expect(JSON.parse(request!.body)).toEqual({
      tags: ["anything", `post:${story.id}`],
      urls: [`https://news.example${story.address}`],
    });
  });
});

describe("a purge that fails", () => {
  it("is sent again, later each time, with what came since, and never elsewhere", async () => {
    const { told, cache, story, parts, later, post } = await toldPaper();
    cache.answerWith(503, 302);
    parts.content.prepare("UPDATE posts SET title = 'Changed' WHERE id = ?").run(story.id);
    expect(await told()).toHaveLength(1);
    const second = post({ title: "Second" });
    expect(await told()).toEqual([]); // it waits a second
    later(1000);
    expect((await told()).map(({ url }) => url)).toEqual(["/purge"]); // a redirect is followed nowhere
    later(1000);
    expect(await told()).toEqual([]); // now it waits two
    later(1000);
    const [arrived] = await told();
    expect(arrived!.tags).toEqual(expect.arrayContaining([`post:${story.id}`, `post:${second.id}`]));
    later(60_000);
    expect(await told()).toEqual([]);
  });

  it("is shown in the settings until one has worked; so is an address where nobody listens", async () => {
    const { told, cache, admin, story, parts, later } = await toldPaper();
    const state = async () => {
      const { text } = await admin.get("/admin/settings/caching").expect(200);
      return /id="purges">[\s\S]*?<td>\s*([^<]*?)\s*<\/td>/.exec(text)![1]!;
    };
    expect(await state()).toMatch(/^Worked, March 1, 2026/);
    cache.answerWith(405);
    parts.content.prepare("UPDATE posts SET title = 'Changed' WHERE id = ?").run(story.id);
    await told();
    expect(await state()).toMatch(/^Failed: it answered 405\. The next attempt: March 1, 2026/);
    later(1000);
    await told();
    expect(await state()).toMatch(/^Worked/);
    cache.close();
    parts.content.prepare("UPDATE posts SET title = 'Again' WHERE id = ?").run(story.id);
    await told();
    later(1000);
    await told();
    expect(await state()).toMatch(/^Failed 2 times: there was no connection \(ECONN\w+\)\./);
  });

  it("does not keep the other caches waiting, nor one that was taken off the list alive", async () => {
    const { told, cache, story, parts, now } = await toldPaper();
    const other = await sink();
    open.push(other.close);
    const purgeAddresses = `${cache.address}\n${other.address}`;
    parts.settings.update("caching", { purgeAddresses }, now());
    await told();
    expect(other.take().map(({ tags }) => tags)).toEqual([["everything"]]);
    cache.answerWith(500);
    parts.content.prepare("UPDATE posts SET title = 'Changed' WHERE id = ?").run(story.id);
    await told();
    expect(other.take()).toHaveLength(1);
    parts.settings.update("caching", { purgeAddresses: other.address }, now());
    await told();
    expect([...parts.purgeCursors.list().keys()]).toEqual([other.address]);
  });
});

describe("a change by another process, or before a restart", () => {
  it("is told all the same", async () => {
    const cache = await sink();
    const paper = press(2);
    open.push(cache.close, paper.close);
    const [command, server] = paper.offices.map(({ parts }) => parts) as [
      (typeof paper.offices)[0]["parts"],
      (typeof paper.offices)[0]["parts"],
    ];
    const settled = async (parts: typeof server) => {
      await turn(); // other processes are looked at once in a turn of the event loop
      await parts.purger.look();
      paper.later(GATHER_MS);
      await parts.purger.look();
      return cache.take().flatMap(({ tags }) => tags);
    };
    server.settings.update("caching", { hasSharedCache: true, purgeAddresses: cache.address }, paper.now());
    expect(await settled(server)).toEqual(["everything"]);
    command.topics.create({ kind: "category", name: "News" }, paper.now());
    expect(await settled(server)).toEqual(["anything", "topics-below:"]);

    cache.answerWith(500);
    command.content.prepare("UPDATE topics SET name = 'Latest'").run();
    expect(await settled(server)).not.toEqual([]);
    server.purger.stop();
    // Another process takes over: it knows from the data folder what has not arrived, and when to try again.
    expect(await settled(command)).toEqual([]);
    paper.later(1000);
    expect(await settled(command)).toEqual(expect.arrayContaining(["anything", "topics-below:"]));
  });
});
