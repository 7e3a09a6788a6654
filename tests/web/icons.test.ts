import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

describe("the icon of the site", () => {
  it.each([
    ...["/favicon.ico", "/apple-touch-icon.png", "/apple-touch-icon-precomposed.png"],
    ...["/apple-touch-icon-120x120.png", "/apple-touch-icon-152x152-precomposed.png"],
  ])("is a picture for whoever asks at %s unasked, and is kept for a day", async (path) => {
    const { reader } = newsroom();
    const answer = await reader.get(path).expect(302).expect("Cache-Control", "private, max-age=86400");
    const icon = await reader.get(answer.headers.location!).expect(200).expect("Content-Type", "image/png");
    expect(await sharp(icon.body as Buffer).metadata()).toMatchObject({ width: 180, height: 180 });
    expect((icon.body as Buffer).length).toBeLessThan(1024);
    await reader.head(path).expect(302);
  });

  it("is another where its address leads on, and none stands at other names", async () => {
    const { reader, admin, parts } = newsroom();
    mkdirSync(join(parts.mediaFolder, "2026"), { recursive: true });
    writeFileSync(join(parts.mediaFolder, "2026", "own.png"), "x");
    const led = { from: "/favicon.ico", to: "/media/2026/own.png" };
    await admin.post("/admin/redirects", led).expect(303);
    const answer = await reader.get("/favicon.ico").expect(301);
    expect(answer.headers.location).toBe("/media/2026/own.png");
    for (const path of ["/favicon.ico/x", "/apple-touch-icon-.png", "/apple-touch-iconxpng"])
      await reader.get(path).expect(404);
  });
});
