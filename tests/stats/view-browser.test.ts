import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, listen, watchedPage } from "../support/browser.ts";
import { newsroom } from "../support/newsroom.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const userAgent =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36";

describe("a browser that shows a story", () => {
  it("says so once, when somebody can see it", async () => {
    const { app, parts, post, now } = newsroom();
    parts.settings.update("caching", { viewsCountedBy: "browser" }, now());
    const { address, id } = post();
    const server = await listen(app);
    const { page, misdeeds, close } = await watchedPage(browser, server.address, { userAgent });
    const told: string[] = [];
    page.on("request", (request) => {
      if (request.method() === "POST") told.push(new URL(request.url()).pathname);
    });
    await page.addInitScript(() => {
      Object.defineProperty(document, "visibilityState", {
        get: () => document.documentElement.dataset.visibility ?? "hidden",
      });
    });
    const become = (visibility: string) =>
      page.evaluate((state) => {
        document.documentElement.dataset.visibility = state;
        document.dispatchEvent(new Event("visibilitychange"));
      }, visibility);
    await page.goto(address);
    await become("hidden");
    expect(told).toEqual([]);
    const answer = page.waitForResponse((response) => response.url().endsWith(`/views/${id}`));
    await become("visible");
    expect((await answer).status()).toBe(204);
    await become("hidden");
    await become("visible");
    expect(told).toEqual([`/views/${id}`]);
    expect(misdeeds).toEqual({ errors: [], foreign: [] });
    await close();
    await server.close();
    parts.counter.flush();
    expect(parts.stats.totals([id]).get(id)).toBe(1);
  });
});
