import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

describe("style sheets, scripts and fonts", () => {
  const sheetOf = async (reader: ReturnType<typeof newsroom>["reader"]) =>
    /href="(\/assets\/css\/site\.[^"]+)"/.exec((await reader.get("/")).text)![1]!;

  it("are named by their content, for ever, and compressed already", async () => {
    const { reader } = newsroom();
    const address = await sheetOf(reader);
    expect(address).toMatch(/^\/assets\/css\/site\.[0-9a-f]{10}\.css$/);
    const plain = await reader.get(address).set("Accept-Encoding", "identity").expect(200);
    expect(plain.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(plain.headers["content-encoding"]).toBeUndefined();
    for (const [accepted, encoding] of [
      ["br", "br"],
      ["gzip", "gzip"],
      ["gzip, deflate, br, zstd", "br"],
      ["br;q=0, gzip", "gzip"],
    ]) {
      const packed = await reader.get(address).set("Accept-Encoding", accepted!).expect(200);
      expect(packed.headers["content-encoding"]).toBe(encoding);
      expect(packed.headers.vary).toContain("Accept-Encoding");
      expect(packed.text).toBe(plain.text);
      expect(Number(packed.headers["content-length"])).toBeLessThan(Buffer.byteLength(plain.text) / 2);
    }
  });

  it("ask for fonts by the address that pages preload", async () => {
    const { reader } = newsroom();
    const page = (await reader.get("/")).text;
    const sheet = (await reader.get(await sheetOf(reader))).text;
    const fonts = [...page.matchAll(/<link rel="preload" href="([^"]+)" as="font"/g)].map(
      (match) => match[1]!,
    );
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) {
      expect(sheet).toContain(`url(${font})`);
      await reader.get(font).expect(200).expect("Content-Type", "font/woff2");
    }
  });

  it("are not found under another name", async () => {
    const { reader } = newsroom();
    await reader.get("/assets/css/site.css").expect(404);
    await reader.get("/assets/assets.json").expect(404);
    await reader.get("/assets/css/../../package.json").expect(404);
  });
});
