import { Agent, request } from "node:http";

export interface LoadResult {
  requests: number;
  /** Answers that were not 200. */
  errors: number;
  perSecond: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
}

/** Keeps `connections` requests under way for `seconds`, on kept-alive connections, and measures each. */
export async function load(url: string, seconds: number, connections: number): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  let errors = 0;
  const started = performance.now();
  const end = started + seconds * 1000;
  const worker = async () => {
    while (performance.now() < end) {
      const begun = performance.now();
      if ((await get(url, agent)) !== 200) errors += 1;
      times.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  const elapsed = (performance.now() - started) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, errors, perSecond: times.length / elapsed, p50: at(0.5), p99: at(0.99) };
}

/** The status of an answer, once its whole body has come. */
export function get(url: string, agent?: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent, headers: HEADERS }, (answer) => {
      answer.resume();
      answer.on("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.on("error", reject);
    sent.end();
  });
}

const HEADERS = { "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
