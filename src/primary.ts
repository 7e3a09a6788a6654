import { pino } from "pino";
import type { Config } from "./config.ts";
import { closeDatabases } from "./database/open.ts";
import { programFile } from "./installation.ts";
import { buildParts } from "./parts.ts";
import { addressOf, endOnDamage, openData, type RunningSite } from "./server.ts";
import { firstLink } from "./setup/first-link.ts";
import { enter, type Visits } from "./stats/handing-over.ts";
import { crew } from "./workers/crew.ts";
import type { Act } from "./workers/calls.ts";

/**
 * The first of several processes: opens and migrates the data, starts the workers, keeps them alive, writes the views
 * that all of them count, does what is due at its hour, and tells the caches in front what changed. It answers no request. Throws where the data or
 * the port cannot be had.
 */
export async function startPrimary(config: Config): Promise<RunningSite> {
  const log = pino({ level: config.logLevel });
  const data = openData(config);
  let port = config.port;
  const baseUrl = () => addressOf(config, port);
  const parts = buildParts({ ...data, dataDir: config.dataDir, baseUrl, clock: () => new Date(), log });
  const workers = crew({
    size: config.workers,
    program: programFile("worker"),
    begin: { call: "begin", args: [config] },
    acts: new Map<string, Act>([["visits", (visits: Visits) => enter(parts.ledger, visits)]]),
    log,
    onHopeless() {
      process.stderr.write("broadsheet: the workers end as soon as they are started; the reason is above\n");
      abandon();
      process.exit(1);
    },
  });
  const abandon = () => {
    workers.kill();
    parts.ledger.flush();
  };
  try {
    port = await workers.start();
  } catch (error) {
    workers.kill();
    closeDatabases(data.databases);
    throw error;
  }
  const stopCheck = endOnDamage(config, workers.kill);
  parts.due.start();
  parts.purger.start();
  return {
    address: baseUrl(),
    setupLink: firstLink(parts),
    restart: workers.restart,
    async stop() {
      stopCheck();
      await workers.stop();
      parts.due.stop();
      parts.purger.stop();
      parts.ledger.flush();
      closeDatabases(data.databases);
    },
    abandon,
  };
}
