import { spawn, spawnSync } from "node:child_process";
import type { Job, Load, Measured } from "./load.ts";

/** wrk, a load generator in C, where it is installed: it leaves nearly all of the machine to what it measures. */
export function findWrk(): Load | undefined {
  return spawnSync("wrk", ["-v"]).error ? undefined : { run: runWrk, stop: () => undefined };
}

/** Sends the first request of the job over and over. Throws where an answer was no success. */
async function runWrk({ port, requests, connections, seconds }: Job): Promise<Measured> {
  const [line, ...headers] = requests[0]!.trim().split("\r\n");
  const [, path] = line!.split(" ");
  const said = await outputOf("wrk", [
    ...["-t", "1", "-c", String(connections), "-d", `${Math.ceil(seconds)}s`, "--latency"],
    ...headers.filter((header) => !/^(?:host|connection):/i.test(header)).flatMap((header) => ["-H", header]),
    `http://127.0.0.1:${port}${path}`,
  ]);
  const bad = /Socket errors:.*|Non-2xx or 3xx.*/.exec(said)?.[0];
  if (bad) throw new Error(`wrk at ${path}: ${bad}`);
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
