import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

function findFolder(): string | undefined {
  const named = process.env.SHARED_DATA;
  if (named !== undefined && named !== "") return existsSync(named) ? named : undefined;
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const candidate = join(folder, "shared", "data");
    if (existsSync(candidate)) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

/**
 * The path of a file of test data that is kept beside the project: in `shared/data` next to it or above, or where the
 * environment variable SHARED_DATA says. Undefined where it is absent; such tests are then skipped.
 */
export function sharedData(...segments: string[]): string | undefined {
  const folder = findFolder();
  if (folder === undefined) return undefined;
  const path = join(folder, ...segments);
  return existsSync(path) ? path : undefined;
}
