import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importInto } from "../imports/wordpress/importing.ts";
import { violations } from "../support/accessible.ts";
import { launchBrowser, listen, overflowOf, watchedPage } from "../support/browser.ts";
import { crawl } from "../support/crawl.ts";
import { newsroom } from "../support/newsroom.ts";
import { sharedData } from "../support/shared-data.ts";
import { complaintsAbout } from "../support/valid-html.ts";
import { hardAddresses, hardExport } from "./hard-export.ts";

/** WordPress's own collection of what themes get wrong, and its hardest pages. */
const unitTest = sharedData("wxr", "themeunittestdata.wordpress.xml");
const UNIT_TEST_PAGES = [
  ...[
    "/2013/01/markup-html-tags-and-formatting",
    "/2013/01/markup-image-alignment",
    "/2018/11/column-blocks",
  ],
  ...["/2018/11/block-gallery", "/2018/11/blocks-widgets", "/about/page-markup-and-formatting"],
  ...[
    "/2013/01/markup-image-alignment",
    "/2009/10/title-should-not-overflow-the-content-area",
    "/2010/09/post-format-gallery-tiled",
  ],
];
/** One of each kind of page. */
const KINDS = [
  ...["/", "/page/2", "/category/world", "/tag/tag-0", "/author/samir", "/2021/03", "/2021/03/04"],
  ...["/search?q=harbour", "/search?q=zzzzz", "/about/counting", "/nowhere", "/login"],
];
const PAGES = [...KINDS, ...hardAddresses, ...(unitTest === undefined ? [] : UNIT_TEST_PAGES)];
/** Pages that have little in common: to look at all of them for what axe knows would take minutes. */
const VARIED_PAGES = [
  ...["/", "/category/world", "/search?q=harbour", "/nowhere", "/parent/child/grandchild"],
  ...[2, 4, 5, 6, 7, 8, 9, 10, 13, 14, 16].map((number) => `/2021/03/post-${number}`),
  ...(unitTest === undefined ? [] : UNIT_TEST_PAGES.slice(0, 2)),
];
const PHONE = { width: 360, height: 740 };

describe("every page of a site that moved here", () => {
  let server: Awaited<ReturnType<typeof listen>>;
  let browser: Browser;
  let pages: Awaited<ReturnType<typeof crawl>>;
  let phone: Awaited<ReturnType<typeof watchedPage>>;

  beforeAll(async () => {
    const room = newsroom({ baseUrl: "http://127.0.0.1" });
    const { file, mediaFolder } = await hardExport();
    await importInto(room, file, mediaFolder);
    if (unitTest !== undefined) await importInto(room, unitTest);
    room.parts.furnish(room.ada.id, room.now());
    pages = await crawl(room, 2000, ["/", ...hardAddresses]);
    server = await listen(room.app);
    browser = await launchBrowser();
    phone = await watchedPage(browser, server.address, { viewport: PHONE });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it("answers with valid HTML", async () => {
    const checked = new Set<string>();
    const faults: Record<string, unknown> = {};
    for (const [address, { status, html }] of pages) {
      const complaints =
        status === 200 ? await complaintsAbout(withoutKnown(html, checked)) : [`answers ${status}`];
      if (complaints.length > 0) faults[address] = complaints;
    }
    expect(faults).toEqual({});
    expect(pages.size).toBeGreaterThan(unitTest === undefined ? 100 : 400);
  });

  it.each(PAGES)("fits a telephone, asks no other host and breaks nowhere: %s", async (address) => {
    await phone.page.goto(address);
    expect(await overflowOf(phone.page)).toBe(0);
    expect(phone.misdeeds).toEqual({ errors: [], foreign: [] });
  });

  it.each(VARIED_PAGES)("keeps the rules of WCAG 2.2 AA that a machine can check: %s", async (address) => {
    await phone.page.goto(address);
    expect(await violations(phone.page)).toEqual([]);
  });
});

/** A page without those parts around the story that stood in the same words on an earlier page. */
function withoutKnown(html: string, known: Set<string>): string {
  return html.replace(/<(aside|footer|nav)\b.*?<\/\1>/gs, (part) => {
    if (known.has(part)) return "";
    known.add(part);
    return part;
  });
}
