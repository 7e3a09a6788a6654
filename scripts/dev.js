// The site from its sources, restarted on every change.
import { spawn } from "node:child_process";
import { install, root } from "./prepare.js";

install();
const watched = ["src", "views", "migrations", "public"].flatMap((folder) => ["--watch-path", folder]);
const child = spawn(process.execPath, [...watched, "--import", "tsx", "scripts/dev-site.js"], {
  cwd: root,
  stdio: "inherit",
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 0));
