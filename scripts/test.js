// npm test: installs what is missing, then types, lint, format and every test; `N passed, N failed` is the last line.
// `npm run check` names some of the steps: types, browser-types, lint, format.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare, root } from "./prepare.js";

prepare();
const scratch = mkdtempSync(join(tmpdir(), "broadsheet-report-"));
const report = join(scratch, "report.json");
const steps = {
  types: ["node_modules/typescript/bin/tsc", "--noEmit"],
  "browser-types": ["node_modules/typescript/bin/tsc", "--noEmit", "-p", "public/js"],
  lint: ["node_modules/eslint/bin/eslint.js", "."],
  format: ["node_modules/prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "."],
  tests: [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ],
};
const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(steps);
let passed = 0;
let failed = 0;
for (const name of names) {
  const started = Date.now();
  const isFine = await run(steps[name]);
  const counts = name === "tests" ? readCounts(isFine) : { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1 };
  passed += counts.passed;
  failed += counts.failed;
  process.stdout.write(
    `${name}: ${isFine ? "fine" : "FAILED"} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
}
rmSync(scratch, { recursive: true, force: true });
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
    child.on("exit", (code) => resolve(code === 0));
  });
}

/** What vitest counted; a run that ended without a report, or with an error outside the tests, is a failure. */
function readCounts(isFine) {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
    return { passed: numPassedTests, failed: isFine ? numFailedTests : Math.max(1, numFailedTests) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
