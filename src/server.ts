import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { pageCache } from "./cache/page-cache.ts";
import { openPageFile } from "./cache/page-file.ts";
import { KEEP_ALIVE_SECONDS } from "./cache/wire.ts";
import { compileViews, createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { checkBeside, isLarge } from "./database/check.ts";
import { closeDatabases, databaseFiles, openDatabases, type Databases } from "./database/open.ts";
import { assetsFolder } from "./installation.ts";
import { buildParts, type Others, type Parts } from "./parts.ts";
import { openKeys, type Keys } from "./secrets/keys.ts";
import { firstLink } from "./setup/first-link.ts";
import { createAssets } from "./web/assets.ts";
import { drain, type Draining } from "./web/drain.ts";
import { messageKinds } from "./web/message-kinds.ts";
import { answerRefused } from "./web/refused.ts";

/** How much memory finished pages may take: some five hundred, so that the whole program stays below 200 MB. */
const CACHE_BYTES = 5 * 2 ** 20;
/** How much of the disk finished pages may take for which there is no room in memory: some twenty thousand. */
const PAGE_FILE_BYTES = 128 * 2 ** 20;
/** How long requests may take to finish: `docker stop` kills after ten seconds. */
export const STOP_WITHIN_MS = 8500;

/** A site that runs, in one process or several. */
export interface RunningSite {
  address: string;
  /** The one-time link, while the site has no admin. */
  setupLink: string | undefined;
  /** Renews the workers without losing a request; undefined where there are none. */
  restart?: () => Promise<void>;
  /** Finishes the requests under way, at most ten seconds long, then closes the data. */
  stop: () => Promise<void>;
  /** Leaves requests unfinished, but writes what has been counted. */
  abandon: () => void;
}

/** A data folder that is open. */
export interface Data {
  keys: Keys;
  databases: Databases;
}

/** The keys and the databases of a data folder, migrated. Throws where they cannot be had. */
export function openData({ dataDir }: Config): Data {
  return { keys: openKeys(dataDir), databases: openDatabases(dataDir, new Date()) };
}

/** One process for everything. Throws where the data or the port cannot be had. */
export async function startServer(config: Config): Promise<RunningSite> {
  const { address, parts, stop } = await serve(config, openData(config));
  const stopCheck = endOnDamage(config, () => undefined);
  parts.due.start();
  parts.purger.start();
  return {
    address,
    setupLink: firstLink(parts),
    stop() {
      stopCheck();
      parts.due.stop();
      parts.purger.stop();
      return stop({ idle: "cut", withinMs: STOP_WITHIN_MS });
    },
    abandon: parts.counter.flush,
  };
}

export interface Serving {
  address: string;
  parts: Parts;
  /** Finishes the requests under way, then closes the data. A second call may be more impatient. */
  stop: (draining: Draining) => Promise<void>;
}

/** Listens and answers, alone or as one of several. Closes the data and throws where the port cannot be had. */
export async function serve(config: Config, data: Data, others?: Others): Promise<Serving> {
  const { kinds, makeFor } = messageKinds();
  const http = createServer({
    ...kinds,
    ...{ requestTimeout: 60_000, headersTimeout: 15_000, maxHeaderSize: 16_384 },
    keepAliveTimeout: KEEP_ALIVE_SECONDS * 1000,
  });
  // Their size is limited. Of a thousand headers Node would leave out the others without a word, a second Host among them.
  http.maxHeadersCount = 0;
  try {
    await listen(http, config);
  } catch (error) {
    closeDatabases(data.databases);
    throw error;
  }
  const { port } = http.address() as AddressInfo;
  const address = addressOf(config, port);
  const parts = buildParts({
    ...{ ...data, dataDir: config.dataDir, baseUrl: () => address, others },
    ...{ clock: () => new Date(), log: pino({ level: config.logLevel }) },
  });
  const files = {
    assets: createAssets(assetsFolder),
    templates: compileViews(),
    trustProxy: config.trustProxy,
    cache: pageCache(CACHE_BYTES, openPageFile(config.dataDir, PAGE_FILE_BYTES)),
    makeFor,
  };
  http.on("request", createApp(parts, files));
  http.on("clientError", answerRefused);
  return {
    ...{ address, parts },
    async stop(draining) {
      await drain(http, draining);
      parts.counter.flush();
      files.cache.close();
      closeDatabases(data.databases);
    },
  };
}

export function addressOf(config: Config, port: number): string {
  return config.baseUrl ?? `http://localhost:${port}`;
}

/** Looks through large databases while the site runs already. Returns how to stop that. */
export function endOnDamage({ dataDir }: Config, before: () => void): () => void {
  return checkBeside(Object.values(databaseFiles(dataDir)).filter(isLarge), ({ message }) => {
    // Without closing: a database that is closed writes its -wal into the damaged file.
    process.stderr.write(`broadsheet: ${message}\n`);
    before();
    process.exit(1);
  });
}

function listen(http: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === "EADDRINUSE";
      const words = `Port ${port} of ${host} is taken: stop what listens there, or choose another PORT.`;
      reject(isTaken ? new Error(words, { cause: error }) : error);
    });
    http.listen(port, host, () => resolve());
  });
}
