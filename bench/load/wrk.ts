import { spawn, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Job, Load, Measured } from "./load.ts";

/** One keeps two workers busy, and changes places with them less often than two. */
const THREADS = 1;
const script = fileURLToPath(new URL("wrk.lua", import.meta.url));

/**
 * wrk, a load generator in C, where it is installed: it leaves nearly all of the machine to what it measures. `folder`
 * is for the requests it reads.
 */
export function findWrk(folder: string): Load | undefined {
  if (spawnSync("wrk", ["-v"]).error) return undefined;
  return { run: (job) => runWrk(job, join(folder, "requests")), stop: () => undefined };
}

/** Throws where an answer was no success. */
async function runWrk({ port, requests, connections, seconds }: Job, file: string): Promise<Measured> {
  writeFileSync(file, requests.join("\0"), "latin1");
  const said = await outputOf("wrk", [
    ...["-t", String(THREADS), "-c", String(connections), "-d", `${Math.ceil(seconds)}s`],
    ...["--latency", "--timeout", "10s"],
    ...["-s", script, `http://127.0.0.1:${port}`, "--", file],
  ]);
  const bad = /Socket errors:.*|Non-2xx or 3xx.*/.exec(said)?.[0];
  if (bad) throw new Error(`wrk: ${bad}`);
  const number = (pattern: RegExp) => Number(pattern.exec(said)![1]);
  const answers = number(/(\d+) requests in/);
  const time = (share: string) => {
    const [, figure, unit] = new RegExp(`${share}%\\s+([\\d.]+)(us|ms|s)`).exec(said)!;
    return Number(figure) * { us: 0.001, ms: 1, s: 1000 }[unit as "us" | "ms" | "s"];
  };
  return {
    ...{ answers, statuses: { 200: answers }, perSecond: number(/Requests\/sec:\s+([\d.]+)/) },
    // It does not tell the 95th: the 99th is no better than that.
    ...{ p50: time("50"), p95: time("99"), p99: time("99") },
  };
}

function outputOf(command: string, parameters: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, { stdio: ["ignore", "pipe", "inherit"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${command}: ${output}`)),
    );
  });
}
