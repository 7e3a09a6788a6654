import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";

/** What the generator is to send, as latin1 text of whole requests; all to one port of this machine. */
export interface Job {
  port: number;
  requests: string[];
  connections: number;
  seconds: number;
}

export interface Measured {
  answers: number;
  /** How many answers had each status. */
  statuses: Record<number, number>;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
  p99: number;
}

/** Starts the load generator; `stop` ends it. */
export function startLoad() {
  const child = fork(fileURLToPath(new URL("generator.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
  });
  return {
    run: (job: Job): Promise<Measured> =>
      new Promise((resolve, reject) => {
        child.once("message", (measured) => {
          child.removeListener("exit", reject);
          resolve(measured as Measured);
        });
        child.once("exit", reject);
        child.send(job);
      }),
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
}
export type Load = ReturnType<typeof startLoad>;
