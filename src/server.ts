import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { pageCache } from "./cache/page-cache.ts";
import { compileViews, createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { checkBeside, isLarge } from "./database/check.ts";
import { closeDatabases, databaseFiles, openDatabases } from "./database/open.ts";
import { buildParts } from "./parts.ts";
import { openKeys } from "./secrets/keys.ts";
import { createAssets } from "./web/assets.ts";
import { answerRefused } from "./web/refused.ts";

export const assetsFolder = new URL("../dist/public/", import.meta.url).pathname;

/** How much memory finished pages may take: about ten thousand pages. */
const CACHE_BYTES = 80 * 2 ** 20;
const SETUP_LINK_HOURS = 24;
const STOP_WITHIN_MS = 10_000;

export interface RunningServer {
  address: string;
  /** The one-time link, while the site has no admin. */
  setupLink: string | undefined;
  stop: () => Promise<void>;
}

/** The process: opens the data folder, listens, and stops cleanly. Throws where the data or the port cannot be had. */
export async function startServer(config: Config): Promise<RunningServer> {
  const clock = () => new Date();
  const log = pino({ level: config.logLevel });
  const keys = openKeys(config.dataDir);
  const databases = openDatabases(config.dataDir, clock());
  const http = createServer({ requestTimeout: 60_000, headersTimeout: 15_000, maxHeaderSize: 16_384 });
  try {
    await listen(http, config);
  } catch (error) {
    closeDatabases(databases);
    throw error;
  }
  const { port } = http.address() as AddressInfo;
  const baseUrl = config.baseUrl ?? `http://localhost:${port}`;
  const parts = buildParts({
    ...{ databases, clock, log },
    keys,
    dataDir: config.dataDir,
    baseUrl: () => baseUrl,
  });
  const files = {
    assets: createAssets(assetsFolder),
    templates: compileViews(),
    trustProxy: config.trustProxy,
    cache: pageCache(CACHE_BYTES),
  };
  http.on("request", createApp(parts, files));
  http.on("clientError", answerRefused);
  const stopCheck = checkBeside(Object.values(databaseFiles(config.dataDir)).filter(isLarge), (damage) => {
    // Without closing: a database that is closed writes its -wal into the damaged file.
    process.stderr.write(`broadsheet: ${damage.message}\n`);
    process.exit(1);
  });
  return {
    address: baseUrl,
    setupLink: setupLink(),
    stop: () =>
      stop(http, () => {
        stopCheck();
        parts.counter.flush();
        closeDatabases(databases);
      }),
  };

  function setupLink() {
    if (parts.users.hasAdmin()) return undefined;
    const expires = new Date(clock().getTime() + SETUP_LINK_HOURS * 3_600_000);
    const token = parts.links.create("setup", null, expires);
    return parts.paths.absolute(`${parts.paths.setup()}?token=${token}`);
  }
}

function listen(http: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => resolve());
  });
}

/** Finishes the requests under way, at most ten seconds long, then closes the data. */
function stop(http: Server, close: () => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => http.closeAllConnections(), STOP_WITHIN_MS);
    http.close(() => {
      clearTimeout(timer);
      close();
      resolve();
    });
    http.closeIdleConnections();
  });
}
