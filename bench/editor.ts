import type { Browser } from "playwright-core";
import { launchBrowser } from "../tests/support/browser.ts";
import { longText } from "../tests/support/long-text.ts";
import { median } from "./measure.ts";
import { figure, table } from "./table.ts";

const SIGNS = 1_000_000;
/** Longer than the editor waits before it saves by itself. */
const UNTIL_SAVED_MS = 12_000;

/** Notes in the page how long each frame took, and when the text was there. */
const WATCH = `
  globalThis.seen = { frames: [] };
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    seen.frames.push(now - last);
    last = now;
    if (!seen.shown && document.querySelector(".rich > *")) seen.shown = now;
    if (!seen.whole && seen.shown && !document.querySelector(".rich > .unread")) seen.whole = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);`;

interface Round {
  /** Milliseconds from the arrival of the page. */
  shown: number;
  whole: number;
  /** Milliseconds. */
  longestFrame: number;
}

/** Opens a post of a million signs in Chromium and types into its middle, through a save, so many rounds. */
export async function measureEditor(port: number, cookie: string, rounds: number): Promise<string> {
  const origin = `http://127.0.0.1:${port}`;
  const made = await fetch(`${origin}/admin/posts`, {
    method: "POST",
    redirect: "manual",
    headers: { Cookie: cookie, Origin: origin },
    body: new URLSearchParams({
      do: "draft",
      title: "A million signs",
      body: longText(SIGNS),
      visibility: "public",
    }),
  });
  const address = new URL(made.headers.get("Location")!, origin).href;
  const browser = await launchBrowser();
  const found: Round[] = [];
  for (let round = 0; round < rounds; round += 1) found.push(await oneRound(browser, address, cookie));
  await browser.close();
  const of = (value: (round: Round) => number) => figure(median(found.map(value)));
  const rows = [
    ["first screens, ms after the page arrived", of(({ shown }) => shown)],
    ["all of it read", of(({ whole }) => whole)],
    ["longest frame while typing and saving, ms", of(({ longestFrame }) => longestFrame)],
  ];
  return `In the editor, headless Chromium on the same machine:\n\n${table(["", "median"], rows)}`;
}

async function oneRound(browser: Browser, address: string, cookie: string): Promise<Round> {
  const context = await browser.newContext();
  const [name, value] = cookie.split("=");
  await context.addCookies([{ name: name!, value: value!, url: address }]);
  const page = await context.newPage();
  await page.addInitScript({ content: WATCH });
  await page.goto(address);
  const ask = <Answer>(script: string) => page.evaluate<Answer>(script);
  while (!(await ask<boolean>("Boolean(seen.whole)"))) await page.waitForTimeout(100);
  const opened = await ask<{ shown: number; whole: number }>(
    "(() => { const { responseEnd } = performance.getEntriesByType('navigation')[0]; return { shown: seen.shown - responseEnd, whole: seen.whole - responseEnd }; })()",
  );
  await ask("scrollTo(0, document.documentElement.scrollHeight / 2)");
  await page.waitForTimeout(500);
  await page.mouse.click(640, 400);
  await page.waitForTimeout(500);
  await ask("void (seen.frames.length = 0)");
  for (let line = 0; line < 3; line += 1) {
    await page.keyboard.type("words in the middle of it ", { delay: 60 });
    await page.keyboard.press("Enter");
  }
  await page.waitForTimeout(UNTIL_SAVED_MS);
  await page.keyboard.type("and on", { delay: 60 });
  const longestFrame = await ask<number>("Math.max(...seen.frames)");
  await context.close();
  return { ...opened, longestFrame };
}
