import fs, { closeSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { KeptPage } from "../../src/cache/kept-page.ts";
import { gzipLength, putGzip } from "../../src/cache/packed-page.ts";
import { pageCache } from "../../src/cache/page-cache.ts";
import { openPageFile, type PageFile } from "../../src/cache/page-file.ts";
import { markOf } from "../../src/cache/tags.ts";
import { randomFrom } from "../../src/seed/random.ts";
import { filling, pageOf, views } from "./sample-page.ts";

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "broadsheet-test-"))));
afterEach(() => rmSync(folder, { recursive: true }));

const { between } = randomFrom(11);
const noise = (length: number) =>
  Array.from({ length }, () => String.fromCharCode(between(33, 126))).join("");

/** All that a page says, which is what its bytes are for. */
function saidBy(page: KeptPage) {
  const { bytes, hash, surrogateKey, madeOf } = page;
  const gaps = { places: filling.deflated, counts: page.views.pieces };
  const member = Buffer.alloc(gzipLength(bytes, gaps));
  putGzip(bytes, gaps, member, 0);
  return { text: gunzipSync(member).toString(), hash, surrogateKey, madeOf };
}

/** Written to the file, and read from it. */
function asRead(file: PageFile, key: string) {
  const page = file.get(key);
  return page && saidBy(page);
}

describe("pages in a file", () => {
  it("come back as they were, and leave nothing behind", () => {
    const file = openPageFile(folder, 1_000_000);
    expect(readdirSync(folder)).toEqual([]);
    const page = pageOf("The tide.");
    const before = saidBy(page);
    expect(before).toMatchObject({
      text: "<p>The tide.</p>read 12 times<p>The tide.</p><aside>Read too</aside>end",
      ...{ surrogateKey: "everything post:7", madeOf: ["post 7", "path:/où"].map(markOf) },
    });
    file.put("/a", page);
    expect(page.bytes).toHaveLength(0);
    expect(file.get("/a")).toBe(page);
    expect(saidBy(page)).toEqual(before);
    expect(file.get("/b")).toBeUndefined();
    file.forget("/a");
    expect(file.get("/a")).toBeUndefined();
    file.close();
  });

  it("come back with what was found out about them since", () => {
    const file = openPageFile(folder, 1_000_000);
    const page = pageOf("The tide.");
    file.put("/a", page);
    page.recount(views(13));
    page.edition = 4;
    file.put("/a", page);
    expect(file.get("/a")!.edition).toBe(4);
    expect(asRead(file, "/a")!.text).toContain("read 13 times");
    file.close();
  });

  it("are written round and round, the oldest make room", () => {
    const file = openPageFile(folder, 20_000);
    const all = Array.from({ length: 60 }, (_, index) => {
      const page = pageOf(noise(between(100, 3000)));
      return { key: `/${index}`, page, before: saidBy(page) };
    });
    for (const { key, page, before } of all) {
      file.put(key, page);
      expect(asRead(file, key)).toEqual(before);
      const kept = all.filter((one) => file.get(one.key) !== undefined);
      expect(kept.length).toBe(file.count);
      for (const one of kept) expect(asRead(file, one.key)).toEqual(one.before);
    }
    expect(file.count).toBeGreaterThan(4);
    file.close();
  });

  it("are those for which the cache has no room, as long as they are right", () => {
    const cache = pageCache(12_000, openPageFile(folder, 1_000_000));
    const all = Array.from({ length: 30 }, (_, index) => {
      const page = pageOf(noise(1000));
      return { key: `/${index}`, page, before: saidBy(page) };
    });
    for (const { key, page } of all) cache.put(key, page);
    expect(cache.count).toBeLessThan(10);
    for (const { key, before } of all) expect(saidBy(cache.get(key)!)).toEqual(before);
    expect(cache.bytes).toBeLessThanOrEqual(12_000);
    cache.delete("/3");
    expect(cache.get("/3")).toBeUndefined();
    const other = pageOf("Another.");
    const { hash } = other;
    cache.put("/4", other);
    for (const { key } of all) cache.get(key);
    expect(cache.get("/4")!.hash).toBe(hash);
    cache.close();
  });

  it("are in memory again once they are read often, and drive nothing out of it before", () => {
    const cache = pageCache(12_000, openPageFile(folder, 1_000_000));
    const all = Array.from({ length: 30 }, (_, index) => [`/${index}`, pageOf(noise(1000))] as const);
    for (const [key, page] of all) cache.put(key, page);
    const inMemory = all.filter(([key]) => !cache.get(key)!.isPassing).map(([key]) => key);
    expect(inMemory.length).toBe(cache.count);
    const [rare, page] = all.find(([key]) => !inMemory.includes(key))!;
    expect([cache.get(rare)!.isPassing, cache.get(rare)!.isPassing]).toEqual([true, true]);
    for (let reads = 3; cache.get(rare)!.isPassing; reads += 1) expect(reads).toBeLessThan(1000);
    const { bytes } = page;
    cache.get(all.find(([key]) => key !== rare && !inMemory.includes(key))![0]);
    expect(cache.get(rare)!.bytes).toBe(bytes);
    expect(saidBy(page).text).toContain("<aside>");
    cache.close();
  });

  it("are made anew where the disk had room for a part of them, also when others are written behind it", () => {
    const file = openPageFile(folder, 1_000_000);
    const whole = writeSync;
    const aPart = (number: number, bytes: unknown) => whole(number, bytes as Buffer, 0, 100, 0);
    // The file grows, and takes the page.
    vi.spyOn(fs, "writeSync").mockImplementationOnce(aPart).mockImplementationOnce(aPart);
    syncBuiltinESMExports();
    file.put("/a", pageOf("The tide."));
    vi.restoreAllMocks();
    syncBuiltinESMExports();
    const page = pageOf("The pier.");
    const before = saidBy(page);
    file.put("/b", page);
    expect(asRead(file, "/b")).toEqual(before);
    expect(file.get("/a")).toBeUndefined();
    file.close();
  });

  it("are made anew once the file is closed, and no other file is touched", () => {
    const file = openPageFile(folder, 1_000_000);
    file.put("/a", pageOf("The tide."));
    file.close();
    // The number of the closed file is the next one's.
    const other = join(folder, "content.db");
    const next = openSync(other, "w+");
    file.close();
    file.put("/b", pageOf("The pier."));
    for (const key of ["/a", "/b"]) expect(file.get(key)).toBeUndefined();
    closeSync(next);
    expect(readFileSync(other, "utf8")).toBe("");
  });
});
