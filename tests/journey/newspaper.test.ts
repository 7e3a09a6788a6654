import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { AGENTS, launchBrowser, overflowOf, watchedPage } from "../support/browser.ts";
import { startProgram, type Program } from "../support/program.ts";
import { FAY, founder, SITE } from "./founder.ts";
import { reader } from "./reader.ts";

const STORY = {
  title: "The tide comes in",
  content: "The harbour was empty at noon.\n\n## By evening\n\nEvery boat was **back**.",
  category: "Harbour",
  tags: "tides, boats",
};
const COMMENT = {
  text: "I saw it from the pier, and it was so.",
  name: "Cleo Reader",
  email: "cleo@readers.example",
};
const ANSWER = "Thank you, Cleo.";
const WAIT = { timeout: 30_000, interval: 200 };

let browser: Browser;
beforeAll(async () => void (browser = await launchBrowser()));
afterAll(() => browser.close());

describe.each([
  { how: "with JavaScript, at a desk", javaScriptEnabled: true, viewport: { width: 1280, height: 900 } },
  {
    how: "without JavaScript, on a telephone",
    javaScriptEnabled: false,
    viewport: { width: 360, height: 740 },
  },
])("a newspaper in an empty folder, $how", ({ javaScriptEnabled, viewport }) => {
  let program: Program;
  let site: string;
  let fay: Visitor, cleo: Visitor, dora: Visitor;
  const everybody: Awaited<ReturnType<typeof watchedPage>>[] = [];

  type Visitor = Awaited<ReturnType<typeof visitor>>;
  async function visitor(userAgent: string) {
    const watched = await watchedPage(browser, site, { javaScriptEnabled, viewport, userAgent });
    const { page } = watched;
    page.setDefaultTimeout(30_000);
    everybody.push(watched);
    return {
      ...{ ...watched, ...founder(page), ...reader(page) },
      heading: (name: string) => page.getByRole("heading", { name, exact: true }),
      says: (words: string) => page.getByText(words, { exact: true }).waitFor(),
      cookies: () => page.context().cookies(),
    };
  }

  beforeAll(async () => {
    program = startProgram({ DATA_DIR: mkdtempSync(join(tmpdir(), "broadsheet-journey-")) });
    site = await program.printed(/Broadsheet is at (\S+)\n/);
    fay = await visitor(AGENTS.chrome);
    cleo = await visitor(AGENTS.firefox);
    dora = await visitor(AGENTS.safari);
  });
  afterAll(async () => {
    for (const { close } of everybody) await close();
    await program.stop();
  });

  it("is set up by the link that the program prints, once", async () => {
    const link = await program.printed(/Set up your site: (\S+)\n/);
    await fay.setUp(link);
    await fay.heading("Dashboard").waitFor();
    expect((await cleo.page.goto(link))?.status()).toBe(404);
  });

  it("lets its founder out and in again, and nobody else", async () => {
    await fay.logOut();
    await fay.page.goto("/admin");
    await fay.heading("Log in").waitFor();
    await fay.logIn();
    await fay.heading("Dashboard").waitFor();
    await cleo.page.goto("/admin");
    await cleo.heading("Log in").waitFor();
  });

  it("keeps a draft to itself, and shows it to its author as readers would see it", async () => {
    await fay.go("Posts");
    await fay.write(STORY);
    await fay.press("Save draft");
    await fay.says("Draft saved.");
    await fay.press("Preview");
    await fay.heading(STORY.title).waitFor();
    await fay.page.goBack();
    await cleo.page.goto("/");
    await cleo.page.getByRole("link", { name: SITE }).first().waitFor();
    expect(await cleo.page.getByText(STORY.title).count()).toBe(0);
  });

  it("publishes it, and a reader finds it on the front page with everything around it", async () => {
    await fay.press("Publish");
    await fay.says("Published. Readers can see it now.");
    await cleo.open(STORY.title);
    expect(await cleo.page.getByRole("heading", { level: 1 }).allInnerTexts()).toEqual([STORY.title]);
    expect(await cleo.counts()).toEqual({ comments: 0, views: 0 });
    const main = cleo.page.getByRole("main");
    for (const name of [STORY.category, FAY.name, "tides", "boats"])
      await main.getByRole("link", { name, exact: true }).first().waitFor();
    for (const name of ["By evening", "About Author", "Leave a Reply"]) await cleo.heading(name).waitFor();
    await cleo.says("Your email address will not be published. Required fields are marked *");
    await cleo.page.getByRole("contentinfo").getByText("Copyright © All rights reserved.").waitFor();
  });

  it("lets the reader comment by keyboard; the comment waits, and only its author sees it", async () => {
    await cleo.commentByKeyboard(COMMENT);
    await cleo.says("Your comment is waiting for approval. Only you can see it here.");
    await cleo.says(COMMENT.text);
    await dora.open(STORY.title);
    expect(await dora.counts()).toMatchObject({ comments: 0 });
    expect(await dora.page.getByText(COMMENT.text).count()).toBe(0);
  });

  it("counts each of two readers once and its founder never", async () => {
    await fay.page.goto(dora.page.url());
    await vi.waitFor(async () => {
      await dora.page.reload();
      expect(await dora.counts()).toEqual({ comments: 0, views: 2 });
    }, WAIT);
    await fay.page.goto("/admin");
  });

  it("shows the comment to everybody once it is approved, and counts it under the title", async () => {
    await fay.go("Comments");
    await fay.page.getByRole("link", { name: /^Pending/ }).click();
    await fay.says(COMMENT.text);
    await fay.press("Approve");
    await fay.says("1 comment approved.");
    await dora.page.reload();
    expect(await dora.counts()).toEqual({ comments: 1, views: 2 });
    await dora.page.getByRole("article", { name: `Comment by ${COMMENT.name}` }).waitFor();
    expect(await dora.page.content()).not.toContain(COMMENT.email);
  });

  it("shows an answer below the comment", async () => {
    await fay.page.getByRole("link", { name: /^Approved/ }).click();
    await fay.page.getByRole("link", { name: "Reply", exact: true }).click();
    await fay.page.getByLabel("Comment").fill(ANSWER);
    await fay.press("Post reply");
    await fay.says("Your reply was posted.");
    await dora.page.reload();
    expect(await dora.counts()).toEqual({ comments: 2, views: 2 });
    await dora.page.getByRole("listitem").filter({ hasText: COMMENT.text }).getByText(ANSWER).waitFor();
  });

  it("shows in its widgets what was published, said and read", async () => {
    const widgets = {
      "Recent posts": STORY.title,
      "Most read": "2 views",
      "Recent comments": COMMENT.name,
      Categories: STORY.category,
    };
    // "Most read" may lag behind the count below the title
    await vi.waitFor(
      async () => {
        await dora.page.reload();
        for (const [heading, words] of Object.entries(widgets))
          expect(await dora.widget(heading).innerText(), heading).toContain(words);
      },
      { timeout: 20_000, interval: 500 },
    );
  });

  it("gave no reader a cookie, asked no other host, and broke nowhere", async () => {
    expect(await cleo.cookies()).toEqual([]);
    expect(await dora.cookies()).toEqual([]);
    for (const { page, misdeeds } of everybody) {
      expect(misdeeds).toEqual({ errors: [], foreign: [] });
      expect(await overflowOf(page)).toBe(0);
    }
  });
});
