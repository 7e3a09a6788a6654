import { mkdtempSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, describe, expect, it } from "vitest";
import { RefusedFile } from "../../src/media/media.ts";
import { makePicture } from "../../src/media/pictures.ts";
import { sharedData } from "../support/shared-data.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-pictures-"));
const file = (name: string, body: Buffer | string) => {
  writeFileSync(join(folder, name), body);
  return join(folder, name);
};
const reasonOf = (name: string) =>
  makePicture(name).then(
    () => "taken",
    (error: unknown) => (error instanceof RefusedFile ? error.reason : String(error)),
  );

let wide: string;
beforeAll(async () => {
  const canvas = sharp({ create: { width: 1500, height: 1000, channels: 3, background: "#9d1c20" } });
  const exif = { IFD0: { Copyright: "Cleo", Make: "Camera" }, IFD3: { GPSLatitude: "52/1 30/1 0/1" } };
  wide = file("wide.jpg", await canvas.withExif(exif).withMetadata({ orientation: 6 }).jpeg().toBuffer());
});

describe("an uploaded picture", () => {
  it("is turned upright and loses everything but its pixels", async () => {
    const made = await makePicture(wide);
    expect([made.width, made.height]).toEqual([1000, 1500]);
    for (const body of [made.body, ...made.variants.map((variant) => variant.body)]) {
      const { exif, orientation } = await sharp(body).metadata();
      expect(exif).toBeUndefined();
      expect(orientation ?? 1).toBe(1);
      expect(body.includes("Cleo")).toBe(false);
    }
  });

  it("comes in several widths, none wider than itself", async () => {
    const { variants } = await makePicture(wide);
    expect(variants.map(({ width }) => width)).toEqual([320, 640, 960, 1000]);
  });

  it.each([
    ["nothing.jpg", "", "media.empty"],
    ["page.png", "<html><script>alert(1)</script></html>", "media.unsupported"],
    [
      "drawing.svg",
      '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
      "media.unsupported",
    ],
    ["half.jpg", "half", "media.damaged"],
  ])("%s is refused with its reason", async (name, text, reason) => {
    const whole = await sharp(wide).jpeg().toBuffer();
    const body = text === "half" ? whole.subarray(0, Math.floor(whole.length / 3)) : text;
    expect(await reasonOf(file(name, body))).toBe(reason);
  });

  it("is refused for its size before it is decoded", async () => {
    const bomb = await sharp({ create: { width: 9000, height: 9000, channels: 3, background: "white" } })
      .png()
      .toBuffer();
    expect(await reasonOf(file("bomb.png", bomb))).toBe("media.tooLarge");
  });

  it("is refused earlier where decoding takes more memory: AVIF", async () => {
    const bomb = await sharp({ create: { width: 4100, height: 4000, channels: 3, background: "white" } })
      .avif({ quality: 1, effort: 0 })
      .toBuffer();
    expect(await reasonOf(file("bomb.avif", bomb))).toBe("media.tooLarge");
  });
});

const shared = sharedData("images");
describe.runIf(shared)("pictures of the test collection", () => {
  it("are taken or refused, never anything else", async () => {
    const answers = new Map<string, string>();
    for (const name of readdirSync(shared!)) {
      const path = join(shared!, name);
      if (statSync(path).isFile()) answers.set(name, await reasonOf(path));
    }
    for (const [name, answer] of answers) {
      if (name.startsWith("ok") && !name.endsWith(".svg")) expect(answer, name).toBe("taken");
      if (/^(bomb|corrupt|empty|html|svg|truncated|polyglot)/.test(name))
        expect(answer, name).toMatch(/^media\./);
      expect(answer, name).toMatch(/^taken$|^media\./);
    }
  });
});
