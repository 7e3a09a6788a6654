import { mkdtempSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assetsFolder } from "../../src/installation.ts";
import { compileViews, createApp } from "../../src/app.ts";
import { pageCache } from "../../src/cache/page-cache.ts";
import { openPageFile } from "../../src/cache/page-file.ts";
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
    // In memory there is room for a few pages only: the others wait in the file.
    const cache = pageCache(2 ** 15, openPageFile(dataDir, 2 ** 20));
    let made = 0;
    const put: typeof cache.put = (key, page) => {
      made += 1;
      cache.put(key, page);
    };
    const counting = { ...cache, put } as typeof cache;
    const http = createServer(
      createApp(parts, { assets, templates, trustProxy: [], cache: counting }),
    ).listen(0);
    const get = async (path: string, from = http, headers: Record<string, string> = {}) => {
      const { port } = from.address() as AddressInfo;
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual", headers });
      return { status: answer.status, headers: answer.headers, text: await answer.text() };
    };
    /** The same office without a memory: built anew for every version of the content and every moment. */
    let fresh: { version: string; http: Server } | undefined;
    const withoutMemory = () => {
      const version = `${parts.version()} ${now.getTime()}`;
      if (fresh?.version !== version) {
        fresh?.http.closeAllConnections();
        fresh?.http.close();
        const forgetful = buildParts({
          ...{ databases, keys, dataDir, baseUrl: () => "http://paper.example", clock, log },
        });
        forgetful.counter.recordVisit = () => undefined;
        const app = createApp(forgetful, { assets, templates, trustProxy: [], cache: pageCache(0) });
        fresh = { version, http: createServer(app).listen(0) };
      }
      return fresh.http;
    };
    return {
      parts,
      /** What a reader gets. */
      get: (path: string) => get(path),
      /** What the site would make at this moment of what the database holds. */
      getFresh: (path: string) => get(path, withoutMemory(), { "Accept-Encoding": "identity" }),
      /** How many pages were made and kept, so far. */
      countMade: () => made,
      close: () => {
        for (const server of [http, ...(fresh ? [fresh.http] : [])]) {
          server.closeAllConnections();
          server.close();
        }
        parts.counter.flush();
        cache.close();
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
