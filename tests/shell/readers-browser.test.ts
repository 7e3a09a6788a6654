import type { Browser } from "playwright-core";
import sharp from "sharp";
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

  it("keeps what opens below the menu within the window, and what an address points to clear of the menu", async () => {
    const small = newsroom({ baseUrl: "http://127.0.0.1" });
    const { menus } = small.parts;
    const id = menus.create("Sections", "primary");
    const entry = (label: string) => ({
      kind: "link" as const,
      label,
      url: "/",
      postId: null,
      topicId: null,
    });
    const ids = Array.from({ length: 12 }, (_, n) =>
      menus.addItem(id, entry(n < 11 ? `Section ${n}` : WORD)),
    );
    const places = ids.map((item, n) => ({ id: item, parentId: n < 11 ? null : ids[8]! }));
    menus.arrange(id, places);
    const { address } = small.post({ title: "Long", bodySource: "A line.\n\n".repeat(60) });
    const other = await listen(small.app);
    const { page, close } = await watchedPage(browser, other.address, {
      ...{ viewport: { width: 800, height: 600 }, reducedMotion: "reduce" },
    });
    await page.goto(address);
    await page.locator(".site-bar__menu summary").click();
    expect(await page.locator(`.site-bar__menu >> text=${WORD}`).isVisible()).toBe(true);
    expect(await beyondTheEdge(page)).toEqual([]);
    await page.locator(".site-bar__menu summary").click();
    await page.evaluate("document.fonts.ready.then(() => { location.hash = 'comments'; })");
    const bar = (await page.locator(".site-bar").boundingBox())!;
    const title = (await page.locator("#comments").boundingBox())!;
    expect(bar).toMatchObject({ y: 0 });
    expect(bar.height).toBeGreaterThan(60);
    expect(title.y).toBeGreaterThanOrEqual(bar.height);
    await close();
    await other.close();
  });

  it("opens one part of the menu at a time, and closes it on Escape, by a click beside it and with the keyboard elsewhere", async () => {
    const small = newsroom({ baseUrl: "http://127.0.0.1" });
    const { menus } = small.parts;
    const link = { kind: "link" as const, url: "/", postId: null, topicId: null };
    const id = menus.create("Sections", "primary");
    const [world, europe, sport, rowing] = ["World", "Europe", "Sport", "Rowing"].map((label) =>
      menus.addItem(id, { ...link, label }),
    );
    menus.arrange(id, [
      ...[world!, sport!].map((item) => ({ id: item, parentId: null })),
      ...[
        { id: europe!, parentId: world! },
        { id: rowing!, parentId: sport! },
      ],
    ]);
    const other = await listen(small.app);
    const { page, misdeeds, close } = await watchedPage(browser, other.address, {
      viewport: { width: 1280, height: 800 },
    });
    await page.goto("/");
    const opened = () => page.locator(".site-bar__menu details[open] > summary").allTextContents();
    const opener = (label: string) => page.locator(".site-bar__menu summary", { hasText: label });
    await opener("World").click();
    expect(await opened()).toEqual(["World"]);
    await opener("Sport").click();
    expect(await opened()).toEqual(["Sport"]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    expect(await opened()).toEqual([]);
    expect(await page.locator(":focus").textContent()).toBe("Sport");
    await page.keyboard.press("Enter");
    expect(await opened()).toEqual(["Sport"]);
    await page.locator(".masthead").click({ position: { x: 5, y: 5 } });
    expect(await opened()).toEqual([]);
    await opener("World").click();
    for (let links = 0; links < 3; links += 1) await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Sport");
    expect(await opened()).toEqual([]);
    expect(misdeeds).toEqual({ errors: [], foreign: [] });
    await close();
    await other.close();
  });

  it("opens the menu of a phone without a script, and closes it by its button, on Escape and by a press beside it", async () => {
    const { page, misdeeds, close } = await watchedPage(browser, site.address, {
      ...{ viewport: { width: 390, height: 844 }, javaScriptEnabled: false },
    });
    await page.goto("/");
    const opener = page.getByRole("button", { name: "Menu" });
    const menu = page.getByRole("navigation", { name: "Menu of this site" });
    expect(await menu.isVisible()).toBe(false);
    for (const leave of [
      () => page.getByRole("button", { name: "Close" }).click(),
      () => page.keyboard.press("Escape"),
      () => page.mouse.click(195, 835),
    ]) {
      await opener.click();
      expect(await menu.isVisible()).toBe(true);
      expect(await beyondTheEdge(page)).toEqual([]);
      await leave();
      expect(await menu.isVisible()).toBe(false);
    }
    expect(misdeeds).toEqual({ errors: [], foreign: [] });
    await close();
  });

  it("sets stories side by side in columns of one width, and quotes in the margin below one another", async () => {
    const small = newsroom({ baseUrl: "http://127.0.0.1" });
    const quote = "<figure class='wp-block-pullquote'><blockquote><p>Said.</p></blockquote></figure>";
    const [tag] = small.parts.topics.findOrCreateTags(["Tides"], small.now());
    const stories = Array.from({ length: 7 }, (_, n) =>
      small.post({ title: `Story ${n}`, bodyFormat: "html", bodySource: quote.repeat(2), tagIds: [tag!] }),
    );
    const other = await listen(small.app);
    const { page, close } = await watchedPage(browser, other.address, {
      viewport: { width: 1280, height: 900 },
    });
    const boxes = async (selector: string) =>
      Promise.all((await page.locator(selector).all()).map(async (one) => (await one.boundingBox())!));
    const widths = async (columns: string) =>
      (await boxes(`${columns} .card__words`)).map(({ width }) => width);
    await page.goto("/");
    const seconds = await widths(".front__seconds");
    expect(seconds).toHaveLength(3);
    await page.goto(stories[0]!.address);
    const related = await widths(".related__cards");
    expect(related).toHaveLength(3);
    for (const columns of [seconds, related])
      expect(Math.max(...columns) - Math.min(...columns)).toBeLessThan(2);
    const [first, second] = await boxes(".wp-block-pullquote");
    expect(second!.y).toBeGreaterThanOrEqual(first!.y + first!.height);
    await close();
    await other.close();
  });

  it("ends boxes where a quote in the margin begins, and gives a mark to every entry of a list but tasks", async () => {
    const small = newsroom({ baseUrl: "http://127.0.0.1" });
    const quote = '<figure class="wp-block-pullquote"><blockquote><p>Said.</p></blockquote></figure>';
    const bodySource = `${quote}\n\n> [!NOTE]\n> Mind the gap.\n\n- A boat\n- [ ] A task\n  - below it`;
    const { address } = small.post({ bodySource });
    const other = await listen(small.app);
    const { page, close } = await watchedPage(browser, other.address, {
      viewport: { width: 1280, height: 900 },
    });
    await page.goto(address);
    const box = (await page.locator(".callout").boundingBox())!;
    const beside = (await page.locator(".wp-block-pullquote").boundingBox())!;
    expect(box.y).toBeLessThan(beside.y + beside.height);
    expect(box.x + box.width).toBeLessThanOrEqual(beside.x);
    const marks = await page
      .locator(".article__body li")
      .evaluateAll((entries) => entries.map((entry) => getComputedStyle(entry).listStyleType));
    expect(marks).toEqual(["disc", "none", "circle"]);
    await close();
    await other.close();
  });

  it("keeps names and texts of another direction in their own, and in their places", async () => {
    const small = newsroom({ baseUrl: "http://127.0.0.1" });
    const authorIds = ["سمير الكاتب", "ليلى حداد"].map((name) => small.user(name, "author").id);
    const { address } = small.post({ title: "By two", authorIds });
    const about = small.post({ kind: "page", title: "About", bodySource: "عن الصحيفة." });
    const other = await listen(small.app);
    const { page, close } = await watchedPage(browser, other.address);
    await page.goto(address);
    const names = page.locator(".byline__names .byline__author");
    const [first, second] = [(await names.nth(0).boundingBox())!, (await names.nth(1).boundingBox())!];
    expect(first.x + first.width).toBeLessThan(second.x);
    await page.goto(about.address);
    expect(await page.evaluate("getComputedStyle(document.querySelector('.article__body')).direction")).toBe(
      "rtl",
    );
    await close();
    await other.close();
  });

  it("rules the head of the paper and the line below it in one width, however wide the window", async () => {
    for (const width of [390, 1000, 1900]) {
      const { page, close } = await open(width, "light");
      await page.goto("/");
      const edgesOf = async (rule: string) => {
        const { x, width: wide } = (await page.locator(rule).boundingBox())!;
        return [Math.round(x), Math.round(x + wide)];
      };
      expect(await edgesOf(".site-bar__line"), String(width)).toEqual(await edgesOf(".masthead__top"));
      await close();
    }
  });

  it("gives a finger room on every link of the sidebar, and none to two links at once", async () => {
    const { app, parts, post, now } = newsroom({ baseUrl: "http://127.0.0.1" });
    const category = (name: string, parentId: number | null) =>
      parts.topics.findOrCreate({ kind: "category", name, parentId }, now());
    const town = category("Town", null);
    for (const id of [category("Council", town), category("Schools", town), category("Sport", null)])
      post({ title: `Story ${id}`, categoryIds: [id] });
    for (const kind of ["recent-posts", "categories", "archives"])
      parts.widgets.add("sidebar", kind, parts.widgetKinds.get(kind)!.defaults);
    const other = await listen(app);
    const { page, close } = await watchedPage(browser, other.address, {
      ...{ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    });
    await page.goto("/");
    const links = await page
      .locator(".page__side .widget__link")
      .evaluateAll((all) => all.map((link) => link.getBoundingClientRect().toJSON() as DOMRect));
    expect(links).toHaveLength(3 + 4 + 1);
    for (const [index, { top, height }] of links.entries()) {
      expect(height).toBeGreaterThanOrEqual(40);
      expect(top).toBeGreaterThanOrEqual((links[index - 1]?.bottom ?? 0) - 1);
    }
    await close();
    await other.close();
  });

  it("shows whole what has the focus, with the ring around it", async () => {
    const { page, close } = await watchedPage(browser, site.address, {
      ...{ viewport: { width: 390, height: 500 }, reducedMotion: "reduce" },
    });
    await page.goto(room.address);
    await page.locator(".share__link").first().focus();
    for (let links = 0; links < 40; links += 1) {
      await page.keyboard.press("Tab");
      const { top, bottom, words } = await page.evaluate(() => {
        const { top, bottom } = document.activeElement!.getBoundingClientRect();
        return { top, bottom, words: document.activeElement!.outerHTML.slice(0, 90) };
      });
      if (bottom - top > 400) continue;
      expect(top, words).toBeGreaterThanOrEqual(52);
      expect(bottom, words).toBeLessThanOrEqual(496);
    }
    await close();
  });

  it.each([".table-scroll", "pre"])("shades %s at the edge beyond which it goes on", async (selector) => {
    for (const scheme of ["light", "dark"] as const) {
      const { page, close } = await open(390, scheme);
      await page.goto(room.address);
      const wide = page.locator(`.article__body ${selector}`);
      /** How far the colours of an edge are from those of the ground, at the foot of the box where no word stands. */
      const shades = async () => {
        const { data, info } = await sharp(await wide.screenshot())
          .raw()
          .toBuffer({ resolveWithObject: true });
        const row = (info.height - 3) * info.width;
        const at = (x: number) => data[(row + x) * info.channels]!;
        const ground = at(Math.round(info.width / 2));
        return { left: Math.abs(at(5) - ground) > 8, right: Math.abs(at(info.width - 2) - ground) > 8 };
      };
      expect(await shades(), scheme).toEqual({ left: false, right: true });
      await wide.evaluate((box) => void (box.scrollLeft = 99));
      expect(await shades(), scheme).toEqual({ left: true, right: true });
      await wide.evaluate((box) => void (box.scrollLeft = 99_999));
      expect(await shades(), scheme).toEqual({ left: true, right: false });
      await close();
    }
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
    expect(await isShown(".footnote-backref")).toBe(false);
    const scroll = page.locator(".article__body .table-scroll");
    expect(await scroll.evaluate((table) => getComputedStyle(table).overflow)).toBe("visible");
    await close();
  });
});
