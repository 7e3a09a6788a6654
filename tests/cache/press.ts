import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assetsFolder } from "../../src/server.ts";
import { compileViews, createApp } from "../../src/app.ts";
import { pageCache } from "../../src/cache/page-cache.ts";
import { openDatabases } from "../../src/database/open.ts";
import { buildParts } from "../../src/parts.ts";
import { newKeys } from "../../src/secrets/keys.ts";
import { createAssets } from "../../src/web/assets.ts";

const templates = compileViews();
const assets = createAssets(assetsFolder);
const keys = newKeys();

/** Offices of one paper: each has connections of its own to one data folder, as processes have. They share a clock. */
export function press(offices: number) {
  const dataDir = mkdtempSync(join(tmpdir(), "broadsheet-test-"));
  let now = new Date("2026-03-01T12:00:00.000Z");
  const clock = () => now;
  const log = { info: () => undefined, error: () => undefined };
  const open = () => {
    const databases = openDatabases(dataDir, now);
    const parts = buildParts({
      ...{ databases, keys, dataDir, baseUrl: () => "http://paper.example", clock, log },
    });
    parts.counter.recordVisit = () => undefined; // views are given by hand here
    const cache = pageCache(2 ** 22);
    let made = 0;
    const put: typeof cache.put = (key, page) => {
      made += 1;
      cache.put(key, page);
    };
    const counting = { ...cache, put } as typeof cache;
    const http = createServer(
      createApp(parts, { assets, templates, trustProxy: [], cache: counting }),
    ).listen(0);
    const get = async (path: string) => {
      const { port } = http.address() as AddressInfo;
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual" });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    };
    return {
      parts,
      /** What a reader gets. */
      get,
      /** What the site would make at this moment, whatever it keeps. */
      getFresh: (path: string) => get(`${path}?fresh=1`),
      /** How many pages were made and kept, so far. */
      countMade: () => made,
      close: () => {
        http.closeAllConnections();
        http.close();
        parts.counter.flush();
        databases.content.close();
        databases.activity.close();
      },
    };
  };
  const all = Array.from({ length: offices }, open);
  return {
    offices: all,
    now: clock,
    later: (ms: number) => void (now = new Date(now.getTime() + ms)),
    close: () => all.forEach((office) => office.close()),
  };
}
