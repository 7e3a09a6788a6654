import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";
import { sharedData } from "../support/shared-data.ts";

describe("searching", () => {
  it("ranks a word in the title above the same word in the body, and marks it", async () => {
    const { reader, post } = newsroom();
    post({ title: "A day in town", bodySource: "Somebody saw an oyster." });
    post({ title: "The oyster", bodySource: "Nothing else." });
    const { text } = await reader.get("/search?q=oyster").expect(200);
    expect(text.indexOf("The <mark>oyster</mark>")).toBeGreaterThan(0);
    expect(text.indexOf("The <mark>oyster</mark>")).toBeLessThan(text.indexOf("A day in town"));
    expect(text).toContain("saw an <mark>oyster</mark>");
    expect(text).toContain("2 results");
  });

  it("finds words by their beginning, phrases as they stand, and letters without their accents", async () => {
    const { reader, post } = newsroom();
    post({ title: "Café society", bodySource: "The long way round." });
    for (const query of ["cafe", "soci", '"long way"', "CAFÉ round"])
      expect((await reader.get(`/search?q=${encodeURIComponent(query)}`)).text, query).toContain(
        "One result",
      );
    expect((await reader.get('/search?q="way%20long"')).text).toContain("Nothing was found");
  });

  it("has its first page at one address", async () => {
    const { reader } = newsroom();
    const { headers } = await reader.get("/search/page/1?q=an+oyster&utm_source=mail").expect(301);
    expect(headers.location).toBe("/search?q=an+oyster");
  });

  it("finds nothing that is hidden", async () => {
    const { reader, post } = newsroom();
    const bodySource = "xylophone";
    post({ status: "draft", bodySource });
    post({ status: "private", bodySource });
    post({ password: "sesame", bodySource });
    post({ publishedAt: new Date("2026-03-05T00:00:00Z"), bodySource });
    expect((await reader.get("/search?q=xylophone")).text).toContain("Nothing was found");
  });

  it("escapes what was found and what was asked", async () => {
    const { reader, post } = newsroom();
    post({ title: "<script>alert(1)</script> oyster", bodySource: "`<img onerror=x>` oyster" });
    const { text } = await reader.get("/search?q=%3Cscript%3Ealert(1)%20oyster").expect(200);
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<img onerror");
  });

  it.each([
    "",
    "   ",
    '"',
    "*",
    "NEAR(",
    "a AND",
    "title:x",
    "(((",
    "^",
    "-",
    "' OR 1=1 --",
    "\u0000",
    "%",
    "x".repeat(5000),
  ])("answers %j", async (query) => {
    const { reader, post } = newsroom();
    post();
    await reader.get(`/search?q=${encodeURIComponent(query)}`).expect(200);
  });

  it("answers any string that people collect to break programs", async () => {
    const { reader } = newsroom();
    for (const name of ["strings/blns.json", "paths/sqli-a.json"]) {
      const file = sharedData(...name.split("/"));
      if (file === undefined) continue;
      for (const text of JSON.parse(readFileSync(file, "utf8")) as string[])
        await reader.get(`/search?q=${encodeURIComponent(text.replace(/[\ud800-\udfff]/g, ""))}`).expect(200);
    }
  });

  it("cuts a long query between characters", async () => {
    const { reader, post } = newsroom();
    for (let number = 1; number <= 11; number += 1) post({ title: `Oyster ${number}` });
    const query = `oyster ${"x".repeat(192)}😀`;
    const { text } = await reader.get(`/search?q=${encodeURIComponent(query)}`).expect(200);
    expect(text).toContain("/search/page/2?q=oyster");
    expect(text).not.toContain("\ufffd");
  });

  it("has pages, and none beyond the last", async () => {
    const { reader, post } = newsroom();
    for (let number = 1; number <= 11; number += 1) post({ title: `Oyster ${number}` });
    expect((await reader.get("/search?q=oyster")).text).toContain("/search/page/2?q=oyster");
    await reader.get("/search/page/2?q=oyster").expect(200);
    await reader.get("/search/page/3?q=oyster").expect(404);
  });
});
