import sharp from "sharp";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { markdownToHtml } from "../../src/html/markdown.ts";
import { launchBrowser } from "../support/browser.ts";
import { sourceOf, surfaceOf, writing } from "./writing.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

/** Drops a file on the words, as somebody does who drags it from a folder. */
const dropOn = (page: Page, words: string, name: string, bytes: Buffer) =>
  page.evaluate(
    ([wanted, fileName, base64]) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(base64!), (sign) => sign.charCodeAt(0));
      data.items.add(new File([content], fileName!, { type: "image/png" }));
      const place = [...document.querySelectorAll(".rich p")].find((p) => p.textContent === wanted)!;
      const { left, bottom } = place.getBoundingClientRect();
      const at = { clientX: left + 5, clientY: bottom - 3, bubbles: true, cancelable: true };
      for (const type of ["dragenter", "dragover", "drop"])
        place.dispatchEvent(new DragEvent(type, { ...at, dataTransfer: data }));
    },
    [words, name, bytes.toString("base64")],
  );

describe("a block on the surface", () => {
  it("of a table: sets a whole column, and says so in the line below the head", async () => {
    const { page, end } = await writing(browser, {
      bodySource: "| a | b |\n|---|---|\n| c | d |\n| e | f |",
    });
    await surfaceOf(page).getByText("f", { exact: true }).click();
    await page.getByRole("button", { name: "Align to the right" }).click();
    expect(await sourceOf(page)).toBe("| a | b |\n| --- | ---: |\n| c | d |\n| e | f |");
    expect(await page.locator(".rich .has-text-align-right").count()).toBe(3);
    expect(await page.getByRole("button", { name: "Align to the right" }).getAttribute("aria-pressed")).toBe(
      "true",
    );
    await page.keyboard.press("Control+z");
    expect(await sourceOf(page)).toBe("| a | b |\n|---|---|\n| c | d |\n| e | f |");
    await end();
  });

  it.each([
    ["a table", "| a | b |\n|---|---|\n| c | d |", [], "| c | d |\n|  |  |\n"],
    ["selected text", "d", ["End", "Shift+Home"], "**d**"],
  ] as const)(
    "of any kind: has the tools for %s in the foot of the editor, which covers neither its line nor the one above",
    async (_what, block, keys, changed) => {
      const lines = Array.from({ length: 20 }, (_, index) => `Line ${index}.`).join("\n\n");
      for (const width of [390, 1280]) {
        const { page, end } = await writing(
          browser,
          { bodySource: `${lines}\n\n${block}\n\n${lines}` },
          { viewport: { width, height: 700 } },
        );
        const place = surfaceOf(page).getByText("d", { exact: true });
        const foot = page.locator(".editor__foot");
        const boxOf = async (part: typeof place) => (await part.boundingBox())!;
        const gap = async () => (await boxOf(foot)).y - (await boxOf(place)).y - (await boxOf(place)).height;
        await place.waitFor();
        await page.evaluate((down) => scrollBy({ top: down, behavior: "instant" }), 2 - (await gap()));
        await place.click();
        for (const key of keys) await page.keyboard.press(key);
        const bar = page.getByRole("toolbar", { name: "Format" });
        await bar.waitFor();
        await expect.poll(gap, { timeout: 5000 }).toBeGreaterThanOrEqual(0);
        const above = await boxOf(surfaceOf(page).getByText("Line 19.", { exact: true }).first());
        expect((await boxOf(bar)).y).toBeGreaterThan(above.y + above.height);
        await page.keyboard.press("Alt+F10");
        await page.keyboard.press("Enter");
        await expect.poll(() => sourceOf(page)).toContain(changed);
        await end();
      }
    },
  );

  it("of an address: is named as readers see it, asks nobody, and stays the address", async () => {
    const bodySource =
      "https://www.youtube.com/watch?v=abc\n\nSee https://www.youtube.com/watch?v=abc.\n\nEnd";
    const { page, saved, misdeeds, end } = await writing(browser, { bodySource });
    const shown = page.locator(".rich [data-embed]");
    expect(await shown.count()).toBe(1);
    expect(await shown.getAttribute("data-embed")).toBe("Watch on youtube.com");
    await surfaceOf(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("https://vimeo.com/12345");
    await expect.poll(() => shown.last().getAttribute("data-embed")).toBe("Watch on vimeo.com");
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByText("Draft saved.").waitFor();
    expect(saved().bodySource).toBe(`${bodySource}\n\nhttps://vimeo.com/12345`);
    expect(markdownToHtml(saved().bodySource, String)).toContain('<a href="https://vimeo.com/12345">');
    expect(misdeeds.foreign).toEqual([]);
    await end();
  });

  it("of a picture: comes where its file is dropped", async () => {
    const { page, parts, misdeeds, end } = await writing(browser, { bodySource: "Before\n\nAfter" });
    await surfaceOf(page).focus();
    const background = { r: 51, g: 85, b: 119 };
    const bytes = await sharp({ create: { width: 32, height: 20, channels: 3, background } })
      .png()
      .toBuffer();
    await dropOn(page, "Before", "quay.png", bytes);
    await page.locator(".rich figure img").waitFor();
    expect(await sourceOf(page)).toBe(`Before\n\n![](${parts.media.list(1)[0]!.picture!.src})\n\nAfter`);
    expect(misdeeds).toEqual({ errors: [], foreign: [] });
    await end();
  });
});

describe("a text that is read from the right", () => {
  it("has its lists, tables and cards in that order, and English and code in theirs", async () => {
    const bodySource =
      "הנמל היה שקט.\n\n- ראשון\n- [x] שני\n\n| א | ב |\n| --- | --- |\n| ג | ד |\n\nAll in English.\n\n```js\nx\n```\n";
    const { page, end } = await writing(browser, { bodySource });
    const directions = (selector: string) =>
      page
        .locator(`.rich ${selector}`)
        .evaluateAll((all) => all.map((one) => getComputedStyle(one).direction));
    expect(await directions(":is(ul, table, td)")).toEqual(["rtl", "rtl", "rtl", "rtl"]);
    expect(await directions("> p")).toEqual(["rtl", "ltr"]);
    expect(await directions("pre")).toEqual(["ltr"]);
    await page.getByRole("button", { name: "Markdown", exact: true }).click();
    const source = page.getByRole("textbox", { name: "Content" });
    expect(await source.evaluate((field) => field.matches(":dir(rtl)"))).toBe(true);
    await end();
  });
});

describe("what opens over the surface", () => {
  it("opens below the cursor where there is room", async () => {
    const { page, end } = await writing(browser, { bodySource: "" });
    await surfaceOf(page).focus();
    await page.keyboard.type("/");
    const menu = await page.getByRole("listbox", { name: "Add a block" }).boundingBox();
    const line = await page.locator(".rich > p").boundingBox();
    expect(menu!.y).toBeGreaterThan(line!.y + line!.height - 8);
    await page.getByRole("option", { name: "Footnote" }).click();
    expect(await sourceOf(page)).toContain("[^1]:");
    await end();
  });

  it("takes two lines at most on a phone to find and replace", async () => {
    const { page, end } = await writing(
      browser,
      { bodySource: "One" },
      { viewport: { width: 360, height: 740 } },
    );
    await surfaceOf(page).focus();
    await page.keyboard.press("Control+f");
    await page.getByPlaceholder("Find").fill("nowhere to be found");
    await page.getByText("Not found").waitFor();
    const tops = await page
      .locator(".findbar :is(input[type=text], button)")
      .evaluateAll((all) => all.map((one) => Math.round(one.getBoundingClientRect().bottom / 20)));
    expect(new Set(tops).size).toBeLessThanOrEqual(2);
    await end();
  });
});
