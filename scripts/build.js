// src/ → dist/, a file for a file, and public/ → dist/public/. Types are checked by `npm run check`, not here.
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildAssets } from "./build-assets.js";
import { root, run } from "./prepare.js";

rmSync(join(root, "dist"), { recursive: true, force: true });
run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
buildAssets();
writeFileSync(join(root, "dist", ".built"), "");
