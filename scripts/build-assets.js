// public/ → dist/public/: style sheets and scripts bundled and minified, everything else copied; each file under a name
// with the hash of its content, and compressed where that saves anything. src/web/assets.ts serves what stands here.
import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { extname, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { root } from "./prepare.js";

const source = join(root, "public");

/** Pictures and fonts are compressed already. */
const COMPRESSED = new Set([".css", ".js", ".svg", ".txt"]);

/** Makes the folder anew. `assets.json` says under which name each file stands. */
export function buildAssets(target = join(root, "dist", "public")) {
  const making = `${target}.new`;
  rmSync(making, { recursive: true, force: true });
  mkdirSync(making, { recursive: true });
  bundle(making);
  for (const folder of ["fonts", "img"])
    if (existsSync(join(source, folder)))
      cpSync(join(source, folder), join(making, folder), { recursive: true });
  writeFileSync(join(making, "assets.json"), JSON.stringify(nameByContent(making)));
  rmSync(target, { recursive: true, force: true });
  renameSync(making, target);
}

/** The entry points are the files directly in public/css and public/js; their parts stand in folders below. */
function bundle(target) {
  for (const folder of ["css", "js"]) {
    const entries = existsSync(join(source, folder))
      ? readdirSync(join(source, folder)).filter((name) => [".css", ".js", ".ts"].includes(extname(name)))
      : [];
    if (entries.length === 0) continue;
    buildSync({
      entryPoints: entries.map((name) => join(source, folder, name)),
      outdir: join(target, folder),
      bundle: true,
      minify: true,
      format: "esm",
      target: ["es2022", "chrome120", "firefox121", "safari17"],
      external: ["/assets/*", "*.woff2", "*.svg"],
      logLevel: "warning",
    });
  }
}

/**
 * Renames every file by its content, and says how: { "css/site.css": "css/site.0a1b2c3d4e.css" }. Style sheets come
 * last: the fonts and pictures they name by `url(../fonts/a.woff2)` get their new address, so that a page can preload
 * the very file a style sheet asks for.
 */
function nameByContent(folder) {
  const names = {};
  for (const name of namesIn(folder)) {
    const extension = extname(name);
    const stored = readFileSync(join(folder, name));
    const body = extension === ".css" ? withAddresses(stored, names) : stored;
    const hash = createHash("sha256").update(body).digest("hex").slice(0, 10);
    names[name] = `${name.slice(0, name.length - extension.length)}.${hash}${extension}`;
    rmSync(join(folder, name));
    const file = join(folder, names[name]);
    writeFileSync(file, body);
    if (!COMPRESSED.has(extension)) continue;
    writeFileSync(`${file}.br`, brotliCompressSync(body));
    writeFileSync(`${file}.gz`, gzipSync(body, { level: 9 }));
  }
  return names;
}

/** Files below a folder, with forward slashes; style sheets last. */
function namesIn(folder) {
  const isSheet = (name) => Number(extname(name) === ".css");
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .map((name) => name.replaceAll("\\", "/"))
    .sort((one, other) => isSheet(one) - isSheet(other) || (one < other ? -1 : 1));
}

function withAddresses(sheet, names) {
  const text = sheet.toString("utf8").replace(/url\(["']?\.\.\/([\w./-]+)["']?\)/g, (_, name) => {
    if (names[name] === undefined)
      throw new Error(`A style sheet asks for public/${name}, which does not exist.`);
    return `url(/assets/${names[name]})`;
  });
  return Buffer.from(text);
}
