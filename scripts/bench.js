// npm run bench: prints a table of what the site serves, beside a bare server that answers the same bytes.
import { spawnSync } from "node:child_process";
import { prepare, root } from "./prepare.js";

prepare();
const { status } = spawnSync(
  process.execPath,
  ["--import", "tsx", "bench/run.ts", ...process.argv.slice(2)],
  { cwd: root, stdio: "inherit" },
);
process.exitCode = status ?? 1;
