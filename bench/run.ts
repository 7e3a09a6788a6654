import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { get, load, median, type LoadResult } from "./load.ts";
import { root, startProcess, type Measured } from "./process.ts";

const ROUNDS = 3;
const SECONDS = 3;
const CONNECTIONS = 8;
const POSTS = 1000;
const COMMENTS = 5000;

interface Target {
  name: string;
  path: string;
  server: Measured;
}

const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
const env = { DATA_DIR: join(folder, "data"), PORT: "0", LOG_LEVEL: "silent", BASE_URL: "http://127.0.0.1" };
try {
  await bench();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Seeds a site, measures every target in turn, several rounds in one run, and prints medians. */
async function bench() {
  const seeding = ["bin/broadsheet.js", "seed", "--posts", String(POSTS), "--comments", String(COMMENTS)];
  const { status } = spawnSync(process.execPath, seeding, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("the seed failed");
  const site = await startProcess(["bin/broadsheet.js", "start"], env);
  const first = performance.now();
  await get(site.address);
  const firstMs = performance.now() - first;
  const post = await firstPost(site.address);
  const bytes = join(folder, "post.html");
  writeFileSync(bytes, Buffer.from(await (await fetch(site.address + post)).arrayBuffer()));
  const bare = await startProcess(["--import", "tsx", "bench/bare-server.ts", bytes]);
  const targets: Target[] = [
    { name: "bare node:http, the post's bytes", path: "/", server: bare },
    { name: "post", path: post, server: site },
    { name: "home", path: "/", server: site },
    { name: "category", path: "/category/town", server: site },
    { name: "archive, page 50", path: "/page/50", server: site },
    { name: "search, a common word", path: "/search?q=council", server: site },
  ];
  for (const { server, path } of targets) await load(server.address + path, 1, CONNECTIONS);
  const results = new Map<string, (LoadResult & { cpu: number })[]>(targets.map(({ name }) => [name, []]));
  for (let round = 0; round < ROUNDS; round += 1)
    for (const target of targets) results.get(target.name)!.push(await measure(target));
  print(targets, results);
  const lines = [
    `ready ${site.readyMs.toFixed(0)} ms, first page ${firstMs.toFixed(0)} ms later`,
    `RSS after load ${site.rssMb().toFixed(0)} MB`,
  ];
  process.stdout.write(`\n${lines.join("; ")}\n`);
  await Promise.all([site.stop(), bare.stop()]);
}

async function measure({ server, path }: Target) {
  const before = server.cpuMs();
  const result = await load(server.address + path, SECONDS, CONNECTIONS);
  if (result.errors > 0) throw new Error(`${path}: ${result.errors} answers were not 200`);
  return { ...result, cpu: (server.cpuMs() - before) / result.requests };
}

async function firstPost(address: string): Promise<string> {
  const home = await (await fetch(address)).text();
  const path = /href="(\/\d{4}\/\d{2}\/[^"#]+)"/.exec(home)?.[1];
  if (!path) throw new Error("the front page names no post");
  return path;
}

function print(targets: Target[], results: Map<string, (LoadResult & { cpu: number })[]>) {
  const rows = targets.map(({ name }) => {
    const of = (value: (result: LoadResult & { cpu: number }) => number) =>
      median(results.get(name)!.map(value));
    return [
      name,
      of((r) => r.perSecond).toFixed(0),
      of((r) => r.p50).toFixed(1),
      of((r) => r.p99).toFixed(1),
      of((r) => r.cpu).toFixed(2),
    ];
  });
  const head = ["page", "requests/s", "p50 ms", "p99 ms", "server CPU ms"];
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  process.stdout.write(
    `\n${POSTS} posts, ${COMMENTS} comments; ${CONNECTIONS} connections, medians of ${ROUNDS} rounds of ${SECONDS} s\n\n`,
  );
  process.stdout.write(`${lines.join("\n")}\n`);
}
