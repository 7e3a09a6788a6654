import type { Node } from "prosemirror-model";
import { EditorState } from "prosemirror-state";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { measure } from "../../public/js/editor/count.ts";
import { MarkdownSource } from "../../public/js/editor/source.ts";
import { launchBrowser } from "../support/browser.ts";
import { longText } from "../support/long-text.ts";
import { surfaceOf, writing } from "./writing.ts";

const TEXT = longText(200_000);
const BLOCKS = TEXT.trimEnd().split("\n\n");

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

/** The blocks of which somebody asks what is in them while `work` is done. */
function touchedBy(doc: Node, work: () => void): Node[] {
  const touched = new Set<Node>();
  for (const block of doc.children) {
    const { content } = block;
    Object.defineProperty(block, "content", { configurable: true, get: () => (touched.add(block), content) });
  }
  work();
  return [...touched];
}

describe("a long text", () => {
  it("is written and counted anew only where something was typed", () => {
    const source = new MarkdownSource();
    const before = EditorState.create({ doc: source.open(TEXT) });
    measure(before.doc, Infinity);
    let at = 0;
    before.doc.descendants((node, pos) => {
      if (node.type.name === "paragraph" && pos < before.doc.content.size / 2) at = pos + 1;
    });
    const block = before.doc.resolve(at).index(0);
    const { doc } = before.apply(before.tr.insertText("Wort ", at));
    expect(touchedBy(doc, () => source.write(doc))).toEqual([doc.child(block)]);
    expect(measure(doc, 0)).toBeUndefined();
    expect(measure(doc, 1)).toBeDefined();
  });

  it("opens, takes a word in its middle, and is saved with no other block changed", async () => {
    const { page, saved, misdeeds, end } = await writing(browser, { bodySource: TEXT });
    const middle = BLOCKS.findIndex((block, index) => index > BLOCKS.length / 2 && /^\w/.test(block));
    const words = BLOCKS[middle]!.split(",")[0]!;
    await surfaceOf(page).focus();
    await page.keyboard.press("Control+f");
    await page.getByPlaceholder("Find").fill(words);
    await page.getByText(/^1 of/).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.type("Wort");
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByText("Draft saved.").waitFor();
    const blocks = saved().bodySource.trimEnd().split("\n\n");
    expect(blocks.flatMap((block, index) => (block === BLOCKS[index] ? [] : [[index, block]]))).toEqual([
      [middle, BLOCKS[middle]!.replace(words, "Wort")],
    ]);
    expect(misdeeds).toEqual({ errors: [], foreign: [] });
    await end();
  });

  it("loses nothing that is typed before all of it was read", async () => {
    const { page, saved, end } = await writing(browser, { bodySource: `Start.\n\n${TEXT}` });
    await surfaceOf(page).focus();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("At the ");
    await page.getByRole("button", { name: "Save draft" }).click();
    await page.getByText("Draft saved.").waitFor();
    expect(saved().bodySource).toBe(`At the Start.\n\n${TEXT}`);
    await end();
  });

  it("lays out what is seen, wherever one scrolls, and the cursor", async () => {
    const { page, end } = await writing(browser, { bodySource: `Start.\n\n${TEXT}\nThe end.` });
    const last = surfaceOf(page).getByText("The end.");
    const height = () => page.evaluate(() => document.documentElement.scrollHeight);
    await surfaceOf(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" Really.");
    await expect.poll(() => last.isVisible()).toBe(true);
    const whole = await height();
    await page.evaluate("scrollTo(0, 0)");
    await expect.poll(() => surfaceOf(page).getByText("Start.").isVisible()).toBe(true);
    const laidOut = await page.locator(".rich > .near").count();
    expect(laidOut).toBeLessThan(400);
    expect(Math.abs((await height()) - whole)).toBeLessThan(whole / 4);
    await page.keyboard.type(" Yes.");
    await page.getByText("The end. Really. Yes.").waitFor();
    await end();
  });
});
