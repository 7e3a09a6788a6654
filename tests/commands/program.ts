import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
import { openFile } from "../../src/database/driver.ts";
import { main } from "../../src/commands/main.ts";

/** The program with a data folder of its own; `run` hears what it says. */
export function program() {
  const dataDir = join(mkdtempSync(join(tmpdir(), "broadsheet-data-")), "data");
  const run = async (...argv: string[]) => {
    const said = { out: "", err: "" };
    const hear = (name: "out" | "err") => (text: unknown) => {
      said[name] += String(text);
      return true;
    };
    vi.spyOn(process.stdout, "write").mockImplementation(hear("out"));
    vi.spyOn(process.stderr, "write").mockImplementation(hear("err"));
    const code = await main(argv, { DATA_DIR: dataDir, LOG_LEVEL: "silent" });
    vi.restoreAllMocks();
    return { code: code ?? 0, ...said };
  };
  return { run, dataDir };
}

/** Writes into the content whenever nobody else does, as a site does beside a command. `stop` says how many posts of a kind there were each time. */
export function siteBeside(dataDir: string, kind = "true") {
  const content = openFile(join(dataDir, "content.db"), { timeout: 0 });
  const count = content.prepare(`SELECT count(*) FROM posts WHERE ${kind}`).pluck();
  const counts: number[] = [];
  const writing = setInterval(() => {
    try {
      content.exec("BEGIN IMMEDIATE; COMMIT");
      counts.push(count.get() as number);
    } catch {
      // it is the command's turn
    }
  });
  return {
    content,
    stop(): number[] {
      clearInterval(writing);
      content.close();
      return counts;
    },
  };
}
