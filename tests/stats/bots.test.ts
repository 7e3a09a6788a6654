import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isBot } from "../../src/stats/bots.ts";
import { heapKeptBy } from "../support/heap.ts";
import { sharedData } from "../support/shared-data.ts";

const crawlers = sharedData("useragents", "crawler-user-agents.json");
const browsers = sharedData("useragents", "browsers-a.json");
const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as unknown;

describe("a bot", () => {
  it.each([
    "",
    "   ",
    "curl/8.14.1",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/143.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/117.0.0.0 Safari/537.36 GTmetrix",
    "python-requests/2.32.4",
    "NetNewsWire (RSS Reader; https://netnewswire.com/)",
  ])("is known by its name: %j", (userAgent) => expect(isBot(userAgent)).toBe(true));

  it.each([
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0",
    "Mozilla/5.0 (Linux; U; Android 14; CUBOT X70) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36",
    "Lynx/2.9.2 libwww-FM/2.14",
  ])("is not what a person uses: %j", (userAgent) => expect(isBot(userAgent)).toBe(false));

  it.skipIf(!crawlers)("is recognised in 95 of 100 known crawlers", () => {
    const names = (read(crawlers!) as { instances?: string[] }[]).flatMap(({ instances }) => instances ?? []);
    expect(names.length).toBeGreaterThan(1000);
    expect(names.filter(isBot).length / names.length).toBeGreaterThanOrEqual(0.95);
  });

  it.skipIf(!browsers)("is seen in at most one of 100 real browsers", () => {
    const names = read(browsers!) as string[];
    expect(names.filter(isBot).length / names.length).toBeLessThanOrEqual(0.01);
  });

  it("with names as long as a request takes fills no memory", async () => {
    const judge = (index: number) => isBot(`${index} ${"Mozilla ".repeat(1500)}`);
    const kept = await heapKeptBy(() => Array.from({ length: 1000 }, (_, index) => judge(index)).length);
    expect(kept).toBeLessThan(4 * 2 ** 20);
  });
});
