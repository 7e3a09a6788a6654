import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

const firefox = (version: number) => ({
  "User-Agent": `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`,
});

/** A paper whose readers' browsers say what they show. */
function toldByBrowsers() {
  const room = newsroom();
  const { parts, now } = room;
  parts.settings.update("caching", { viewsCountedBy: "browser" }, now());
  const tally = () => {
    parts.counter.flush();
    return Object.fromEntries(parts.stats.discardedWithin(30).map(({ reason, visits }) => [reason, visits]));
  };
  const viewsOf = (id: number) => parts.stats.totals([id]).get(id) ?? 0;
  return { ...room, tally, viewsOf };
}

describe("views that browsers tell of", () => {
  it("count by the same rules as pages that the server sends", async () => {
    const { post, browser, reader, admin, tally, viewsOf } = toldByBrowsers();
    const { id } = post();
    const view = `/views/${id}`;
    for (let version = 100; version < 110; version += 1)
      await browser(firefox(version)).post(view).expect(204); // 10 readers
    await browser(firefox(100)).post(view).expect(204); // a repeat
    await reader.post(view).set("User-Agent", "Googlebot/2.1").expect(204);
    await reader.post(view).set("Sec-Purpose", "prefetch;prerender").expect(204);
    await admin.post(view).expect(204);
    expect(tally()).toEqual({ repeat: 1, bot: 1, prefetch: 1, staff: 1 });
    expect(viewsOf(id)).toBe(10);
  });

  it("stand in place of the requests for the page, whether it is made or kept", async () => {
    const { post, reader, admin, tally, viewsOf } = toldByBrowsers();
    const stories = [post(), post({ kind: "page", title: "About" })];
    for (const { address, id } of stories) {
      for (let time = 0; time < 3; time += 1) {
        const { text } = await reader.get(address).expect(200);
        expect(text).toMatch(
          new RegExp(
            `<script type="module" src="/assets/js/view\\.\\w+\\.js" data-view="/views/${id}"></script>`,
          ),
        );
      }
      await admin.get(address).expect(200);
    }
    expect(tally()).toEqual({});
    for (const { id } of stories) expect(viewsOf(id)).toBe(0);
  });

  it("are of things that this reader may see, and nothing else", async () => {
    const { post, reader, browser, viewsOf } = toldByBrowsers();
    const draft = post({ status: "draft", title: "Draft" });
    const embargo = post({ title: "Embargo", publishedAt: new Date("2026-03-01T18:00:00Z") });
    const locked = post({ title: "Locked", password: "secret" });
    for (const { id } of [draft, embargo, locked]) await reader.post(`/views/${id}`).expect(404);
    for (const id of ["0", "99", "x", "1e3", "9".repeat(40)]) await reader.post(`/views/${id}`).expect(404);
    await browser({ "Sec-Fetch-Site": "cross-site" }).post(`/views/${post().id}`).expect(403);
    expect(viewsOf(locked.id)).toBe(0);
  });

  it("change nothing while the server counts by itself", async () => {
    const { post, reader, parts } = newsroom();
    const { address, id } = post();
    expect((await reader.get(address).expect(200)).text).not.toContain("data-view=");
    await reader.post(`/views/${id}`).expect(404);
    parts.counter.flush();
    expect(parts.stats.totals([id]).get(id)).toBe(1);
  });

  it("are explained to readers", async () => {
    const { reader } = toldByBrowsers();
    expect((await reader.get("/about/counting")).text).toContain("when a browser shows its page");
  });
});
