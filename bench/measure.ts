import type { Load, Measured } from "./load/load.ts";
import type { Running } from "./process.ts";
import type { ServerName, Target } from "./targets.ts";
import type { Site } from "./site.ts";

export interface Result extends Measured {
  /** Milliseconds of the server's CPU for one answer. */
  cpuMs: number;
}

export interface Plan {
  rounds: number;
  seconds: number;
}

const CONNECTIONS = 32;
/** Long enough to make ten thousand pages. */
const FILLING_SECONDS = 50;
/** V8 goes on compiling for some fourteen thousand pages of a post that is made anew. */
const WARM_UP_SECONDS = 12;

/** A target with the server that is asked, and the site whose addresses are. */
export interface Trial {
  /** No other of the same run is called so. */
  name: string;
  target: Target;
  server: Running;
  site: Site;
}

/** The targets of a site. Those whose server is not there are left out. */
export function trialsOf(
  targets: Target[],
  servers: Partial<Record<ServerName, Running>>,
  site: Site,
): Trial[] {
  return targets.flatMap((target) => {
    const server = servers[target.server];
    return server ? [{ name: target.name, target, server, site }] : [];
  });
}

/**
 * Measures all trials in turn, several rounds over, and gives the median of each figure by name: whatever else the machine
 * does meets every trial alike. Throws on an answer nobody expected.
 */
export async function measure(
  trials: Trial[],
  load: Load,
  { rounds, seconds }: Plan,
): Promise<Map<string, Result>> {
  for (const { target, server, site } of trials)
    if (target.before)
      await load.run({
        ...{ port: server.port, requests: target.before(site), connections: 8 },
        seconds: FILLING_SECONDS,
      });
  // In rounds of the usual length, each with requests of its own: a comment that came twice would be refused.
  for (const trial of trials)
    for (let warm = 0; warm < WARM_UP_SECONDS; warm += seconds) await ask(trial, load, seconds);
  const results = new Map<string, Result[]>(trials.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const trial of trials) results.get(trial.name)!.push(await ask(trial, load, seconds));
  return new Map([...results].map(([name, all]) => [name, medians(all)]));
}

async function ask({ name, target, server, site }: Trial, load: Load, seconds: number): Promise<Result> {
  const { connections = CONNECTIONS, expects = [200] } = target;
  const requests = target.requests(site);
  const before = server.cpuMs();
  const measured = await load.run({ port: server.port, requests, connections, seconds });
  const cpuMs = (server.cpuMs() - before) / measured.answers;
  const strange = Object.keys(measured.statuses).filter((status) => !expects.includes(Number(status)));
  if (strange.length > 0) throw new Error(`${name}: ${JSON.stringify(measured.statuses)}`);
  return { ...measured, cpuMs };
}

function medians(results: Result[]): Result {
  const of = (value: (result: Result) => number) => median(results.map(value));
  return {
    ...results[0]!,
    ...{ perSecond: of((r) => r.perSecond), cpuMs: of((r) => r.cpuMs) },
    ...{ p50: of((r) => r.p50), p95: of((r) => r.p95), p99: of((r) => r.p99) },
  };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
