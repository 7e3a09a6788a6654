import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildSite } from "./data/build.ts";
import { measureEditor } from "./editor.ts";
import { startLoad } from "./load/load.ts";
import { findWrk } from "./load/wrk.ts";
import { measureLongPost } from "./long-post.ts";
import { measure, median, trialsOf, type Result } from "./measure.ts";
import { root, type Running } from "./process.ts";
import { startLimits, startSite } from "./servers/start.ts";
import { leaveCountingToBrowsers, readSite, viewsIn } from "./site.ts";
import { figure, table, withFigures } from "./table.ts";
import { crews, growing, READERS, serving } from "./targets.ts";

/**
 * npm run bench: builds sites of three sizes, measures, and writes docs/performance.md. `--large` adds a million posts,
 * `--data FOLDER` keeps what was built for the next time, `--rounds` and `--seconds` change how long each target is
 * measured, `--quick` measures one short round and writes nothing.
 */
const { values: options } = parseArgs({
  options: {
    ...{ large: { type: "boolean" }, quick: { type: "boolean" }, data: { type: "string" } },
    ...{ rounds: { type: "string", default: "5" }, seconds: { type: "string", default: "3" } },
  },
});
const plan = options.quick
  ? { rounds: 1, seconds: 1 }
  : { rounds: Number(options.rounds), seconds: Number(options.seconds) };
const sizes = options.large ? [1000, 100_000, 1_000_000] : [1000, 100_000];
const SERVED = 100_000;
const document = join(root, "docs", "performance.md");

const scratch = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
const load = startLoad();
const started: Running[] = [];
try {
  const figures = await bench();
  process.stdout.write(`\n${figures}\n`);
  if (!options.quick) writeFileSync(document, withFigures(readFileSync(document, "utf8"), figures));
} finally {
  load.stop();
  await Promise.all(started.map((server) => server.stop()));
  rmSync(scratch, { recursive: true, force: true });
}

async function bench(): Promise<string> {
  const grown = await measureGrowth();
  const served = await measureServing();
  const crewed = await measureCrews();
  const long = await measureLong();
  return [heading(), served, crewed, grown, long].join("\n\n");
}

/** All sizes in turn, page by page: what a page costs more on a larger site shows only in rounds side by side. */
async function measureGrowth(): Promise<string> {
  const sites: (Awaited<ReturnType<typeof open>> & { posts: number })[] = [];
  for (const posts of sizes) sites.push({ posts, ...(await open(posts)) });
  say(`${sizes.map(size).join(", ")}: measuring ${growing.length} pages`);
  const nameOf = (page: string, posts: number) => `${page}, ${size(posts)}`;
  const trials = growing.flatMap((target) =>
    sites.map(({ posts, server, site }) => ({ name: nameOf(target.name, posts), target, server, site })),
  );
  const results = await measure(trials, load, plan);
  const cells = (page: string) =>
    sizes.flatMap((posts) => {
      const { p50, p95, cpuMs } = results.get(nameOf(page, posts))!;
      return [`${figure(p50)} / ${figure(p95)}`, figure(cpuMs)];
    });
  const head = ["", ...sizes.flatMap((posts) => [`${size(posts)}: p50 / p95 ms`, "CPU ms"])];
  const rows = growing.map(({ name }) => [name, ...cells(name)]);
  const ends = sites.map(
    ({ posts, startMs, server }) =>
      `${size(posts)}: first answer ${startMs.toFixed(0)} ms after the start, ${server.rssMb().toFixed(0)} MB after load`,
  );
  for (const { server } of sites) await close(server);
  const [least, most] = [sizes[0]!, sizes.at(-1)!];
  const costOf = (posts: number) => results.get(nameOf("post", posts))!.cpuMs;
  const times = (costOf(most) / costOf(least)).toFixed(2);
  return `### The same pages as the archive grows\n\nMade anew each time, one at a time, of each site in turn.\n\n${table(head, rows)}\n\nA post costs ${times} times as much CPU with ${size(most)} as with ${size(least)}. ${ends.join("; ")}.`;
}

async function measureServing(): Promise<string> {
  const { site, server } = await open(SERVED);
  const limits = await startLimits(server, site, scratch);
  started.push(...Object.values(limits));
  const results = await measure(trialsOf(serving, { ...limits, site: server }, site), load, plan);
  const reference = results.get("bare `node:http`, gzip")!.perSecond;
  const rows = [...results].map(([name, result]) => [
    name,
    figure(result.perSecond),
    (result.perSecond / reference).toFixed(2),
    ...[result.cpuMs, result.p50, result.p99].map(figure),
  ]);
  const memory = `Memory of the site after all this: ${server.rssMb().toFixed(0)} MB.`;
  const head = ["", "answers/s", "of bare, gzip", "server CPU ms", "p50 ms", "p99 ms"];
  return `### Serving, ${size(SERVED)}\n\n${table(head, rows)}\n\n${memory}`;
}

/** One process beside two workers and beside one that counts nothing, on copies of the same folder. Throws where one miscounts. */
async function measureCrews(): Promise<string> {
  const { dataDir, site, server: first } = await open(sizes[0]!);
  await close(first);
  const viewsBefore = await viewsIn(dataDir);
  const alone = await startCopy(dataDir, "alone");
  const crew = await startCopy(dataDir, "crew", { workers: 2 });
  const uncounted = await startCopy(dataDir, "uncounted", { prepare: leaveCountingToBrowsers });
  const wrk = findWrk(scratch);
  const servers = { site: alone.server, crew: crew.server, uncounted: uncounted.server };
  const results = await measure(trialsOf(crews, servers, site), wrk ?? load, plan);
  for (const { server, copy } of [alone, crew, uncounted]) {
    await close(server);
    const views = (await viewsIn(copy)) - viewsBefore;
    const expected = server === uncounted.server ? 0 : 2 * READERS;
    if (views !== expected) throw new Error(`${copy}: ${views} views were counted, of ${expected} readers`);
  }
  const [one, none, two, oneOfMany, twoOfMany] = crews.map(({ name }) => results.get(name)!);
  const compared = (alone: Result, crew: Result) =>
    `${figure(alone.perSecond)} answers/s from one process, ${figure(crew.perSecond)} from two workers (${(crew.perSecond / alone.perSecond).toFixed(2)} times), p99 ${figure(alone.p99)} and ${figure(crew.p99)} ms`;
  return `### Two workers\n\nA thousand posts by a Zipf law, gzip, every visit counted: ${compared(oneOfMany!, twoOfMany!)}. One post: ${compared(one!, two!)}. Every one of ${(2 * READERS).toLocaleString("en")} readers was counted once, by one process as by two workers. One process that leaves counting to the browsers gave ${figure(none!.perSecond)} for one post: a visit costs ${microseconds(one!.cpuMs - none!.cpuMs)} of ${microseconds(one!.cpuMs)} of CPU. ${wrk ? "Asked by wrk, on the same cores." : "The load generator, in Node, takes its share of the same cores; wrk, where it is installed, takes less."}`;
}

/** Saving and writing a post as long as they come, on a copy. */
async function measureLong(): Promise<string> {
  const { dataDir, site, server: first } = await open(sizes[0]!);
  await close(first);
  const { server } = await startCopy(dataDir, "long");
  const { updateMs, draftMs } = await measureLongPost(server, site);
  say("the editor");
  const editor = await measureEditor(server.port, site.cookie, plan.rounds);
  await close(server);
  return `### A post of a million characters\n\nOne word more, from the form sent to the answer: ${figure(updateMs)} ms with "Update", ${figure(draftMs)} ms as a working draft.\n\n${editor}`;
}

/** Starts the site of a size, built where it is not there yet, and times its first answer. */
async function open(posts: number) {
  const dataDir = join(options.data ?? scratch, `posts-${posts}`);
  if (!existsSync(dataDir)) buildSite(dataDir, posts);
  const site = await readSite(dataDir);
  const starts: number[] = [];
  let server: Running | undefined;
  for (let time = 0; time < 3; time += 1) {
    if (server) await close(server);
    const begun = performance.now();
    server = await startSite(dataDir);
    started.push(server);
    await fetch(`http://127.0.0.1:${server.port}/`);
    starts.push(performance.now() - begun);
  }
  return { dataDir, site, server: server!, startMs: median(starts) };
}

/** Serves a copy of a data folder, which is used again itself. */
async function startCopy(
  dataDir: string,
  name: string,
  { workers = 1, prepare }: { workers?: number; prepare?: (copy: string) => Promise<void> } = {},
) {
  const copy = join(scratch, name);
  cpSync(dataDir, copy, { recursive: true });
  await prepare?.(copy);
  const server = await startSite(copy, workers);
  started.push(server);
  return { copy, server };
}

async function close(server: Running) {
  started.splice(started.indexOf(server), 1);
  await server.stop();
}

function heading(): string {
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.versions.node}`;
  return `Measured on ${new Date().toISOString().slice(0, 10)}: ${machine}; medians of ${plan.rounds} rounds of ${plan.seconds} s each, the load generator on the same machine.`;
}

function size(posts: number): string {
  return `${posts.toLocaleString("en")} posts`;
}

function microseconds(ms: number): string {
  return `${(ms * 1000).toFixed(1)} µs`;
}

function say(line: string) {
  process.stderr.write(`${line}\n`);
}
