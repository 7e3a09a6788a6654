import { existsSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { RequestHandler } from "express";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".woff2": "font/woff2",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * All that a style sheet, a script, a font or an icon needs to say. What src/web/security.ts adds tells of documents, and
 * would be half a kilobyte more for each of the five files of a first view.
 */
const HEADERS = {
  "Cache-Control": "public, max-age=31536000, immutable",
  "X-Content-Type-Options": "nosniff",
};

export type Assets = ReturnType<typeof createAssets>;

interface File {
  body: Buffer;
  type: string;
  /** As scripts/build-assets.js compressed it; undefined where that saves nothing. */
  br: Buffer | undefined;
  gzip: Buffer | undefined;
}

/**
 * The built files of `public`: kept in memory, compressed already, addressed by a hash of their content, and immutable
 * for browsers.
 */
export function createAssets(folder: string) {
  if (!existsSync(join(folder, "assets.json"))) throw new Error(`${folder} is missing: run npm run build.`);
  const names = JSON.parse(readFileSync(join(folder, "assets.json"), "utf8")) as Record<string, string>;
  const files = new Map<string, File>();
  for (const name of Object.values(names)) {
    const path = join(folder, name);
    const read = (ending: string) => (existsSync(path + ending) ? readFileSync(path + ending) : undefined);
    files.set(`/assets/${name}`, {
      ...{ body: readFileSync(path), type: TYPES[extname(name)] ?? "application/octet-stream" },
      ...{ br: read(".br"), gzip: read(".gz") },
    });
  }
  /** The address of `css/site.css`, with its hash. Throws for a file that does not exist. */
  const asset = (name: string): string => {
    const built = names[name];
    if (built === undefined) throw new Error(`There is no file public/${name}.`);
    return `/assets/${built}`;
  };
  const serve: RequestHandler = (req, res, next) => {
    const file = files.get(req.path);
    if (!file) return next();
    res.set({ ...HEADERS, "Content-Type": file.type });
    if (!file.br || !file.gzip) return void res.send(file.body);
    res.set("Vary", "Accept-Encoding");
    // One after the other: of several, the one that a browser names first would be chosen, and all name gzip first.
    const encoding = req.acceptsEncodings("br") || req.acceptsEncodings("gzip");
    if (!encoding) return void res.send(file.body);
    res.set("Content-Encoding", encoding);
    res.send(encoding === "br" ? file.br : file.gzip);
  };
  return { asset, serve };
}
