import pino from "pino";
import { parseConfig } from "../config.ts";
import type { Database } from "../database/driver.ts";
import { closeDatabases, openDatabases } from "../database/open.ts";
import { buildParts, type Parts } from "../parts.ts";
import { openKeys } from "../secrets/keys.ts";

export type Env = Record<string, string | undefined>;

/** A mistake of the person who typed the command: one plain line, exit code 2, nothing changed. */
export class UsageError extends Error {}

/** The same site, but with its content in another database. */
export type PartsOn = (content: Database) => Parts;

/** Opens the site in the data folder of the environment for one command, and closes it whatever happens. */
export async function withSite<Result>(
  env: Env,
  work: (parts: Parts, partsOn: PartsOn) => Result | Promise<Result>,
): Promise<Result> {
  const config = parseConfig(env);
  const clock = () => new Date();
  const keys = openKeys(config.dataDir);
  const databases = openDatabases(config.dataDir, clock());
  try {
    const baseUrl = config.baseUrl ?? `http://localhost:${config.port}`;
    const log = pino({ level: "warn" }, process.stderr);
    const partsOn: PartsOn = (content) =>
      buildParts({
        ...{ databases: { ...databases, content }, keys, dataDir: config.dataDir },
        ...{ baseUrl: () => baseUrl, clock, log },
      });
    return await work(partsOn(databases.content), partsOn);
  } finally {
    closeDatabases(databases);
  }
}

/** A whole number typed as an option. */
export function wholeNumber(text: string): number {
  if (!/^\d{1,8}$/.test(text)) throw new UsageError(`“${text}” is not a whole number.`);
  return Number(text);
}
