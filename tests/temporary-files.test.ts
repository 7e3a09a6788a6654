import { mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newsroom } from "./support/newsroom.ts";

it("removes what killed processes left unfinished, and nothing that is being made", () => {
  const { parts, now } = newsroom();
  const write = (name: string, minutesAgo: number, make = (file: string) => writeFileSync(file, "half")) => {
    const file = join(parts.temporary, name);
    make(file);
    const at = new Date(now().getTime() - minutesAgo * 60_000);
    utimesSync(file, at, at);
  };
  write("left", 90);
  write("left folder", 90, (folder) => mkdirSync(folder));
  write("under way", 20);
  parts.due.look();
  expect(readdirSync(parts.temporary)).toEqual(["under way"]);
});
