import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compileViews, createApp } from "../../src/app.ts";
import { pageCache } from "../../src/cache/page-cache.ts";
import { closeDatabases, openDatabases } from "../../src/database/open.ts";
import { buildParts } from "../../src/parts.ts";
import { newKeys } from "../../src/secrets/keys.ts";
import { assetsFolder } from "../../src/installation.ts";
import { createAssets } from "../../src/web/assets.ts";
import { startVarnish, whyNoVarnish } from "./varnish.ts";

const missing = whyNoVarnish();

/** A site with a clock that runs, a command beside it on the same data folder, and a real Varnish in front. */
async function siteBehindVarnish() {
  const dataDir = mkdtempSync(join(tmpdir(), "broadsheet-test-"));
  const clock = () => new Date();
  const keys = newKeys();
  const log = { info: () => undefined, error: () => undefined };
  const open = () => {
    const databases = openDatabases(dataDir, clock());
    const parts = buildParts({ databases, keys, dataDir, baseUrl: () => "http://paper.example", clock, log });
    return { parts, close: () => closeDatabases(databases) };
  };
  const [server, command] = [open(), open()];
  const files = { assets: createAssets(assetsFolder), templates: compileViews() };
  const app = createApp(server.parts, { ...files, cache: pageCache(2 ** 22), trustProxy: ["127.0.0.1"] });
  const asked: string[] = [];
  const listen = async (port = 0) => {
    const http = createServer((req, res) => {
      if (req.url !== "/healthz") asked.push(`${req.method} ${req.url}`);
      app(req, res);
    }).listen(port, "127.0.0.1");
    await once(http, "listening");
    return http;
  };
  let http = await listen();
  const { port } = http.address() as AddressInfo;
  const varnish = await startVarnish(port);
  server.parts.purger.start();

  const author = command.parts.users.create(
    { role: "author", name: "Ben", slug: "ben", email: "ben@paper.example", passwordHash: "none" },
    clock(),
  );
  command.parts.widgets.add("sidebar", "categories", command.parts.widgetKinds.get("categories")!.defaults);
  const publish = (title: string) => {
    const id = command.parts.saving.create(
      {
        ...{ kind: "post", status: "published", title, slug: "", parentId: null, position: 0, excerpt: "" },
        ...{ bodySource: "Words.", bodyFormat: "markdown", password: null, isSticky: false },
        ...{ publishedAt: new Date(clock().getTime() - 1000), commentsOpen: true, featuredMediaId: null },
        ...{ authorIds: [author], categoryIds: [], tagIds: [] },
      },
      clock(),
    );
    return { id, address: command.parts.paths.post(command.parts.posts.findAny(id)!) };
  };
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(varnish.address + path, { headers, redirect: "manual" });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  /** Waits until something holds that does not hold at once. */
  const until = async (holds: () => Promise<boolean> | boolean) => {
    while (!(await holds())) await wait(20);
  };
  return {
    ...{ command: command.parts, server: server.parts, publish, get, until, varnish },
    rename: (id: number, title: string) =>
      void command.parts.content.prepare("UPDATE posts SET title = ? WHERE id = ?").run(title, id),
    /** What Varnish has asked of the site since the last time somebody looked. */
    takeAsked: () => asked.splice(0),
    /** Everything that was written so far has been purged. */
    isPurged: () => {
      const end = command.parts.content.prepare("SELECT max(id) FROM changes").pluck().get();
      const cursors = [...command.parts.purgeCursors.list().values()];
      return cursors.length > 0 && cursors.every(({ told }) => told?.position === end);
    },
    breakDown: async () => {
      http.close();
      http.closeAllConnections();
      await once(http, "close");
    },
    comeBack: async () => void (http = await listen(port)),
    close: async () => {
      await varnish.stop();
      server.parts.purger.stop();
      server.parts.counter.flush();
      http.closeAllConnections();
      http.close();
      server.close();
      command.close();
    },
  };
}

describe.skipIf(missing)(`behind a real Varnish${missing ? ` (${missing})` : ""}`, () => {
  let site: Awaited<ReturnType<typeof siteBehindVarnish>>;
  beforeAll(async () => {
    site = await siteBehindVarnish();
    const caching = { hasSharedCache: true, purgeAddresses: `${site.varnish.address}/` };
    site.command.settings.update("caching", { ...caching, viewsCountedBy: "browser" }, new Date());
    await site.until(site.isPurged);
  });
  afterAll(() => site.close());

  it("readers are served from it, and see what a command publishes", async () => {
    const { get, publish, takeAsked, until, isPurged } = site;
    const story = publish("First story");
    await until(isPurged);
    for (let time = 0; time < 5; time += 1)
      for (const path of ["/", story.address, `${story.address}?utm_source=a&utm_medium=b`])
        expect((await get(path, { Cookie: "theme=dark" })).text).toContain("First story");
    expect(takeAsked().sort()).toEqual(["GET /", `GET ${story.address}`].sort());
    publish("Second story");
    await until(async () => (await get("/")).text.includes("Second story"));
    for (let time = 0; time < 5; time += 1) expect((await get("/")).text).toContain("Second story");
  });

  it("a purge leaves no page of before, and no other page is asked for again", async () => {
    const { get, publish, rename, takeAsked, until, isPurged } = site;
    const [changed, other] = [publish("To be changed"), publish("To stay")];
    // Far apart, so that they are no neighbours of each other.
    for (let time = 0; time < 6; time += 1) publish(`Between ${time}`);
    await until(isPurged);
    const paths = ["/", changed.address, other.address, "/feed"];
    for (const path of paths) await get(path);
    for (let version = 0; version < 5; version += 1) {
      takeAsked();
      rename(changed.id, `Version ${version}`);
      await until(isPurged);
      for (const path of ["/", changed.address, "/feed"])
        expect((await get(path)).text, path).toContain(`Version ${version}`);
      expect(takeAsked()).toEqual(["GET /", `GET ${changed.address}`, "GET /feed"]);
    }
  });

  it("what is somebody's own is never kept, nor are redirects and failures", async () => {
    const { get, publish, takeAsked, until, isPurged } = site;
    const { address } = publish("For all");
    await until(isPurged);
    await get(address);
    takeAsked();
    for (const cookie of ["sid=s%3Ax.y", "__Host-sid=s%3Ax.y", "a=b; commenter=x"]) {
      const page = await get(address, { Cookie: cookie });
      expect(page.headers.get("cache-control"), cookie).toBe("private, no-cache");
      await get(`${address}/`);
      await get("/nothing/here");
      await get("/login");
    }
    await get(address, { Cookie: "unlocked-3=x" });
    expect(takeAsked()).toHaveLength(13);
    const page = await get(address);
    expect(takeAsked()).toEqual([]);
    expect(page.headers.get("cache-control")).toBe("public, max-age=0, must-revalidate");
    expect(page.headers.get("surrogate-key")).toBeNull();
  });

  it("views are counted exactly, though the site sees one request for the page", async () => {
    const { get, publish, takeAsked, until, isPurged, varnish, server } = site;
    const { id, address } = publish("Much read");
    await until(isPurged);
    takeAsked();
    const readers = Array.from({ length: 30 }, (_, at) => ({
      "User-Agent": `Mozilla/5.0 (X11; Linux x86_64; rv:${100 + at}.0) Gecko/20100101 Firefox/${100 + at}.0`,
      "Sec-Fetch-Site": "same-origin",
    }));
    for (const reader of [...readers, ...readers]) {
      const { text } = await get(address, reader);
      const view = /data-view="([^"]+)"/.exec(text)![1]!;
      const { status } = await fetch(varnish.address + view, { method: "POST", headers: reader });
      expect(status).toBe(204);
    }
    expect(takeAsked().filter((line) => line.startsWith("GET"))).toEqual([`GET ${address}`]);
    server.counter.flush();
    expect(server.stats.totals([id]).get(id)).toBe(30);
  });

  it("readers go on reading while the site is broken, and see what is new when it is back", async () => {
    const { get, publish, rename, until, isPurged, breakDown, comeBack } = site;
    const { id, address } = publish("Before");
    await until(isPurged);
    await get(address);
    await breakDown();
    rename(id, "Meanwhile");
    await until(isPurged);
    for (let time = 0; time < 3; time += 1) {
      const page = await get(address);
      expect(page.status).toBe(200);
      expect(page.text).toContain("Before");
    }
    expect((await get("/not/kept")).status).toBe(503);
    await comeBack();
    await until(async () => (await get(address)).text.includes("Meanwhile"));
  });

  it("nobody else can purge", async () => {
    const headers = { "Surrogate-Key": "everything" };
    const { port } = site.varnish;
    const from = (localAddress: string) =>
      once(request({ port, host: "127.0.0.1", localAddress, method: "PURGE", headers }).end(), "response");
    const [refused] = (await from("127.0.0.2")) as [{ statusCode: number; resume: () => void }];
    refused.resume();
    expect(refused.statusCode).toBe(403);
  });
});
