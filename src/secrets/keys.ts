import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as z from "zod";

/** Keys of 32 bytes, hexadecimal. They live in a file of their own, never in a database. */
export interface Keys {
  session: string;
  email: string;
  emailHash: string;
  tokens: string;
}

const key = z.string().regex(/^[0-9a-f]{64}$/);
const file = z.object({ session: key, email: key, emailHash: key, tokens: key });

export function newKeys(): Keys {
  const fresh = () => randomBytes(32).toString("hex");
  return { session: fresh(), email: fresh(), emailHash: fresh(), tokens: fresh() };
}

/**
 * Reads `secrets.json` of a data folder, or makes it (mode 0600), which comes before everything else in a new folder.
 * Throws where it is damaged, or gone from beside a database: new keys could not open what the old ones closed.
 */
export function openKeys(dataDir: string): Keys {
  const path = join(dataDir, "secrets.json");
  const hasContent = existsSync(join(dataDir, "content.db"));
  if (!existsSync(path)) {
    if (hasContent)
      throw new Error(`${path} is missing: restore it from a backup, for it has the keys of content.db.`);
    makeKeys(path);
  }
  const parsed = file.safeParse(parseJson(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`${path} is damaged: restore it from a backup.`);
  return parsed.data;
}

/** The file appears whole, or not at all; of two processes that make it at once, the first one's stays. */
function makeKeys(path: string) {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, JSON.stringify(newKeys(), null, 2), { mode: 0o600, flush: true });
  try {
    linkSync(unfinished, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(unfinished);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
