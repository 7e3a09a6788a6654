// A process of its own: one of the workers that primary.ts starts. It serves the site on a port it shares with the others.
import cluster from "node:cluster";
import type { Config } from "./config.ts";
import { openMigrated } from "./database/open.ts";
import { openKeys } from "./secrets/keys.ts";
import { serve, type Serving } from "./server.ts";
import { answerCalls, type Act, type Call } from "./workers/calls.ts";
import type { Elsewhere } from "./workers/elsewhere.ts";
import type { Draining } from "./web/drain.ts";

const LEAVE_WITHIN_MS = 10_000;

let serving: Promise<Serving> | undefined;
let hasLeft = false;

const send = (call: string, ...args: unknown[]) => {
  if (process.connected) process.send!({ call, args } satisfies Call);
};

const begin = (config: Config) => {
  const data = { keys: openKeys(config.dataDir), databases: openMigrated(config.dataDir) };
  serving = serve(config, data, { elsewhere, handOver: (visits) => send("visits", visits) });
  serving.catch(fail);
};

/** The primary is told the reason before the process ends. */
const fail = (error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.send!({ call: "failed", args: [message] } satisfies Call, () => process.exit(1));
};

const leave = async (idle: Draining["idle"], withinMs: number) => {
  const server = await serving;
  await server?.stop({ idle, withinMs });
  if (hasLeft) return;
  hasLeft = true;
  process.once("disconnect", () => process.exit(0));
  // Asks the primary first: connections on their way here go to others, and it has heard everything that was sent.
  cluster.worker!.disconnect();
};

const acts = new Map<string, Act>([
  [
    "begin",
    (config: Config) => {
      try {
        begin(config);
      } catch (error) {
        fail(error);
      }
    },
  ],
  ["leave", (idle: Draining["idle"], withinMs: number) => void leave(idle, withinMs)],
]);

const elsewhere: Elsewhere = (name, act) => {
  acts.set(name, act as unknown as Act);
  return (...args) => send("elsewhere", { call: name, args } satisfies Call);
};

process.on("message", answerCalls(acts));
send("here"); // nobody listened before
process.on("SIGTERM", () => void leave("wait", LEAVE_WITHIN_MS));
// A terminal sends these to the whole group of processes: the primary says what they mean.
process.on("SIGINT", () => undefined);
process.on("SIGHUP", () => undefined);
