import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { violations } from "../support/accessible.ts";
import { launchBrowser, listen, overflowOf, watchedPage } from "../support/browser.ts";
import { newsroom } from "../support/newsroom.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()), 60_000);
afterAll(() => browser.close());

it("copies the address of a preview link, and says so", async () => {
  const room = newsroom({ baseUrl: "http://127.0.0.1" });
  const { id } = room.post({ title: "Tides", status: "draft", publishedAt: null });
  await room.author.post(`/admin/posts/${id}/links`, { name: "Rita", days: "7" }).expect(303);
  const { address, close } = await listen(room.app);
  const {
    page,
    misdeeds,
    close: leave,
  } = await watchedPage(browser, address, {
    viewport: { width: 360, height: 740 },
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const cookies = [...room.author.jar].map(([name, value]) => ({ name, value, url: address }));
  await page.context().addCookies(cookies);
  await page.goto(`/admin/posts/${id}/links`);
  expect(await violations(page)).toEqual([]);
  expect(await overflowOf(page)).toBe(0);
  const shown = await page.getByLabel("Address for Rita").inputValue();
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("button", { name: "Copied", exact: true }).waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown);
  expect(misdeeds).toEqual({ errors: [], foreign: [] });
  await leave();
  await close();
}, 60_000);
