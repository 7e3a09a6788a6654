import { mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";

/** Whoever has a file here needs it for minutes; one so old was left by a process that was killed. */
const LEFT_AFTER_MS = 3_600_000;

/** The folder for files that are not finished, on the disk where they will stay. */
export function temporaryFolder(dataDir: string): string {
  const folder = join(dataDir, "tmp");
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Removes what was left there. */
export function sweepTemporaryFiles(folder: string, now: Date): void {
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const writtenAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (now.getTime() - writtenAt > LEFT_AFTER_MS) rmSync(file, { recursive: true, force: true });
  }
}
