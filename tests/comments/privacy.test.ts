import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dangers } from "../html/safety.ts";
import { sharedData } from "../support/shared-data.ts";
import { conversation, MINUTE_MS, typed } from "./conversation.ts";

const md5 = (text: string) => createHash("md5").update(text).digest("hex");
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("the e-mail address of a commenter", () => {
  it("is in no answer that anybody else gets, in no form, and not in clear in the database", async () => {
    const { reader, browser, post, form, discuss, parts, later, newest } = conversation();
    discuss({ requirePreviouslyApproved: false });
    await reader.post(form, { ...typed, remember: "1" }).expect(303);
    later(MINUTE_MS);
    discuss({ moderateAll: true });
    const held = await reader.post(form, { ...typed, comment: "A second one.", remember: "1" }).expect(303);
    const stranger = browser();
    const pages = [
      await stranger.get(post.address),
      await stranger.get(`${post.address}?reply=${newest()!.id - 1}`),
      await stranger.get(held.headers.location!.split("#")[0]!),
      await stranger.post(form, { comment: "x" }),
      await stranger.post(form, { ...typed, email: "other@readers.example", preview: "1" }),
      await stranger.get("/"),
      await stranger.get("/feed"),
      await stranger.get("/comments/feed"),
      await stranger.get("/nothing-here"),
      await stranger.get("/admin/comments"),
    ];
    const telling = ["cleo.secret", md5(typed.email), sha256(typed.email)];
    for (const page of pages)
      for (const trace of telling)
        expect(page.text + JSON.stringify(page.headers), page.request.url).not.toContain(trace);
    for (const row of parts.content.prepare("SELECT * FROM comments").all() as Record<string, unknown>[])
      for (const value of Object.values(row)) {
        const stored = Buffer.isBuffer(value)
          ? value.toString("latin1") + value.toString("hex")
          : String(value);
        for (const trace of telling) expect(stored).not.toContain(trace);
      }
  });

  it("stands beside neither a network address nor a user agent", async () => {
    const { browser, form, parts } = conversation();
    await browser({ "User-Agent": "Telltale/9.9", "X-Forwarded-For": "203.0.113.99" })
      .post(form, typed)
      .expect(303);
    const all = ["comments", "posts", "settings"].flatMap((table) =>
      parts.content.prepare(`SELECT * FROM ${table}`).all(),
    );
    const said = JSON.stringify(all);
    for (const trace of ["Telltale", "203.0.113.99", "127.0.0.1"]) expect(said).not.toContain(trace);
  });
});

describe("hostile comments", () => {
  const own = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[x](javascript:alert(1))",
    "<style>*{display:none}</style>",
    "![x](https://evil.example/track.gif)",
    "</textarea><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "[x](data:text/html,<script>alert(1)</script>)",
  ];
  const file = sharedData("xss", "payloads-a.json");
  const shared = file ? strings(JSON.parse(readFileSync(file, "utf8"))).slice(0, 300) : [];

  it("are text on the page, as words, name and website, in the form and in the queue", async () => {
    const { reader, admin, post, comment, form } = conversation();
    const attacks = [...own, ...shared];
    for (const attack of attacks) comment({ source: attack, authorName: attack });
    await reader.post(form, { ...typed, website: "javascript:alert(1)" }).expect(422);
    await reader.post(form, { ...typed, website: "//evil.example" }).expect((answer) => {
      expect([303, 422]).toContain(answer.status);
    });
    const preview = (words: string) =>
      reader.post(form, { ...typed, comment: words, name: words, website: words, preview: "1" });
    const pages = [(await reader.get(post.address)).text, (await admin.get("/admin/comments")).text];
    for (const attack of own) pages.push((await preview(attack)).text);

    const harmless = conversation();
    harmless.comment();
    const calm = [
      (await harmless.reader.get(harmless.post.address)).text,
      (await harmless.admin.get("/admin/comments")).text,
      (await preview("Nothing.")).text,
    ];
    const usual = new Set(calm.flatMap((page) => dangers(bodyOf(page))));
    for (const page of pages)
      expect(dangers(bodyOf(page)).filter((danger) => !usual.has(danger))).toEqual([]);
  });
});

const bodyOf = (page: string) => page.slice(page.indexOf("<main"), page.indexOf("</main>"));

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}
