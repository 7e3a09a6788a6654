import { fork, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, readdirSync, readFileSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import type { MadePicture } from "../src/media/pictures.ts";
import { inSources } from "../src/web/stack.ts";
import { startBuilt } from "./support/program.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = new URL("../dist/", import.meta.url);
const run = (args: string[], env: Record<string, string> = {}, input = "") =>
  spawnSync(process.execPath, args, {
    ...{ cwd: root, env: { PATH: process.env.PATH, ...env } },
    ...{ input, encoding: "utf8" },
  });

/** Everything else is tested from the sources; this is what `npm start` runs. */
it("the build founds a paper, serves it from one process and from two, and finds damage", async () => {
  const site = { DATA_DIR: mkdtempSync(join(tmpdir(), "broadsheet-built-")) };
  const founder = ["--name", "Fay", "--email", "fay@news.example", "--role", "admin", "--password-stdin"];
  const added = run(["bin/broadsheet.js", "user", "add", ...founder], site, "ink on my fingers");
  expect(added.stdout).toContain("Added Fay.");
  for (const WORKERS of ["1", "2"]) {
    const program = startBuilt({ ...site, WORKERS });
    const origin = await program.printed(/Broadsheet is at (\S+)\n/);
    const page = await (await fetch(origin)).text();
    const [sheet] = /\/assets\/css\/[^"]+/.exec(page)!;
    expect((await fetch(origin + sheet)).status).toBe(200);
    expect(await program.stop()).toBe(0);
  }
  const file = join(site.DATA_DIR, "content.db");
  writeSync(openSync(file, "r+"), "x".repeat(4096), 0);
  expect(run(["dist/database/check-process.js", file]).stdout).toContain(file);
});

it("the build makes the sizes of a picture in a process of its own", async () => {
  const program = join(root, "dist/media/picture-process.js");
  const child = fork(program, ["docs/front-page.webp"], { cwd: root, serialization: "advanced" });
  const sent: MadePicture[] = [];
  child.on("message", (made: MadePicture) => sent.push(made));
  await once(child, "close");
  expect(sent[0]?.variants.map(({ width }) => width)).toEqual([320, 640, 960, 1280]);
});

it("the build has no sign for which V8 would keep it in twice the memory", () => {
  const scripts = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) =>
    /^(?!public).*\.js$/.test(name),
  );
  expect(scripts).toContain("worker.js");
  for (const name of scripts)
    expect(readFileSync(new URL(name, dist), "latin1"), name).not.toMatch(/[\x80-\xff]/);
});

it("a stack of the build tells where in the sources it was", () => {
  const parts = readdirSync(dist).filter((name) => name.endsWith(".js"));
  const [file, lines] = parts
    .map((name) => [name, readFileSync(new URL(name, dist), "utf8").split("\n")] as const)
    .find(([, text]) => text.some((line) => line.startsWith("function initialsOf(")))!;
  const line = lines.findIndex((text) => text.startsWith("function initialsOf(")) + 2;
  const stack = `at initialsOf (${new URL(file, dist).href}:${line}:3)\n at file:///elsewhere.js:1:1`;
  expect(inSources(stack)).toMatch(
    /^at initialsOf \(src\/web\/avatar\.ts:\d+:\d+\)\n at file:\/\/\/elsewhere\.js:1:1$/,
  );
});
