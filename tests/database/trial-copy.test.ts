import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFile, type Database } from "../../src/database/driver.ts";
import { withTrialCopy } from "../../src/database/trial-copy.ts";

function desk() {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-trial-"));
  const db = openFile(":memory:");
  db.exec("CREATE TABLE lines (said TEXT); INSERT INTO lines VALUES ('one')");
  const say = (on: Database, words: string) => void on.prepare("INSERT INTO lines VALUES (?)").run(words);
  const said = (on: Database) => on.prepare("SELECT said FROM lines").pluck().all();
  return { folder, db, say, said };
}

describe("a copy to try on", () => {
  it("has what is there, and what is written into it goes nowhere", async () => {
    const { folder, db, say, said } = desk();
    await withTrialCopy(db, folder, (copy) => {
      say(copy, "two");
      expect(said(copy)).toEqual(["one", "two"]);
      return Promise.resolve();
    });
    expect(said(db)).toEqual(["one"]);
  });

  it("leaves no file behind, whenever the process ends", async () => {
    const { folder, db, say } = desk();
    await withTrialCopy(db, folder, (copy) => {
      copy.transaction(() => say(copy, "two"))();
      expect(readdirSync(folder)).toEqual([]);
      return Promise.resolve();
    });
  });

  it("says so where the disk has no room for what is tried", async () => {
    const { folder, db, say } = desk();
    const trial = withTrialCopy(db, folder, (copy) => {
      copy.pragma("max_page_count = 3");
      say(copy, "x".repeat(100_000));
      return Promise.resolve();
    });
    await expect(trial).rejects.toThrow(/no room .* No post was changed/);
  });
});
