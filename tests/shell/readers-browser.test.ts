import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { violations } from "../support/accessible.ts";
import { launchBrowser, listen, watchedPage } from "../support/browser.ts";
import { newsroom } from "../support/newsroom.ts";
import { beyondTheEdge } from "../support/overflow.ts";

/** Twelve pages are read by axe, on a machine that may be busy. */
const PATIENCE_MS = 120_000;

const WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

const BODY = `A note.[^1] ${WORD} and https://example.org/${"long/".repeat(40)}

## One

- [x] ${WORD}
- [ ] A task
  - [ ] below it

| ${WORD} | B | C |
| --- | ---: | --- |
| 1 | 2 | ${WORD} |

## Two

\`\`\`js
const line = "${"wide ".repeat(60)}";
\`\`\`

> ${WORD}

## Three

https://www.youtube.com/watch?v=dQw4w9WgXcQ

[^1]: ${WORD}`;

/** A front page, a story with everything in it, an archive, a search and a 404, in words that do not break. */
async function town() {
  const room = newsroom({ baseUrl: "http://127.0.0.1" });
  const { parts, post, user, ben, ada, now } = room;
  parts.furnish(ada.id, now());
  parts.settings.update("general", { tagline: "All the tides" }, now());
  const category = { kind: "category", name: WORD, parentId: null } as const;
  const categoryIds = [parts.topics.findOrCreate(category, now())];
  const tagIds = parts.topics.findOrCreateTags([WORD, "東京湾"], now());
  const story = { title: `${WORD}: الصحافة`, bodySource: BODY, excerpt: "In short.", categoryIds, tagIds };
  for (let number = 1; number <= 6; number += 1) post({ title: `Story ${number}`, categoryIds });
  const { address, id } = post({ ...story, authorIds: [user("Cara van der Lange", "author").id, ben.id] });
  const said = { comment: WORD, name: WORD, email: "cleo@mail.example", website: "https://cleo.example" };
  await room.reader.post(`/comments/${id}`, said).expect(303);
  parts.content.prepare("UPDATE comments SET status = 'approved'").run();
  return { ...room, address, category: parts.paths.category(parts.topics.find(categoryIds[0]!)!) };
}

describe("what readers see", () => {
  let browser: Browser;
  let room: Awaited<ReturnType<typeof town>>;
  let site: Awaited<ReturnType<typeof listen>>;
  beforeAll(async () => {
    room = await town();
    [browser, site] = await Promise.all([launchBrowser(), listen(room.app)]);
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });
  const open = (width: number, colorScheme: "light" | "dark") =>
    watchedPage(browser, site.address, { viewport: { width, height: 900 }, colorScheme });

  it.each([
    [360, "light"],
    [1280, "dark"],
  ] as const)(
    "keeps within a window of %d pixels, and every rule of WCAG in the %s scheme",
    async (width, scheme) => {
      const { page, misdeeds, close } = await open(width, scheme);
      for (const path of [
        "/",
        room.address,
        room.category,
        `/search?q=${WORD}`,
        "/search?q=nowhere",
        "/nothing",
      ]) {
        await page.goto(path);
        expect(await beyondTheEdge(page), path).toEqual([]);
        expect(await violations(page), path).toEqual([]);
      }
      expect(misdeeds).toEqual({ errors: [], foreign: [] });
      await close();
    },
    PATIENCE_MS,
  );

  it("begins the sidebar beside the river, or beside the lead where there is no river", async () => {
    const { page, close } = await open(1280, "light");
    const top = async (selector: string) => (await page.locator(selector).first().boundingBox())!.y;
    await page.goto("/");
    expect(Math.abs((await top(".page__side")) - (await top(".front__river")))).toBeLessThan(60);
    const small = newsroom({ baseUrl: "http://127.0.0.1" });
    small.parts.furnish(small.ada.id, small.now());
    const other = await listen(small.app);
    await page.goto(other.address);
    expect(Math.abs((await top(".page__side")) - (await top(".card--lead")))).toBeLessThan(60);
    await close();
    await other.close();
  });

  it("is a clipping on paper: the story and where it stood", async () => {
    const { page, close } = await open(800, "light");
    await page.goto(room.address);
    await page.emulateMedia({ media: "print" });
    const isShown = (selector: string) => page.locator(selector).first().isVisible();
    for (const part of [".article__title", ".byline__dates", ".article__body", ".footer__address"])
      expect(await isShown(part), part).toBe(true);
    for (const part of [".site-bar", ".page__side", ".share", ".about-author", ".respond", ".neighbours"])
      expect(await isShown(part), part).toBe(false);
    await close();
  });
});
