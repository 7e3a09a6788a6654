// The site from its sources, restarted on every change.
import { spawn } from "node:child_process";
import { buildAssets } from "./build-assets.js";
import { install, root } from "./prepare.js";

install();
buildAssets();
const watched = ["src", "views", "migrations", "public"].flatMap((folder) => ["--watch-path", folder]);
const run =
  "import('./scripts/build-assets.js').then(({ buildAssets }) => buildAssets()).then(() => import('./src/commands/main.ts')).then(({ main }) => main(['start'], process.env))";
const child = spawn(process.execPath, [...watched, "--import", "tsx", "--input-type=module", "-e", run], {
  cwd: root,
  stdio: "inherit",
});
child.on("exit", (code) => process.exit(code ?? 0));
