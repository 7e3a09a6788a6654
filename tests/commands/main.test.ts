import { existsSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { program } from "./program.ts";

afterEach(() => void vi.restoreAllMocks());

const COMMANDS = [
  [],
  ["start"],
  ["user"],
  ["user", "add"],
  ["user", "list"],
  ["user", "reset"],
  ["import"],
  ["import", "wordpress"],
  ["seed"],
  ["rerender"],
];

describe("the program", () => {
  it.each(COMMANDS.map((words) => [words.join(" "), words] as const))(
    "explains itself: broadsheet %s --help",
    async (_, words) => {
      const { run, dataDir } = program();
      const { code, out, err } = await run(...words, "--help");
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toContain(`Usage: ${["broadsheet", ...words].join(" ")}`);
      expect(existsSync(dataDir)).toBe(false);
    },
  );

  it.each([
    [["dance"], "unknown command"],
    [["--loud"], "unknown option"],
    [["import", "dance", "file"], "unknown command"],
    [["start", "now"], "too many arguments"],
    [["user", "list", "now"], "too many arguments"],
    [["seed", "--posts", "many"], "no whole number|not a whole number"],
    [["seed", "--posts", "-5"], "not a whole number"],
    [["seed", "--authors", "0"], "Somebody has to write"],
    [["seed", "--posts", "0", "--comments", "3"], "Comments need posts"],
    [["rerender", "--loud"], "unknown option"],
  ])("answers %j with one line, exit code 2 and no change", async (words, complaint) => {
    const { run, dataDir } = program();
    const { code, out, err } = await run(...words);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(new RegExp(`^broadsheet: .*(?:${complaint}).*\\n$`));
    expect(existsSync(dataDir)).toBe(false);
  });

  it("seeds a site, and says how much", async () => {
    const { run } = program();
    const { out } = await run("seed", "--posts", "3", "--comments", "4", "--authors", "2", "--json");
    expect(JSON.parse(out)).toEqual({ posts: 3, comments: 4, authors: 2 });
    expect(JSON.parse((await run("rerender", "--json")).out)).toEqual({ rerendered: 0 });
    expect(JSON.parse((await run("rerender", "--all", "--json")).out)).toEqual({ rerendered: 3 });
  });
});
