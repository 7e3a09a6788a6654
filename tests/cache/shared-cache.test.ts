import { describe, expect, it } from "vitest";
import type { SettingGroups } from "../../src/settings/setting.ts";
import { newsroom } from "../support/newsroom.ts";

/** A paper behind a cache that is purged, with a widget beside its pages. */
function behindCache(caching: Partial<SettingGroups["caching"]> = {}) {
  const room = newsroom();
  const { parts, now } = room;
  const purgeAddresses = "http://127.0.0.1:1/";
  parts.settings.update("caching", { hasSharedCache: true, purgeAddresses, ...caching }, now());
  parts.widgets.add("sidebar", "recent-posts", parts.widgetKinds.get("recent-posts")!.defaults);
  const namesOf = async (address: string) =>
    (await room.reader.get(address).expect(200)).headers["surrogate-key"]!.split(" ");
  return { ...room, namesOf };
}
const OWN = "private, no-store";
const UNSAID = "private, no-cache";

describe("without a cache in front", () => {
  it("nothing is said to it", async () => {
    const { reader, post } = newsroom();
    for (const path of [post().address, "/", "/feed"]) {
      const { headers } = await reader.get(path).expect(200);
      expect(headers["cache-control"]).toBe("public, max-age=0, must-revalidate");
      expect(headers["surrogate-key"]).toBeUndefined();
      expect(headers["cdn-cache-control"]).toBeUndefined();
    }
    expect((await reader.get("/search?q=x")).headers["cache-control"]).toBeUndefined();
  });
});

describe("with a cache in front, a page", () => {
  it("may be kept by it and by no browser, also from memory and as 304", async () => {
    const { reader, post } = behindCache();
    const { address } = post();
    for (let time = 0; time < 2; time += 1) {
      const { headers } = await reader.get(address).expect(200);
      expect(headers["cache-control"]).toBe(
        "public, max-age=0, must-revalidate, s-maxage=300, stale-while-revalidate=60, stale-if-error=86400",
      );
      const again = await reader.get(address).set("If-None-Match", headers.etag!).expect(304);
      for (const name of ["cache-control", "cdn-cache-control", "surrogate-key", "etag"])
        expect(again.headers[name], name).toBe(headers[name]);
    }
  });

  it("is named by what it is made of, and by what stands on all pages", async () => {
    const { namesOf, post, ben, parts, now } = behindCache();
    const topic = parts.topics.findOrCreate({ kind: "category", name: "News", parentId: null }, now());
    const { address, id } = post({ categoryIds: [topic] });
    const names = await namesOf(address);
    expect(names).toEqual(
      expect.arrayContaining([
        "everything",
        "widgets",
        `post:${id}`,
        `talk:${id}`,
        `in-topic:${topic}`,
        `user:${ben.id}`,
      ]),
    );
    expect(await namesOf("/")).toEqual(expect.arrayContaining(["newest", `post:${id}`, "widgets"]));
    expect(await namesOf("/feed")).not.toContain("widgets");
    expect(await namesOf("/sitemap.xml")).toEqual(["everything", "anything"]);
  });

  it("has names that fit into a header, whatever its address", async () => {
    const { namesOf, post } = behindCache();
    const { address } = post({ kind: "page", title: "Über uns, alle", slug: "über-uns" });
    for (const name of await namesOf(address)) expect(name).toMatch(/^[\w:./%!'()*~-]+$/);
  });

  it("goes by the name of every change where its own are too many", async () => {
    const { namesOf, post, user } = behindCache();
    const authorIds = Array.from({ length: 500 }, (_, at) => user(`Author ${at}`, "author").id);
    post({ authorIds });
    expect(await namesOf("/")).toEqual(["everything", "widgets", "anything"]);
  });

  it("is kept for a minute where the cache is not told of changes, or the page changes by itself", async () => {
    const { reader, post } = behindCache({ purgeAddresses: "" });
    const { headers } = await reader.get(post().address);
    expect(headers["cache-control"]).toContain("s-maxage=60,");
    const purged = behindCache();
    purged.parts.settings.update("discussion", { closeAfterDays: 3 }, purged.now());
    const closing = await purged.reader.get(purged.post().address);
    expect(closing.headers["cache-control"]).toContain("s-maxage=60,");
    expect((await purged.reader.get("/feed")).headers["cache-control"]).toContain("s-maxage=3600,");
  });
});

describe("with a cache in front, no cache keeps", () => {
  it("what is somebody's own", async () => {
    const { admin, author, reader, post, browser } = behindCache();
    const { address } = post();
    for (const path of [address, "/", "/feed", "/admin", "/search?q=x"])
      expect((await admin.get(path)).headers["cache-control"], path).toBe(OWN);
    expect((await author.get("/account")).headers["cache-control"]).toBe(OWN);
    expect((await reader.get("/login")).headers["cache-control"]).toBe(OWN);
    const forgotten = browser({ Cookie: "__Host-sid=s%3Aold.gone" });
    expect((await forgotten.get(address).expect(200)).headers["cache-control"]).toBe(UNSAID);
    const locked = post({ password: "secret" });
    expect((await reader.get(locked.address)).headers["cache-control"]).toBe(OWN);
  });

  it("what can be asked for in endless ways, redirects and failures", async () => {
    const { reader, post } = behindCache();
    const { address, id } = post();
    const unsaid = [`${address}?x=1`, "/search?q=x", "/about/counting", `/?p=${id}`, `${address}/`];
    for (const path of unsaid) {
      const { headers } = await reader.get(path);
      expect(headers["cache-control"], path).toBe(UNSAID);
      expect(headers["surrogate-key"], path).toBeUndefined();
    }
    expect((await reader.get("/nothing/here").expect(404)).headers["cache-control"]).toBe(OWN);
    expect((await reader.post(`/comments/${id}`, {})).headers["cache-control"]).toBe(OWN);
  });
});
