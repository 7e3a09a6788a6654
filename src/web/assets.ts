import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";
import type { RequestHandler } from "express";
import { NotFound } from "../errors.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
};

export type Assets = ReturnType<typeof createAssets>;

/**
 * The built files of `public`: kept in memory, addressed by a hash of their content, and immutable for browsers. Style
 * sheets come last: the fonts and pictures they name by `url(../fonts/a.woff2)` get the address with its hash, so that a
 * page can preload the very file a style sheet asks for.
 */
export function createAssets(folder: string) {
  if (!existsSync(folder)) throw new Error(`${folder} is missing: run npm run build.`);
  const addresses = new Map<string, string>();
  const files = new Map<string, { body: Buffer; type: string }>();
  for (const name of namesIn(folder)) {
    const extension = extname(name);
    const stored = readFileSync(join(folder, name));
    const body = extension === ".css" ? withAddresses(stored, addresses) : stored;
    const hash = createHash("sha256").update(body).digest("hex").slice(0, 10);
    const address = `/assets/${name.slice(0, name.length - extension.length)}.${hash}${extension}`;
    addresses.set(name, address);
    files.set(address, { body, type: TYPES[extension] ?? "application/octet-stream" });
  }
  /** The address of `css/site.css`, with its hash. Throws for a file that does not exist. */
  const asset = (name: string): string => {
    const address = addresses.get(name);
    if (address === undefined) throw new Error(`There is no file public/${name}.`);
    return address;
  };
  const serve: RequestHandler = (req, res) => {
    const file = files.get(req.path);
    if (!file) throw new NotFound("There is no such file.");
    res.set({ "Content-Type": file.type, "Cache-Control": "public, max-age=31536000, immutable" });
    res.send(file.body);
  };
  return { asset, serve };
}

/** Files below a folder, with forward slashes; style sheets last. */
function namesIn(folder: string): string[] {
  const isSheet = (name: string) => Number(extname(name) === ".css");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll("\\", "/"))
    .sort((one, other) => isSheet(one) - isSheet(other) || (one < other ? -1 : 1));
}

function withAddresses(sheet: Buffer, addresses: ReadonlyMap<string, string>): Buffer {
  const text = sheet.toString("utf8").replace(/url\(["']?\.\.\/([\w./-]+)["']?\)/g, (_, name: string) => {
    const address = addresses.get(name);
    if (address === undefined)
      throw new Error(`A style sheet asks for public/${name}, which does not exist.`);
    return `url(${address})`;
  });
  return Buffer.from(text);
}
