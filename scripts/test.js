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
let [passed, failed] = [0, 0];
// What only reads files goes on side by side; the tests start servers and a browser, and have the machine to themselves.
await Promise.all(names.filter((name) => name !== "tests").map((name) => take(name, "pipe")));
if (names.includes("tests")) await take("tests", "inherit");
rmSync(scratch, { recursive: true, force: true });
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;

/** Runs a step and counts it. What it prints comes at once, or, where others run beside it, when it has ended. */
async function take(name, output) {
  const started = Date.now();
  const isFine = await run(steps[name], output);
  const counts = name === "tests" ? readCounts(isFine) : { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1 };
  passed += counts.passed;
  failed += counts.failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`${name}: ${isFine ? "fine" : "FAILED"} (${seconds} s)\n`);
}

function run(args, output) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", output, output] });
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece) => printed.push(piece));
    child.on("close", (code) => {
      process.stdout.write(Buffer.concat(printed));
      resolve(code === 0);
    });
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
