import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { vi } from "vitest";
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
