import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));

/** A server under measurement, in a process of its own. */
export interface Running {
  port: number;
  /** Milliseconds from the start of the process until it listened. */
  readyMs: number;
  /** Milliseconds of CPU that the process has used so far. */
  cpuMs: () => number;
  /** Mebibytes of resident memory. */
  rssMb: () => number;
  stop: () => Promise<void>;
}

/** Starts a program that listens on `port` and waits until it answers there. */
export async function startProcess(
  program: string,
  args: string[],
  port: number,
  env: Record<string, string> = {},
): Promise<Running> {
  const begun = performance.now();
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const failed = new Promise<never>((_, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`${program} ${args.join(" ")} ended with ${code}`)));
  });
  await Promise.race([failed, untilAnswered(port)]);
  return running(child, port, performance.now() - begun);
}

async function untilAnswered(port: number): Promise<void> {
  for (;;) {
    try {
      await fetch(`http://127.0.0.1:${port}/healthz`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

function running(child: ChildProcess, port: number, readyMs: number): Running {
  const { pid } = child;
  return {
    port,
    readyMs,
    // fields 14 and 15 of /proc/PID/stat, in ticks of 10 ms; see proc(5)
    cpuMs: () => {
      const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]!.split(" ");
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    rssMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]) / 1024,
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners("exit");
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

/** A port that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
