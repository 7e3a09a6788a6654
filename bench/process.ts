import { spawn, type ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));

/** A server under measurement, in a process of its own. */
export interface Measured {
  address: string;
  /** Milliseconds from the start of the process to its address being printed. */
  readyMs: number;
  /** Milliseconds of CPU that the process has used so far. */
  cpuMs: () => number;
  /** Mebibytes of resident memory. */
  rssMb: () => number;
  stop: () => Promise<void>;
}

/** Starts a Node program that prints its address ("… http://…") on a line, and waits for that line. */
export function startProcess(args: string[], env: Record<string, string> = {}): Promise<Measured> {
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return new Promise((resolve, reject) => {
    let printed = "";
    child.once("exit", (code) => reject(new Error(`${args.join(" ")} ended with ${code}`)));
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const address = /https?:\/\/[\w.]+:\d+/.exec(printed)?.[0];
      if (address)
        resolve(measured(child, address.replace("localhost", "127.0.0.1"), performance.now() - begun));
    });
  });
}

function measured(child: ChildProcess, address: string, readyMs: number): Measured {
  const { pid } = child;
  return {
    address,
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
