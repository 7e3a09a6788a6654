import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../support/accessible.ts";
import { launchBrowser, listen, overflowOf, watchedPage } from "../support/browser.ts";
import { newsroom } from "../support/newsroom.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()), 60_000);
afterAll(() => browser.close());

async function calendar(options: Parameters<typeof watchedPage>[2]) {
  const room = newsroom({ baseUrl: "http://127.0.0.1" });
  const { id } = room.post({ title: "Later", publishedAt: new Date("2026-03-18T08:00:00Z") });
  const out = room.post({ title: "Out already" });
  const change = { title: "Changed", body: "Words.", do: "plan", applyOn: "2026-03-12T09:00", version: "1" };
  await room.author.post(`/admin/posts/${out.id}`, change);
  const { address, close } = await listen(room.app);
  const opened = await watchedPage(browser, address, options);
  const cookies = [...room.author.jar].map(([name, value]) => ({ name, value, url: address }));
  await opened.page.context().addCookies(cookies);
  await opened.page.goto("/admin/calendar?month=2026-03");
  const end = async () => {
    await opened.close();
    await close();
  };
  return {
    ...room,
    ...opened,
    end,
    dateOf: () => room.parts.desk.findSource(id)!.publishedAt!.toISOString(),
    changeOf: () => room.parts.plans.find(out.id)!.at.toISOString(),
  };
}

describe("the calendar in a browser", () => {
  it("moves what is dragged to another day, at the same time", async () => {
    const { page, misdeeds, dateOf, end } = await calendar({ viewport: { width: 1280, height: 900 } });
    expect(await violations(page)).toEqual([]);
    await page.locator("[data-move]", { hasText: "Later" }).dragTo(page.locator('[data-day="2026-03-20"]'));
    await page.getByText("“Later” now stands at").waitFor();
    expect(dateOf()).toBe("2026-03-20T08:00:00.000Z");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.locator('[data-day="2026-03-18"]', { hasText: "Later" }).waitFor();
    expect(dateOf()).toBe("2026-03-18T08:00:00.000Z");
    expect(misdeeds).toEqual({ errors: [], foreign: [] });
    await end();
  }, 60_000);

  it("moves a planned change that is dragged, and the post stays where it is", async () => {
    const { page, misdeeds, dateOf, changeOf, end } = await calendar({
      viewport: { width: 1280, height: 900 },
    });
    const before = changeOf();
    await page
      .locator("[data-move]", { hasText: "Change to “Out already”" })
      .dragTo(page.locator('[data-day="2026-03-24"]'));
    await page.getByText("Readers will see the change to “Out already” from March 24, 2026").waitFor();
    expect(changeOf()).toBe(before.replace("03-12", "03-24"));
    expect(dateOf()).toBe("2026-03-18T08:00:00.000Z");
    expect(misdeeds).toEqual({ errors: [], foreign: [] });
    await end();
  }, 60_000);

  it("moves it by a form, on a phone and without a script", async () => {
    const { page, dateOf, end } = await calendar({
      ...{ viewport: { width: 360, height: 740 }, colorScheme: "dark", javaScriptEnabled: false },
    });
    expect(await overflowOf(page)).toBe(0);
    await page.getByRole("link", { name: /^Move.*Later$/ }).click();
    await page.getByLabel("Publish on").fill("2026-03-22T07:15");
    await page.getByRole("button", { name: "Move", exact: true }).click();
    await page.getByText("“Later” now stands at").waitFor();
    expect(dateOf()).toBe("2026-03-22T07:15:00.000Z");
    await end();
  }, 60_000);
});
