// public/ → dist/public/: style sheets and scripts bundled and minified, everything else copied.
import { cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { root } from "./prepare.js";

const source = join(root, "public");

/** The entry points are the files directly in public/css and public/js; their parts stand in folders below. */
export function buildAssets(target = join(root, "dist", "public")) {
  mkdirSync(target, { recursive: true });
  for (const folder of ["css", "js"]) {
    const entries = existsSync(join(source, folder))
      ? readdirSync(join(source, folder)).filter((name) => name.endsWith(`.${folder}`))
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
  for (const folder of ["fonts", "img"])
    if (existsSync(join(source, folder)))
      cpSync(join(source, folder), join(target, folder), { recursive: true });
}
