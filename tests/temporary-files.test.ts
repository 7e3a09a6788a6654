import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newsroom } from "./support/newsroom.ts";

it("removes what killed processes left unfinished, and nothing that is being made", () => {
  const { parts, now } = newsroom();
  const write = (name: string, minutesAgo: number) => {
    const file = join(parts.temporary, name);
    writeFileSync(file, "half of it");
    const at = new Date(now().getTime() - minutesAgo * 60_000);
    utimesSync(file, at, at);
  };
  write("left", 90);
  write("under way", 20);
  parts.due.look();
  expect(readdirSync(parts.temporary)).toEqual(["under way"]);
});
