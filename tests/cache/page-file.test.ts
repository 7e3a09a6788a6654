import { closeSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KeptPage, pageData } from "../../src/cache/kept-page.ts";
import { pageCache } from "../../src/cache/page-cache.ts";
import { openPageFile } from "../../src/cache/page-file.ts";
import { randomFrom } from "../../src/seed/random.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "broadsheet-test-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const { between } = randomFrom(11);
const noise = (length: number) =>
  Array.from({ length }, () => String.fromCharCode(between(33, 126))).join("");

function pageOf(words: string): KeptPage {
  const page = { pieces: [`<p>${words}</p>`, { place: "sidebar" }, { viewsOf: 7 }, "end"] };
  return new KeptPage(
    pageData(
      page,
      { address: "/", madeOf: ["post 7", "post 7", "front"], visit: 7 },
      {
        headers: ["last-modified", "Sun, 01 Mar 2026 12:00:00 GMT"],
        ...{ furnished: "sidebar", surrogateKey: "everything post:7" },
        standing: {
          ...{ edition: 3, countsAt: 5, countsVersion: "1" },
          views: { hash: "h", texts: new Map([[7, "12"]]) },
        },
      },
    ),
  );
}

describe("pages in a file", () => {
  it("come back as they were, headers and all, and leave nothing behind", () => {
    const file = openPageFile(folder, 1_000_000);
    expect(readdirSync(folder)).toEqual([]);
    const page = pageOf("The tide.");
    file.put("/a", page);
    expect(file.get("/a")!.data).toEqual(page.data);
    expect(file.get("/a")!.modified).toBe(Date.UTC(2026, 2, 1, 12));
    expect(file.get("/b")).toBeUndefined();
    file.forget("/a");
    expect(file.get("/a")).toBeUndefined();
    file.close();
  });

  it("come back with what was found out about them since", () => {
    const file = openPageFile(folder, 1_000_000);
    const page = pageOf("The tide.");
    file.put("/a", page);
    page.recount({ counts: [13], texts: new Map([[7, "13"]]) });
    page.data.standing.edition = 4;
    file.put("/a", page);
    expect(file.get("/a")!.data).toEqual(page.data);
    expect(file.get("/a")!.data.standing.views.texts.get(7)).toBe("13");
    file.close();
  });

  it("are written round and round, the oldest make room", () => {
    const file = openPageFile(folder, 20_000);
    const all = Array.from(
      { length: 60 },
      (_, index) => [`/${index}`, pageOf(noise(between(100, 3000)))] as const,
    );
    for (const [key, page] of all) {
      file.put(key, page);
      expect(file.get(key)!.data).toEqual(page.data);
      const kept = all.filter(([known]) => file.get(known) !== undefined);
      expect(kept.length).toBe(file.count);
      for (const [known, { data }] of kept) expect(file.get(known)!.data).toEqual(data);
    }
    expect(file.count).toBeGreaterThan(4);
    file.close();
  });

  it("are those for which the cache has no room, as long as they are right", () => {
    const cache = pageCache(12_000, openPageFile(folder, 1_000_000));
    const all = Array.from({ length: 30 }, (_, index) => [`/${index}`, pageOf(noise(1000))] as const);
    for (const [key, page] of all) cache.put(key, page);
    expect(cache.count).toBeLessThan(10);
    for (const [key, { data }] of all) expect(cache.get(key)!.data).toEqual(data);
    expect(cache.bytes).toBeLessThanOrEqual(12_000);
    cache.delete("/3");
    expect(cache.get("/3")).toBeUndefined();
    const other = pageOf("Another.");
    cache.put("/4", other);
    for (const [key] of all) cache.get(key);
    expect(cache.get("/4")!.data.hash).toBe(other.data.hash);
    cache.close();
  });

  it("are in memory again once they are read often, and drive nothing out of it before", () => {
    const cache = pageCache(12_000, openPageFile(folder, 1_000_000));
    const all = Array.from({ length: 30 }, (_, index) => [`/${index}`, pageOf(noise(1000))] as const);
    for (const [key, page] of all) cache.put(key, page);
    const inMemory = all.filter(([key]) => !cache.get(key)!.isPassing).map(([key]) => key);
    expect(inMemory.length).toBe(cache.count);
    const [rare] = all.find(([key]) => !inMemory.includes(key))!;
    expect([cache.get(rare)!.isPassing, cache.get(rare)!.isPassing]).toEqual([true, true]);
    const often = cache.get(rare)!;
    expect(often.isPassing).toBe(false);
    expect(cache.get(rare)).toBe(often);
    cache.close();
  });

  it("are made anew once the file is closed, and no other file is touched", () => {
    const file = openPageFile(folder, 1_000_000);
    file.put("/a", pageOf("The tide."));
    file.close();
    // The number of the closed file is the next one's.
    const other = join(folder, "content.db");
    const next = openSync(other, "w+");
    file.put("/b", pageOf("The pier."));
    for (const key of ["/a", "/b"]) expect(file.get(key)).toBeUndefined();
    closeSync(next);
    expect(readFileSync(other, "utf8")).toBe("");
  });
});
