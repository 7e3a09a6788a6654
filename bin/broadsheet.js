#!/usr/bin/env -S node --max-old-space-size=1024 --min-semi-space-size=4 --max-semi-space-size=4 --heap-growing-percent=20 --v8-pool-size=2 --use-largepages=silent
// The program: installs and builds what is missing, then runs src/commands/main.ts from its build.
import { prepare } from "../scripts/prepare.js";

prepare();
const { main } = await import("../dist/commands/main.js");
const code = await main(process.argv.slice(2), process.env);
if (code !== undefined) process.exit(code);
