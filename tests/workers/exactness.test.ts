import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withSite } from "../../src/commands/site.ts";
import type { Parts } from "../../src/parts.ts";
import { draftOf } from "../support/drafts.ts";
import { startProgram, type Program } from "../support/program.ts";
import { keptConnection, type KeptConnection } from "./kept-connection.ts";

/** More rounds for a thorough look: EXACTNESS_WRITES=5000 npx vitest run tests/workers/exactness.test.ts */
const WRITES = Number(process.env.EXACTNESS_WRITES ?? 150);
const READERS = 4;

/** What is written again and again, each time with the next number. */
type Line = "tagline" | "news" | "story" | "talk";
/** Where a reader sees the number. */
const SHOWN: Record<Line, RegExp> = {
  tagline: /Paper of day (\d+)\b/,
  news: /News (\d+)\b/,
  story: /Story (\d+)\b/,
  talk: /Remark (\d+)\b/,
};

/** Two workers, and a third process that writes as a command does: this one. */
describe("what two workers keep in memory", () => {
  const site = { DATA_DIR: mkdtempSync(join(tmpdir(), "broadsheet-exact-")) };
  let program: Program;
  let origin: string;
  let workers: KeptConnection[];
  let cookie: string;
  let post: { id: number; address: string };

  beforeAll(async () => {
    program = startProgram({ ...site, WORKERS: "2" });
    origin = (await program.printed(/Broadsheet is at (\S+)\n/)).replace("localhost", "127.0.0.1");
    const token = await program.printed(/setup\?token=(\S+)\n/);
    workers = [keptConnection(origin), keptConnection(origin)];
    const founder = { title: "The Daily Test", name: "Fay", email: "fay@news.example" };
    const made = await workers[0]!.post("/setup", { ...founder, password: "ink on my fingers", token });
    cookie = String(made.headers["set-cookie"]).split(";")[0]!;
    post = await withSite(site, (parts) => {
      const id = publish(parts, "Story 0");
      parts.settings.update("general", { tagline: "Paper of day 0" }, new Date());
      return { id, address: parts.paths.post(parts.posts.findAny(id)!) };
    });
  });
  afterAll(async () => {
    workers.forEach((worker) => worker.close());
    await program.stop();
  });

  it("is never older than the last finished write, whoever wrote it", async () => {
    const finished: Record<Line, number> = { tagline: 0, news: 0, story: 0, talk: 0 };
    const ways = writers();
    const newest: Record<string, Line[]> = {
      "/": ["tagline", "news"],
      [post.address]: ["tagline", "story", "talk"],
      "/feed": ["news"],
      "/about/counting": ["tagline"],
    };
    let isOver = false;
    const answers = { seen: 0, late: [] as string[] };
    const read = async (number: number) => {
      const reader = keptConnection(origin);
      for (let turn = number; !isOver; turn += 1) {
        const [address, lines] = Object.entries(newest)[turn % 4]!;
        const before = { ...finished };
        const { status, text } = await reader.get(address);
        expect(status, address).toBe(200);
        for (const line of lines.filter((one) => before[one] > 0)) {
          const shown = Math.max(
            ...[...text.matchAll(new RegExp(SHOWN[line], "g"))].map(([, n]) => Number(n)),
          );
          if (!(shown >= before[line]))
            answers.late.push(`${address}: ${line} ${shown}, not ${before[line]}`);
        }
        answers.seen += 1;
        await new Promise((resolve) => setTimeout(resolve, turn % 3));
      }
      reader.close();
    };
    const readers = Array.from({ length: READERS }, (_, number) => read(number));
    for (let write = 1; write <= WRITES; write += 1) {
      const { line, say } = ways[write % ways.length]!;
      await say(finished[line] + 1);
      finished[line] += 1;
    }
    isOver = true;
    await Promise.all(readers);
    expect(answers.late).toEqual([]);
    expect(answers.seen).toBeGreaterThan(WRITES);
    expect(Math.min(...Object.values(finished))).toBeGreaterThan(0);
  });

  /** Every way of writing each line: at a worker, at the other, and from outside. */
  function writers() {
    const outside = (work: (parts: Parts) => unknown) => withSite(site, (parts) => void work(parts));
    const atWorkers = (line: Line, path: string, form: (number: number) => Record<string, string>) =>
      workers.map((worker) => ({
        line,
        say: async (number: number) => {
          const { status, text } = await worker.post(path, form(number), { Cookie: cookie });
          expect(status, text).toBe(303);
        },
      }));
    return [
      ...atWorkers("news", "/admin/posts", (number) => ({
        ...{ do: "publish", title: `News ${number}`, body: "It happened.", visibility: "public" },
      })),
      {
        line: "news" as const,
        say: (number: number) => outside((parts) => publish(parts, `News ${number}`)),
      },
      {
        line: "tagline" as const,
        say: (number: number) =>
          outside(({ settings }) =>
            settings.update("general", { tagline: `Paper of day ${number}` }, new Date()),
          ),
      },
      {
        line: "story" as const,
        say: (number: number) =>
          outside(({ content }) =>
            content.prepare("UPDATE posts SET title = ? WHERE id = ?").run(`Story ${number}`, post.id),
          ),
      },
      ...atWorkers("talk", `/comments/${post.id}`, (number) => ({ comment: `Remark ${number}` })),
    ];
  }

  function publish({ users, saving }: Parts, title: string): number {
    const now = new Date();
    const ben = { ...users.findByEmail("fay@news.example")!, email: "fay@news.example" };
    return saving.create(draftOf({ ben, now: () => now }, { title, publishedAt: now }), now);
  }
});
