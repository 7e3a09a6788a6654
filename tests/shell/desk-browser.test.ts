import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../support/accessible.ts";
import { launchBrowser, listen, overflowOf, watchedPage } from "../support/browser.ts";
import { busyDesk } from "./desk.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()), 60_000);
afterAll(() => browser.close());

/** Ada at the desk, in a real browser. */
async function desk(options: Parameters<typeof watchedPage>[2]) {
  const room = await busyDesk({ baseUrl: "http://127.0.0.1" });
  const { address, close } = await listen(room.app);
  const opened = await watchedPage(browser, address, options);
  const cookies = [...room.admin.jar].map(([name, value]) => ({ name, value, url: address }));
  await opened.page.context().addCookies(cookies);
  const end = async () => {
    await opened.close();
    await close();
  };
  return { ...room, ...opened, end };
}

const phone = { viewport: { width: 360, height: 740 } };
const screen = { viewport: { width: 1280, height: 800 }, colorScheme: "dark" as const };

describe("the desk in a browser", () => {
  it.each([
    ["on a phone", phone, /^[^?]+(?<!\/new)$/],
    ["on a dark screen", screen, /^\/admin(\/posts(\/1|\?status=trash)?|\/comments|\/settings)?$/],
  ])(
    "breaks no rule of accessibility %s, fits, and asks no other host",
    async (_where, options, looked) => {
      const { page, addresses, misdeeds, end } = await desk(options);
      for (const address of addresses.filter((one) => looked.test(one))) {
        await page.goto(address);
        expect(await violations(page), address).toEqual([]);
        const overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        expect(await page.evaluate(overflow), `${address} is wider than the window`).toBe(0);
      }
      expect(misdeeds).toEqual({ errors: [], foreign: [] });
      await end();
    },
    240_000,
  );

  it("has the one action of a list beside its title on a phone too", async () => {
    const { page, end } = await desk(phone);
    for (const [address, name] of [
      ["/admin/posts", "Write a post"],
      ["/admin/calendar", "Write a post"],
      ["/admin/categories", "New category"],
    ] as const) {
      await page.goto(address);
      const title = (await page.getByRole("heading", { level: 1 }).boundingBox())!;
      const action = (await page.getByRole("link", { name }).boundingBox())!;
      expect(action.x).toBeGreaterThan(title.x + title.width);
      expect(action.y).toBeLessThan(title.y + title.height);
    }
    await end();
  }, 60_000);

  it("never parts a count of the posts from its name, however wide the phone", async () => {
    const { page, end } = await desk(phone);
    await page.goto("/admin/posts");
    for (let width = 320; width <= 430; width += 10) {
      await page.setViewportSize({ width, height: 740 });
      const heights = await page
        .locator("td.table__number")
        .evaluateAll((counts) => counts.map((count) => count.getBoundingClientRect().height));
      expect(Math.max(...heights), `at ${width} pixels`).toBeLessThan(30);
    }
    await end();
  }, 60_000);

  it("closes what was found to be missing on Escape, and by a click beside it", async () => {
    const { page, end } = await desk(screen);
    await page.goto("/admin/posts/new");
    const sheet = page.locator(".checks__sheet");
    await page.locator(".checks__summary").click();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    expect(await sheet.isVisible()).toBe(false);
    expect(await page.locator(".checks__summary:focus").count()).toBe(1);
    await page.keyboard.press("Enter");
    expect(await sheet.isVisible()).toBe(true);
    await sheet.click({ position: { x: 4, y: 4 } });
    await page.keyboard.press("ArrowDown");
    expect(await sheet.isVisible(), "read by somebody who scrolls").toBe(true);
    await page.getByLabel("Title", { exact: true }).click();
    expect(await sheet.isVisible()).toBe(false);
    await end();
  }, 60_000);

  it("closes the menu of a phone on Escape, by a press beside it, and where the keyboard goes on to the page", async () => {
    const { page, end } = await desk({ viewport: { width: 768, height: 1000 } });
    await page.goto("/admin/tags");
    const menu = page.getByRole("navigation", { name: "Admin menu" });
    const opener = page.locator(".rail__toggle summary");
    await opener.click();
    await menu.getByRole("link", { name: "Posts" }).focus();
    expect(await menu.isVisible()).toBe(true);
    await page.keyboard.press("Escape");
    expect(await menu.isVisible()).toBe(false);
    expect(await opener.evaluate((summary) => summary === summary.ownerDocument.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await page.locator(".rail__sheet").click({ position: { x: 4, y: 2 } });
    expect(await menu.isVisible()).toBe(true);
    await page.getByRole("heading", { level: 1 }).click();
    expect(await menu.isVisible()).toBe(false);
    await opener.click();
    await page.getByRole("button", { name: "Log out" }).press("Tab");
    expect(await menu.isVisible()).toBe(false);
    await end();
  }, 60_000);

  it("keeps the button that saves the settings in one place, above what is read", async () => {
    const { page, parts, end } = await desk(phone);
    await page.goto("/admin/settings/discussion");
    const save = page.getByRole("button", { name: "Save" });
    await page.locator(".form .field__input").last().focus();
    const { y } = (await save.boundingBox())!;
    expect(y).toBeGreaterThanOrEqual(0);
    expect(y).toBeLessThan(50);
    await page.getByLabel("Levels of replies").fill("3");
    const head = (await page.locator(".desk-head").boundingBox())!;
    expect((await page.getByLabel("Levels of replies").boundingBox())!.y).toBeGreaterThan(head.height);
    await save.click();
    await page.getByRole("status").waitFor();
    expect(parts.settings.get("discussion").threadDepth).toBe(3);
    await end();
  }, 60_000);

  it("shows the tabs of a phone in one line, beginning where the current one is seen, and all of them without scripts", async () => {
    for (const javaScriptEnabled of [true, false]) {
      const { page, end } = await desk({ ...phone, javaScriptEnabled });
      await page.goto("/admin/settings/permalinks");
      const tabs = await page.locator(".tabs__tab").all();
      const boxes = await Promise.all(tabs.map(async (tab) => (await tab.boundingBox())!));
      expect(new Set(boxes.map(({ y }) => y)).size === 1).toBe(javaScriptEnabled);
      const current = boxes.at(-1)!;
      expect(current.x).toBeGreaterThan(0);
      expect(current.x + current.width).toBeLessThan(phone.viewport.width);
      await end();
    }
  }, 60_000);

  it("ticks pictures one by one or all at once, and shows them again before they are deleted", async () => {
    const { page, parts, now, end } = await desk(phone);
    const picture = { mime: "image/webp", width: 900, height: 600, bytes: 9, alt: "", variants: [] };
    for (const name of ["quay", `${"lighthouse-".repeat(9)}.jpg`])
      parts.media.create(
        {
          ...{ ...picture, path: `${name}.webp`, originalName: name, sha256: Buffer.from(name) },
          ...{ caption: "", credit: "", uploadedBy: null },
        },
        now(),
      );
    await page.goto("/admin/media");
    const [all, quay] = [page.getByLabel("Tick all on this page"), page.getByLabel("Tick quay")];
    await all.check();
    expect(await quay.isChecked()).toBe(true);
    await quay.uncheck();
    expect(await all.isChecked()).toBe(false);
    await quay.check();
    expect(await all.isChecked()).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Delete ticked" }).click();
    await page.getByRole("heading", { name: "Delete 2 pictures?" }).waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await overflowOf(page)).toBe(0);
    await page.getByRole("button", { name: "Delete permanently" }).click();
    await page.getByRole("status").waitFor();
    expect(parts.media.count()).toBe(0);
    await end();
  }, 60_000);

  it("looks for another portrait with Enter in its field, and saves with Enter in any other", async () => {
    const { page, parts, ada, now, end } = await desk(screen);
    parts.media.create(
      {
        ...{ path: "quay.webp", mime: "image/webp", width: 900, height: 600, bytes: 9, alt: "A quay" },
        ...{ originalName: "quay", sha256: Buffer.from("quay"), caption: "", credit: "", uploadedBy: null },
        variants: [],
      },
      now(),
    );
    await page.goto("/account");
    await page.getByLabel("Name", { exact: true }).fill("Ada Adams");
    await page.getByLabel("Find another picture").fill("whale");
    await page.keyboard.press("Enter");
    await page.getByText("No picture has these words").waitFor();
    expect(parts.users.find(ada.id)!.name).toBe("Ada Admin");
    await page.getByLabel("Name", { exact: true }).press("Enter");
    await page.getByText("Your profile is saved").waitFor();
    expect(parts.users.find(ada.id)!.name).toBe("Ada Adams");
    await end();
  }, 60_000);

  it("is worked by keyboard alone, without a script", async () => {
    const { page, parts, end } = await desk({ ...phone, javaScriptEnabled: false });
    await page.goto("/admin");
    const press = async (key: string, times = 1) => {
      for (let index = 0; index < times; index += 1) await page.keyboard.press(key);
    };
    await press("Tab", 3);
    await press("Enter");
    await page.getByRole("link", { name: "Posts", exact: true }).focus();
    await press("Enter");
    await page.waitForURL("**/admin/posts");
    await page.getByRole("link", { name: "Write a post" }).focus();
    await press("Enter");
    await page.waitForURL("**/admin/posts/new");
    await page.locator("[name=title]:focus").waitFor();
    await page.keyboard.type("Typed blind");
    await press("Tab");
    await page.keyboard.type("With ten fingers.");
    await page.getByText("Settings", { exact: true }).last().focus();
    await press("Enter");
    await page.getByLabel("Tags").focus();
    await page.keyboard.type("keys");
    await press("Enter");
    await page.waitForURL(/\/admin\/posts\/\d+$/);
    const post = parts.desk.findSource(Number(page.url().split("/").at(-1)))!;
    expect(post).toMatchObject({ title: "Typed blind", bodySource: "With ten fingers.", status: "draft" });
    expect(post.tags.map(({ name }) => name)).toEqual(["keys"]);
    await end();
  }, 60_000);
});
