import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { prepare } from "../../scripts/prepare.js";
import { unpackBrowser } from "./browser.ts";

/**
 * Once before all tests: what has changed is built, the browser is unpacked before two ask for it at a time, times
 * are written in UTC whatever the machine's zone, and what tests leave in the folder for such things goes when all is done.
 */
export default async function setup() {
  process.env.TZ = "UTC";
  prepare();
  process.env.CHROMIUM ??= await unpackBrowser();
  const scratch = mkdtempSync(join(tmpdir(), "broadsheet-tests-"));
  process.env.TMPDIR = scratch;
  return () => rmSync(scratch, { recursive: true, force: true });
}
