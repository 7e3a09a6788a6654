// src/ → dist/, and public/ → dist/public/. The program and its packages become a few large files: a start would spend
// half its time on finding and opening a thousand small ones. Types are checked by `npm run check`, not here.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSync } from "esbuild";
import { buildAssets } from "./build-assets.js";
import { root } from "./prepare.js";

const target = join(root, "dist");
rmSync(target, { recursive: true, force: true });
const { outputFiles } = buildSync({
  absWorkingDir: root,
  entryPoints: [
    "src/commands/main.ts",
    "src/worker.ts",
    "src/database/check-process.ts",
    "src/media/picture-process.ts",
  ],
  outdir: target,
  outbase: "src",
  bundle: true,
  splitting: true,
  platform: "node",
  format: "esm",
  target: "node20.19",
  // Writes `{ ...{ a, b }, c }` as `{ a, b, c }`: V8 gives a literal that begins with a spread a hidden class of its own each time.
  minifySyntax: true,
  sourcemap: true,
  sourcesContent: false,
  // These have parts in machine code, or files of their own beside their scripts.
  external: ["@node-rs/argon2", "pino", "sharp"],
  // What CommonJS packages call to get at Node's own modules.
  banner: { js: 'const require = process.getBuiltinModule("module").createRequire(import.meta.url);' },
  logLevel: "warning",
  write: false,
});
for (const { path, text } of outputFiles) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, path.endsWith(".js") ? inAscii(text) : text);
}
buildAssets();
writeFileSync(join(target, ".built"), "");

/** V8 keeps a script in two bytes a character where a single one is beyond Latin-1: here, in comments and patterns. */
function inAscii(script) {
  return script.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
