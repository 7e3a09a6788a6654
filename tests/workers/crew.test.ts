import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withSite } from "../../src/commands/site.ts";
import { draftOf } from "../support/drafts.ts";
import { startProgram, type Program } from "../support/program.ts";
import { keptConnection, type KeptConnection } from "./kept-connection.ts";

const SERVES = /"worker":(\d+),"msg":"a worker serves"/;
const firefox = (version: number) => ({
  "User-Agent": `Mozilla/5.0 (X11; Linux x86_64; rv:${version}.0) Gecko/20100101 Firefox/${version}.0`,
});

/** Real processes on one data folder, in one life from set-up to stop. */
describe("two workers", () => {
  const site = { DATA_DIR: mkdtempSync(join(tmpdir(), "broadsheet-workers-")) };
  let program: Program;
  let origin: string;
  /** Connections are given to the workers in turn: these two are kept by different ones. */
  let one: KeptConnection;
  let other: KeptConnection;
  let cookie: string;
  let story: { id: number; address: string };

  /** A command beside the running site. */
  const publishFromOutside = (title: string) =>
    withSite(site, ({ users, saving, posts, paths }) => {
      const fay = users.findByEmail("fay@news.example")!;
      const now = new Date();
      const ben = { ...fay, email: "fay@news.example" };
      const id = saving.create(draftOf({ ben, now: () => now }, { title }), now);
      return { id, address: paths.post(posts.findAny(id)!) };
    });

  beforeAll(async () => {
    program = startProgram({ ...site, WORKERS: "2" });
    origin = (await program.printed(/Broadsheet is at (\S+)\n/)).replace("localhost", "127.0.0.1");
    const token = await program.printed(/setup\?token=(\S+)\n/);
    [one, other] = [keptConnection(origin), keptConnection(origin)];
    const founder = { title: "The Daily Test", name: "Fay", email: "fay@news.example" };
    const made = await one.post("/setup", { ...founder, password: "ink on my fingers", token });
    expect(made.status, made.text).toBe(303);
    cookie = String(made.headers["set-cookie"]).split(";")[0]!;
    story = await publishFromOutside("The first story");
  });
  afterAll(async () => {
    one.close();
    other.close();
    await program.stop();
  });

  it("share sessions, and show at once what one of them or a command publishes", async () => {
    expect((await other.get("/admin", { Cookie: cookie })).status).toBe(200);
    for (const from of [one, other]) expect((await from.get("/")).text).toContain("The first story");
    const form = { do: "publish", title: "Written at one", body: "And read at the other." };
    expect((await one.post("/admin/posts", form, { Cookie: cookie })).status).toBe(303);
    expect((await other.get("/")).text).toContain("Written at one");
    await publishFromOutside("Come from outside");
    for (const from of [one, other]) expect((await from.get("/")).text).toContain("Come from outside");
  });

  it("tell each other who tries passwords", async () => {
    const address = await withSite(site, ({ users, saving, paths }) => {
      const now = new Date();
      const ben = { ...users.findByEmail("fay@news.example")!, email: "fay@news.example" };
      const draft = draftOf({ ben, now: () => now }, { title: "Locked", password: "sesame" });
      return paths.unlock(saving.create(draft, now));
    });
    const guess = async (at: KeptConnection) => (await at.post(address, { password: "guess" })).status;
    for (let time = 0; time < 8; time += 1) expect(await guess(one)).toBe(422);
    const statuses: number[] = [];
    // Alone it would allow ten. It is told a moment later.
    while (statuses.length < 9 && !statuses.includes(429)) {
      await wait(200);
      statuses.push(await guess(other));
    }
    expect(statuses).toContain(429);
  });

  it("are renewed under load without a failed request", async () => {
    const before = await program.printedTimes(2, SERVES);
    const readers = Array.from({ length: 6 }, () => keptConnection(origin));
    let isOver = false;
    const statuses = Promise.all(
      readers.map(async (reader) => {
        const seen: number[] = [];
        while (!isOver)
          for (const path of ["/", story.address]) {
            seen.push((await reader.get(path, { "User-Agent": "steady-bot" })).status);
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
        return seen;
      }),
    );
    program.signal("SIGHUP");
    await Promise.race([program.printed(/("all workers were renewed")/), statuses]);
    isOver = true;
    const all = (await statuses).flat();
    expect(all.length).toBeGreaterThan(20);
    expect(new Set(all)).toEqual(new Set([200]));
    readers.forEach((reader) => reader.close());
    const after = (await program.printedTimes(4, SERVES)).slice(2);
    for (const worker of after) expect(before).not.toContain(worker);
    // As long as no worker was left behind: kill(0) asks whether a process lives.
    for (const worker of before) expect(() => process.kill(Number(worker), 0)).toThrow("ESRCH");
  });

  it("replace each other: one is killed, the other goes on, a third comes", async () => {
    const [victim] = (await program.printedTimes(4, SERVES)).slice(2);
    process.kill(Number(victim), "SIGKILL");
    await program.printed(/("a worker ended and is replaced")/);
    expect((await keptConnection(origin).get("/")).status).toBe(200);
    await program.printedTimes(5, SERVES);
    expect((await keptConnection(origin).get("/")).status).toBe(200);
    expect((await keptConnection(origin).get("/")).status).toBe(200);
  });

  it("count every reader once, and every visit in exactly one way", async () => {
    const { id, address } = await publishFromOutside("Counted");
    const desks = [keptConnection(origin), keptConnection(origin)];
    for (let version = 100; version < 130; version += 1)
      await Promise.all(desks.map((desk) => desk.get(address, firefox(version)))); // 30 readers, 30 repeats
    for (const desk of desks) {
      for (let time = 0; time < 5; time += 1) await desk.get(address, firefox(100)); // 10 repeats
      for (let time = 0; time < 4; time += 1) await desk.head(address, firefox(200)); // 8 headers only
      for (let time = 0; time < 3; time += 1) await desk.get("/2026/03/nothing", firefox(200)); // 6 errors
      await desk.get(address, { ...firefox(200), Cookie: cookie }); // 2 staff
    }
    const named = (tally: { reason: string; visits: number }[]) =>
      Object.fromEntries(tally.map(({ reason, visits }) => [reason, visits]));
    desks.forEach((desk) => desk.close());
    expect(await program.stop()).toBe(0);
    await withSite(site, ({ stats }) => {
      expect(stats.totals([id]).get(id)).toBe(30);
      expect(named(stats.discardedWithin(2))).toMatchObject({ repeat: 40, head: 8, error: 6, staff: 2 });
    });
  });
});
