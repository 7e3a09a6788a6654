import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

const firefox = (version: number) =>
  `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`;
const withAgent = (userAgent: string) => ({ "User-Agent": userAgent });

function tally({ parts }: ReturnType<typeof newsroom>) {
  parts.counter.flush();
  return Object.fromEntries(parts.stats.discardedWithin(30).map(({ reason, visits }) => [reason, visits]));
}

describe("visits of a post", () => {
  it("give exactly the count and the reasons that their composition has", async () => {
    const room = newsroom();
    const { browser, reader, admin, author, post, parts } = room;
    const [first, second] = [post({ title: "First" }), post({ title: "Second" })];
    const draft = post({ title: "Draft", status: "draft" });

    for (let version = 100; version < 160; version += 1)
      await browser(withAgent(firefox(version)))
        .get(first.address)
        .expect(200); // 60 readers
    for (let time = 0; time < 50; time += 1) await reader.get(second.address).expect(200); // 1, then 49 repeats
    for (let version = 100; version < 120; version += 1)
      await browser(withAgent(firefox(version))).get(first.address); // 20 repeats
    for (let version = 200; version < 225; version += 1) {
      const page = await browser(withAgent(firefox(version))).get(second.address); // 25 readers
      await browser(withAgent(firefox(version)))
        .get(second.address)
        .set("If-None-Match", page.headers.etag as string); // 25 repeats, 304 while the count on the page stands
    }
    for (let time = 0; time < 15; time += 1) await reader.head(first.address).expect(200); // 15 headers only
    for (const header of ["Sec-Purpose", "Purpose", "X-Moz", "X-Purpose"])
      for (const value of ["prefetch", "prefetch;prerender", "preview"])
        await browser(withAgent(firefox(300)))
          .get(first.address)
          .set(header, value); // 12 ahead
    for (const bot of ["Googlebot/2.1", "curl/8.14.1", "", "Mozilla/5.0 (compatible; bingbot/2.0)"])
      for (let time = 0; time < 5; time += 1) await browser(withAgent(bot)).get(first.address).expect(200); // 20 bots
    for (let time = 0; time < 10; time += 1) await admin.get(first.address).expect(200); // 10 staff
    for (let time = 0; time < 5; time += 1) await author.get(second.address).expect(200); // 5 staff
    for (let time = 0; time < 7; time += 1) await author.get(parts.paths.admin.preview(draft)).expect(200); // 7 previews
    for (let time = 0; time < 4; time += 1) await reader.get(draft.address).expect(404); // 4 errors
    await reader.get("/2026/03/nothing-here").expect(404); // 1 error
    for (let time = 0; time < 6; time += 1) await reader.get("/").expect(200); // no post

    expect(tally(room)).toEqual({
      bot: 20,
      error: 5,
      head: 15,
      prefetch: 12,
      preview: 7,
      repeat: 94,
      staff: 15,
    });
    expect(parts.stats.totals([first.id, second.id, draft.id])).toEqual(
      new Map([
        [first.id, 60],
        [second.id, 26],
      ]),
    );
    expect(parts.stats.total()).toBe(86);
  });

  it("count where a browser asks whether its copy is still good: a 304 is a read", async () => {
    const { reader, browser, post, parts } = newsroom();
    const { address, id } = post();
    const page = await reader.head(address).expect(200);
    await browser(withAgent(firefox(99)))
      .get(address)
      .set("If-None-Match", page.headers.etag as string)
      .expect(304);
    parts.counter.flush();
    expect(parts.stats.totals([id]).get(id)).toBe(1);
  });

  it("count again after 24 hours and not at midnight", async () => {
    const { reader, post, parts, at } = newsroom();
    const { address, id } = post();
    for (const time of ["01T23:50", "02T00:10", "02T23:49", "02T23:50"]) {
      at(`2026-03-${time}:00Z`);
      await reader.get(address).expect(200);
    }
    parts.counter.flush();
    expect(parts.stats.perDay(id, 2).map(({ views }) => views)).toEqual([1, 1]);
  });

  it("make a post popular this week by those of the last seven days only", async () => {
    const { browser, post, parts, at } = newsroom();
    const [old, fresh] = [post({ title: "Old" }), post({ title: "Fresh" })];
    const readBy = async (readers: number, { address }: { address: string }) => {
      for (let version = 100; version < 100 + readers; version += 1)
        await browser(withAgent(firefox(version)))
          .get(address)
          .expect(200);
    };
    await readBy(5, old);
    at("2026-03-08T12:00:00Z");
    await readBy(2, fresh);
    await readBy(1, old);
    parts.counter.flush();
    expect(parts.stats.mostViewed("week", 5)).toEqual([
      { postId: fresh.id, views: 2 },
      { postId: old.id, views: 1 },
    ]);
    expect(parts.stats.mostViewed("all", 5)).toEqual([
      { postId: old.id, views: 6 },
      { postId: fresh.id, views: 2 },
    ]);
  });

  it("count on the day of the site's time zone", async () => {
    const { reader, post, parts, at, now } = newsroom();
    parts.settings.update("general", { timeZone: "Pacific/Auckland" }, now());
    const { address, id } = post();
    at("2026-03-01T13:30:00Z");
    await reader.get(address).expect(200);
    parts.counter.flush();
    expect(parts.stats.perDay(id, 1)).toEqual([{ day: "2026-03-02", views: 1 }]);
  });

  it("cost the page nothing where the count cannot be written", async () => {
    const { reader, post, parts, log } = newsroom();
    const { address } = post();
    parts.activity.exec("DROP TABLE views_daily");
    await reader.get(address).expect(200);
    parts.counter.flush();
    await reader.get(address).expect(200);
    expect(log.map(({ message }) => message)).toEqual(["view counts could not be written and are kept"]);
  });
});

describe("the page about counting", () => {
  it("explains the method and says what was not counted", async () => {
    const { reader, browser, post, parts } = newsroom();
    const { address } = post();
    expect((await reader.get("/about/counting").expect(200)).text).toContain("nothing was counted yet");
    await reader.get(address);
    for (let time = 0; time < 1234; time += 1)
      parts.counter.recordFailure({ method: "GET", path: "/wp-login.php" });
    await browser(withAgent("curl/8")).get(address);
    parts.counter.flush();
    const page = await reader.get("/about/counting").expect(200);
    expect(page.text).toContain("1 view was counted");
    expect(page.text).toMatch(/There was no page to show, or whoever asked had left before<\/th><td>1,234</);
    expect(page.text).toMatch(/A program fetched[^<]*<\/th><td>1</);
    expect(page.text).not.toContain("nobody may have looked");
  });
});
