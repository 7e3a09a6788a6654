import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser } from "../support/browser.ts";
import { OWN, sharedExamples } from "./examples.ts";
import { sourceOf, surfaceOf, writing } from "./writing.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

/** One text from top to bottom. */
const EVERYTHING = OWN.map(([, text]) => text).join("\n\n");

describe("the rich editor in a browser", () => {
  it("saves what was opened, byte for byte", async () => {
    const { page, saved, misdeeds, end } = await writing(browser, { bodySource: EVERYTHING });
    await surfaceOf(page).waitFor();
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByText("Draft saved.").waitFor();
    expect(saved().bodySource).toBe(EVERYTHING);
    expect(misdeeds).toEqual({ errors: [], foreign: [] });
    await end();
  });

  it("changes the block that a word is typed into, and no other", async () => {
    const bodySource = "* One\n* Two\n\n\nThree __four__ five\n\n| a |\n|---|\n";
    const { page, saved, end } = await writing(browser, { bodySource });
    await surfaceOf(page).getByText("five").click();
    await page.keyboard.press("End");
    await page.keyboard.type(" six");
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByText("Draft saved.").waitFor();
    expect(saved().bodySource).toBe("* One\n* Two\n\n\nThree __four__ five six\n\n| a |\n|---|\n");
    await end();
  });

  it("keeps its promise for every example of Markdown there is", async () => {
    const { page, misdeeds, end } = await writing(browser);
    await surfaceOf(page).focus();
    const texts = [...OWN, ...sharedExamples()].map(([, text]) => text);
    const wrong = await page.evaluate(async (all) => {
      const field = document.querySelector<HTMLTextAreaElement>("[name=body]")!;
      const rich = document.querySelector<HTMLElement>(".rich")!;
      const seen = () => new Promise((done) => setTimeout(done));
      /** What a form would send. */
      const sent = () => new FormData(field.form!).get("body");
      const found: unknown[] = [];
      for (const text of all) {
        field.value = text;
        field.dispatchEvent(new CustomEvent("replaced", { bubbles: true }));
        const opened = sent();
        const type = async (place: Element) => {
          getSelection()!.selectAllChildren(place);
          getSelection()!.collapseToStart();
          await seen();
          // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else types as a person does
          document.execCommand("insertText", false, "W");
          await seen();
        };
        await type(rich);
        // Chromium finds no place for a letter before empty code
        if (sent() === text) await type(rich.querySelector("code")!);
        const typed = sent();
        rich.dispatchEvent(new KeyboardEvent("keydown", { key: "z", ctrlKey: true, bubbles: true }));
        const undone = sent();
        if (opened !== text || typed === text || undone !== text) found.push({ text, opened, typed, undone });
      }
      return found;
    }, texts);
    expect(wrong).toEqual([]);
    expect(misdeeds.errors.filter((message) => !message.startsWith("404"))).toEqual([]);
    await end();
  });

  it("is a plain field without JavaScript", async () => {
    const { page, saved, end } = await writing(browser, {}, { javaScriptEnabled: false });
    await page.getByLabel("Content").fill("**Plain** Markdown.");
    await page.getByRole("button", { name: "Save draft" }).click();
    expect(saved().bodySource).toBe("**Plain** Markdown.");
    await end();
  });

  it("shows the source when asked, and takes over what was written there", async () => {
    const { page, end } = await writing(browser, { bodySource: "One *two*." });
    await page.getByRole("button", { name: "Markdown", exact: true }).click();
    const field = page.getByRole("textbox", { name: "Content" });
    expect(await field.inputValue()).toBe("One *two*.");
    await field.fill("One **two**.");
    await page.getByRole("button", { name: "Markdown", exact: true }).click();
    expect(await surfaceOf(page).locator("strong").textContent()).toBe("two");
    await end();
  });

  it("shows a text that another script put into the field, with the cursor where it was", async () => {
    const { page, end } = await writing(browser, { bodySource: "One\n\nTwo\n\nThree" });
    await surfaceOf(page).getByText("Three").click();
    await page.keyboard.press("End");
    await page.keyboard.type("?");
    expect(await sourceOf(page)).toBe("One\n\nTwo\n\nThree?");
    await page.evaluate(() => {
      const field = document.querySelector<HTMLTextAreaElement>("[name=body]")!;
      field.value = "One\n\nTwo, *changed* elsewhere\n\nThree?";
      field.dispatchEvent(new CustomEvent("replaced", { bubbles: true }));
    });
    await page.keyboard.type("!");
    expect(await sourceOf(page)).toBe("One\n\nTwo, *changed* elsewhere\n\nThree?!");
    await end();
  });
});
