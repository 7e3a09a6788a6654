import sharp from "sharp";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../support/accessible.ts";
import { launchBrowser } from "../support/browser.ts";
import { sourceOf, surfaceOf, writing } from "./writing.ts";

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

const picture = (background: string) =>
  sharp({ create: { width: 320, height: 200, channels: 3, background } })
    .png()
    .toBuffer();

/** Puts something on the clipboard and pastes it, as a person would. */
const paste = (page: Page, data: Record<string, string>) =>
  page.evaluate((items) => {
    const clipboardData = new DataTransfer();
    for (const [type, text] of Object.entries(items)) clipboardData.setData(type, text);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector(".rich")!.dispatchEvent(event);
  }, data);

async function empty(options: Parameters<typeof writing>[2] = {}) {
  const opened = await writing(browser, { bodySource: "" }, options);
  await surfaceOf(opened.page).focus();
  return opened;
}

describe("writing richly", () => {
  it("takes Markdown as it is typed", async () => {
    const { page, end } = await empty();
    for (const line of ["## Tides", "They **rise** and *fall*, `twice` ~~once~~ a day.", "- one", "two"]) {
      await page.keyboard.type(line);
      await page.keyboard.press("Enter");
    }
    await page.keyboard.press("Enter");
    await page.keyboard.type("1. first");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.type("> said");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Enter");
    await page.keyboard.type("See [the log](/log) soon.");
    await page.keyboard.press("Enter");
    await page.keyboard.type("```js");
    await page.keyboard.press("Enter");
    await page.keyboard.type("let a = 1;");
    await page.keyboard.press("Control+Enter");
    await page.keyboard.type("- [x] done");
    expect(await sourceOf(page)).toBe(
      [
        "## Tides",
        "They **rise** and *fall*, `twice` ~~once~~ a day.",
        "- one\n- two",
        "1. first",
        "> said",
        "See [the log](/log) soon.",
        "```js\nlet a = 1;\n```",
        "- [x] done",
      ].join("\n\n"),
    );
    await end();
  });

  it("formats by the keys of every other editor, and takes back", async () => {
    const { page, end } = await empty();
    await page.keyboard.type("plain ");
    await page.keyboard.press("Control+b");
    await page.keyboard.type("bold");
    await page.keyboard.press("Control+b");
    await page.keyboard.press("Control+i");
    await page.keyboard.type(" slanted");
    await page.keyboard.press("Control+Alt+2");
    expect(await sourceOf(page)).toBe("## plain **bold** *slanted*");
    await page.keyboard.press("Control+Alt+0");
    expect(await sourceOf(page)).toBe("plain **bold** *slanted*");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+Shift+z");
    expect(await sourceOf(page)).toBe("plain **bold** *slanted*");
    await end();
  });

  it("adds blocks from the menu behind the slash, found by their words", async () => {
    const { page, end } = await empty();
    await page.keyboard.type("/");
    await page.getByRole("option", { name: "Heading A chapter" }).waitFor();
    const active = await surfaceOf(page).getAttribute("aria-activedescendant");
    expect(await page.locator(`#${active!}`).textContent()).toContain("Heading");
    await page.keyboard.type("tab");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Boat");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Oars");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Tern | sunk");
    expect(await sourceOf(page)).toBe(
      "| Boat | Oars |  |\n| --- | --- | --- |\n| Tern \\| sunk |  |  |\n|  |  |  |",
    );
    await page.getByRole("button", { name: "Delete column" }).click();
    expect(await sourceOf(page)).toBe("| Oars |  |\n| --- | --- |\n|  |  |\n|  |  |");
    await end();
  });

  it("leaves a slash a slash", async () => {
    const { page, end } = await empty();
    await page.keyboard.type("either /or");
    await page.keyboard.press("Escape");
    await page.keyboard.type(" and/or");
    expect(await sourceOf(page)).toBe("either /or and/or");
    await end();
  });

  it("writes footnotes and callouts, and leads back from a note", async () => {
    const { page, end } = await empty();
    await page.keyboard.type("Wet feet");
    await page.keyboard.type(" /foot");
    await page.keyboard.press("Enter");
    await page.keyboard.type("At high water.");
    await page.keyboard.press("Escape");
    await page.keyboard.type(" again.");
    await page.keyboard.press("Enter");
    await page.keyboard.type("/callout");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Mind the step.");
    await page.getByLabel("Kind of callout").selectOption("warning");
    expect(await sourceOf(page)).toBe(
      "Wet feet [^1] again.\n\n> [!WARNING]\n> Mind the step.\n\n[^1]: At high water.",
    );
    await end();
  });

  it("offers in a list only what can stand there, and puts the cursor into a table below it", async () => {
    const { page, end } = await writing(browser, { bodySource: "- one" });
    await surfaceOf(page).getByText("one").click();
    await page.keyboard.press("End");
    await page.keyboard.press("Enter");
    await page.keyboard.type("/call");
    await page.getByText("There is no such block.").waitFor();
    for (let key = 0; key < 4; key += 1) await page.keyboard.press("Backspace");
    await page.keyboard.type("table");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Place");
    await expect.poll(() => sourceOf(page)).toContain("| Place |");
    await end();
  });

  it("takes the words in the fields of a block as they are typed", async () => {
    const { page, saved, end } = await writing(browser, { bodySource: "![](/a.png)\n\n```\nx\n```\n" });
    await page.getByLabel("Description for those who do not see it").pressSequentially("A quay");
    await page.getByText("Changed, not saved yet").waitFor();
    await page.getByLabel("Language").first().pressSequentially("js");
    await expect.poll(() => sourceOf(page)).toBe("![A quay](/a.png)\n\n```js\nx\n```\n");
    await page.keyboard.press("ControlOrMeta+s");
    await page.getByText("Draft saved.").waitFor();
    expect(saved().bodySource).toBe("![A quay](/a.png)\n\n```js\nx\n```\n");
    await end();
  });

  it("keeps the line that is written clear of the bars above and below", async () => {
    const lines = Array.from({ length: 60 }, (_, index) => `Line ${index}.`).join("\n\n");
    const { page, end } = await writing(browser, { bodySource: lines });
    const spans = () =>
      page.evaluate<{ top: number; bottom: number }[]>(
        `[getSelection().getRangeAt(0).getBoundingClientRect(), document.querySelector(".editor__bar").getBoundingClientRect(), document.querySelector(".editor__foot").getBoundingClientRect()].map(({ top, bottom }) => ({ top, bottom }))`,
      );
    await surfaceOf(page).getByText("Line 0.", { exact: true }).click();
    await page.keyboard.press("ControlOrMeta+End");
    for (const words of ["One.", "Two.", "Three."]) {
      await page.keyboard.press("Enter");
      await page.keyboard.type(words);
      const [line, , foot] = await spans();
      expect(line!.bottom).toBeLessThanOrEqual(foot!.top);
    }
    for (let key = 0; key < 40; key += 1) await page.keyboard.press("ArrowUp");
    await page.keyboard.type("Up here. ");
    const [line, bar] = await spans();
    expect(line!.top).toBeGreaterThanOrEqual(bar!.bottom);
    await end();
  });

  it("says in the dialog of pictures why a file was not taken, until something else is looked for", async () => {
    const { page, end } = await empty();
    const dialog = page.getByRole("dialog", { name: "Pictures" });
    const says = () => dialog.getByRole("status").innerText();
    await page.keyboard.type("/picture");
    await page.keyboard.press("Enter");
    await expect.poll(says).toBe("No pictures yet. Upload the first.");
    const file = { name: "quay.txt", mimeType: "text/plain", buffer: Buffer.from("no picture") };
    await dialog.locator("input[type=file]").setInputFiles(file);
    await expect.poll(says).toMatch(/^quay\.txt: This is no picture/);
    await dialog.getByRole("searchbox").fill("whales");
    await expect.poll(says).toBe("There is no such picture.");
    await dialog.getByRole("searchbox").fill("");
    await expect.poll(says).toBe("No pictures yet. Upload the first.");
    await end();
  });

  it("keeps its tools above a keyboard on the screen", async () => {
    const bodySource = Array.from({ length: 60 }, (_, index) => `Line ${index}.`).join("\n\n");
    const { page, end } = await writing(browser, { bodySource }, { viewport: { width: 390, height: 844 } });
    await surfaceOf(page).waitFor();
    const foot = async () => (await page.locator(".editor__foot").boundingBox())!;
    const bottom = async () => (await foot()).y + (await foot()).height;
    const keyboard = (height: number) =>
      page.evaluate(
        `Object.defineProperty(visualViewport, "height", { value: innerHeight - ${height}, configurable: true }); visualViewport.dispatchEvent(new Event("resize"))`,
      );
    expect(await bottom()).toBe(844);
    await keyboard(300);
    expect(await bottom()).toBe(544);
    await keyboard(0);
    expect(await bottom()).toBe(844);
    await end();
  });

  it("refuses a link that readers would not get", async () => {
    const { page, end } = await empty();
    await page.keyboard.type("Words");
    await page.keyboard.press("Control+Shift+ArrowLeft");
    await page.getByRole("toolbar", { name: "Format" }).waitFor();
    await page.keyboard.press("ControlOrMeta+k");
    await page.keyboard.type("javascript:alert(1)");
    await page.keyboard.press("Enter");
    expect(await page.getByRole("dialog").isVisible()).toBe(true);
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("news.example:8080/a");
    await page.keyboard.press("Enter");
    await expect.poll(() => sourceOf(page)).toBe("[Words](https://news.example:8080/a)");
    await end();
  });

  it("links to posts that are found by their words", async () => {
    const { page, post, end } = await empty();
    const other = post({ title: "The harbour at night" });
    await page.keyboard.type("as we wrote");
    await page.keyboard.press("Control+Shift+ArrowLeft");
    await page.getByRole("toolbar", { name: "Format" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByLabel("Address, or words of a post or page").fill("harb");
    await page.getByRole("option", { name: /The harbour at night/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    expect(await sourceOf(page)).toBe(`as we [wrote](${other.address})`);
    await page.keyboard.press("Control+k");
    await page.getByRole("button", { name: "Remove link" }).click();
    expect(await sourceOf(page)).toBe("as we wrote");
    await page.keyboard.press("Control+k");
    await page.keyboard.type("example.com/tides");
    await page.keyboard.press("Enter");
    expect(await sourceOf(page)).toBe("as we [wrote](https://example.com/tides)");
    await end();
  });

  it("cleans what Word, Google Docs and web pages put on the clipboard", async () => {
    const { page, end } = await empty();
    const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p{color:red}</style></head><body>
      <!--StartFragment--><h1 style="mso-x:y">Tides<o:p></o:p></h1>
      <p class=MsoNormal>They <b>rise</b> <span style='color:red;mso-fareast:x'>and</span> <i>fall</i>.<o:p></o:p></p>
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>one</p>
      <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span>deeper</p>
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·<span>&nbsp; </span></span>two</p>
      <script>alert(1)</script><!--EndFragment--></body></html>`;
    await paste(page, { "text/html": word, "text/plain": "Tides" });
    expect(await sourceOf(page)).toBe("## Tides\n\nThey **rise** and *fall*.\n\n- one\n  - deeper\n- two");
    await page.keyboard.press("Control+a");
    const docs = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Bold</span><span style="font-style:italic"> and slanted</span> <a href="https://example.com/a" style="color:#1155cc"><span>link</span></a> <a href="javascript:alert(1)">none</a></p><table><tbody><tr><td><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p><p>d</p></td><td></td></tr></tbody></table></b>`;
    await paste(page, { "text/html": docs });
    expect(await sourceOf(page)).toBe(
      "**Bold** *and slanted* [link](https://example.com/a) none\n\n| a | b |\n| --- | --- |\n| c<br>d |  |",
    );
    await page.keyboard.press("Control+a");
    await paste(page, { "text/plain": "# One\n\n- two\n- **three**" });
    expect(await sourceOf(page)).toBe("# One\n\n- two\n- **three**");
    await end();
  });

  it("sends pasted and dropped pictures to the library, with caption and description in place", async () => {
    const { page, misdeeds, parts, end } = await empty();
    await page.keyboard.type("Before");
    await page.keyboard.press("Enter");
    const bytes = (await picture("#335577")).toString("base64");
    await page.evaluate((encoded) => {
      const clipboardData = new DataTransfer();
      const data = Uint8Array.from(atob(encoded), (sign) => sign.charCodeAt(0));
      clipboardData.items.add(new File([data], "quay.png", { type: "image/png" }));
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.querySelector(".rich")!.dispatchEvent(event);
    }, bytes);
    await page.locator(".rich figure img").waitFor();
    await page.getByLabel("Description for those who do not see it").fill("A quay");
    await page.keyboard.press("Enter");
    await page.keyboard.type("At dawn");
    await page.keyboard.press("Enter");
    await page.keyboard.type("After");
    const src = parts.media.list(1)[0]!.picture!.src;
    expect(await sourceOf(page)).toBe(`Before\n\n![A quay](${src} "At dawn")\n\nAfter`);
    expect(misdeeds).toEqual({ errors: [], foreign: [] });
    await end();
  });

  it("puts pictures of the library side by side", async () => {
    const { page, parts, author, end } = await empty();
    for (const colour of ["#335577", "#775533"])
      await author.upload("/admin/media").attach("files", await picture(colour), `${colour.slice(1)}.png`);
    await page.keyboard.type("/gallery");
    await page.keyboard.press("Enter");
    for (const name of ["335577", "775533"]) await page.getByRole("checkbox", { name }).check();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Insert" }).click();
    const [second, first] = parts.media.list(2).map((item) => item.picture!.src);
    expect(await sourceOf(page)).toBe(`<div class="gallery">\n\n![](${first})\n\n![](${second})\n\n</div>`);
    await end();
  });

  it("finds and replaces", async () => {
    const { page, end } = await writing(browser, { bodySource: "Tide one.\n\n- tide two\n\n`tide`\n" });
    await surfaceOf(page).focus();
    await page.keyboard.press("Control+f");
    await page.getByPlaceholder("Find").fill("tide");
    await page.getByText("1 of 3").waitFor();
    await page.keyboard.press("Enter");
    await page.getByText("2 of 3").waitFor();
    await page.getByPlaceholder("Replace by").fill("ebb");
    await page.getByRole("button", { name: "Replace", exact: true }).click();
    expect(await sourceOf(page)).toBe("Tide one.\n\n- ebb two\n\n`tide`\n");
    await page.getByRole("button", { name: "Replace all" }).click();
    await page.getByText("2 places replaced").waitFor();
    expect(await sourceOf(page)).toBe("ebb one.\n\n- ebb two\n\n`ebb`\n");
    await end();
  });

  it("says how long a text is, and hides everything else when asked", async () => {
    const { page, end } = await empty();
    await page.keyboard.type("one two three");
    await page.getByText("3 words · 1 min").waitFor();
    await page.getByRole("button", { name: "Focus" }).click();
    expect(await page.getByLabel("Tags").isVisible()).toBe(false);
    expect(await page.getByRole("button", { name: "Save draft" }).isVisible()).toBe(true);
    await page.getByRole("button", { name: "Focus" }).click();
    expect(await page.getByLabel("Tags").isVisible()).toBe(true);
    await end();
  });

  it("breaks no rule of accessibility with any of its parts open", async () => {
    const bodySource =
      '## One\n\n- [x] two *three*\n\n| a |\n| - |\n| b |\n\n```js\nx\n```\n\n<p>x\n\n> [!TIP]\n> y[^1]\n\n![](/a "b")\n\n[^1]: z';
    // so high that the line of tools, which stays in sight, covers nothing
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, end } = await writing(
        browser,
        { bodySource },
        { colorScheme, viewport: { width: 360, height: 1600 } },
      );
      await surfaceOf(page).getByText("three").dblclick();
      await page.getByRole("toolbar", { name: "Format" }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press("End");
      await page.keyboard.type(" /");
      await page.getByRole("option", { name: "Line Between two parts" }).waitFor();
      // an open menu covers what stands below it
      const found = await violations(page);
      expect(found.filter((one) => !one.includes("partially obscured"))).toEqual([]);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Find", exact: true }).click();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Keys" }).click();
      expect(await violations(page)).toEqual([]);
      await end();
    }
  });

  it("is worked by the keyboard alone, from the title to the published post", async () => {
    const { page, author, parts, reader, end } = await empty();
    await author.upload("/admin/media").attach("files", await picture("#335577"), "quay.png");
    await page.goto("/admin/posts/new");
    await surfaceOf(page).waitFor();
    await page.keyboard.type("Typed blind");
    await page.keyboard.press("Enter");
    await page.keyboard.type("With ten fingers");
    await page.keyboard.press("Shift+Home");
    await page.getByRole("toolbar", { name: "Format" }).waitFor();
    await page.keyboard.press("Alt+F10");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    expect(await sourceOf(page)).toBe("*With ten fingers*");
    // the surface takes no new cursor for a moment after it was entered
    await expect
      .poll(async () => {
        await page.keyboard.press("End");
        return page.getByRole("toolbar", { name: "Format" }).isVisible();
      })
      .toBe(false);
    await page.keyboard.press("Enter");
    await page.keyboard.type("/picture");
    await page.keyboard.press("Enter");
    const choice = page.getByRole("radio", { name: "quay" }).last();
    await choice.waitFor();
    for (let press = 0; press < 10 && !(await choice.isChecked()); press += 1) {
      await page.keyboard.press("Tab");
      if (await choice.evaluate((input) => input === document.activeElement))
        await page.keyboard.press("Space");
    }
    await page.keyboard.press("Enter");
    await page.keyboard.type("The quay");
    const publish = page.getByRole("button", { name: "Publish", exact: true });
    for (let press = 0; press < 60; press += 1) {
      if (await publish.evaluate((button) => button === document.activeElement)) break;
      await page.keyboard.press("Shift+Tab");
    }
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/admin\/posts\/\d+$/);
    const saved = parts.desk.findSource(Number(page.url().split("/").at(-1)))!;
    const src = parts.media.list(1)[0]!.picture!.src;
    expect(saved).toMatchObject({
      ...{ title: "Typed blind", status: "published" },
      bodySource: `*With ten fingers*\n\n![](${src} "The quay")`,
    });
    await reader.get("/").expect(200, /Typed blind/);
    await end();
  });
});

describe("the preview beside the text", () => {
  it("is the page readers would get of what is typed, as wide as a desk or a phone, and saves nothing", async () => {
    const { page, saved, misdeeds, end } = await writing(browser, {
      bodySource: "Old.",
      status: "published",
      publishedAt: new Date("2026-02-01T00:00:00Z"),
    });
    const before = saved().revision;
    await surfaceOf(page).focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type(" **New.**");
    await page.getByRole("button", { name: "As readers see it" }).click();
    const frame = page.frameLocator("iframe[title='As readers see it']");
    await frame.locator(".article__body strong", { hasText: "New." }).waitFor();
    const widthOf = () =>
      frame.locator("body").evaluate((body) => body.ownerDocument.defaultView!.innerWidth);
    expect(await widthOf()).toBe(1280);
    await page.getByRole("button", { name: "Phone" }).click();
    expect(await widthOf()).toBeLessThan(400);
    await page.getByRole("button", { name: "Close" }).last().click();
    expect(await sourceOf(page)).toBe("Old. **New.**");
    expect(saved()).toMatchObject({ bodySource: "Old.", revision: before });
    expect(misdeeds).toEqual({ errors: [], foreign: [] });
    await end();
  });
});
