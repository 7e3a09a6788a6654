import fs, { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { Database } from "../../src/database/driver.ts";
import { closeDatabases, openDatabases, openInMemory } from "../../src/database/open.ts";

const now = new Date("2026-03-01T12:00:00Z");
const newFolder = () => join(mkdtempSync(join(tmpdir(), "broadsheet-data-")), "data");

describe("the two databases", () => {
  it("sync what people wrote at every commit, and visits when there is time", () => {
    const databases = openDatabases(newFolder(), now);
    const settings = (db: Database) =>
      ["journal_mode", "synchronous", "foreign_keys", "busy_timeout"].map((name) =>
        db.pragma(name, { simple: true }),
      );
    expect(settings(databases.content)).toEqual(["wal", 2, 1, 5000]);
    expect(settings(databases.activity)).toEqual(["wal", 1, 1, 5000]);
    closeDatabases(databases);
  });

  it.each(["content", "activity"] as const)("hold values of the declared types only: %s", (name) => {
    const { [name]: db } = openInMemory();
    const loose = db
      .prepare(
        `SELECT name FROM pragma_table_list
         WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`,
      )
      .pluck()
      .all();
    expect(loose).toEqual([]);
  });

  it("are written by two processes in turn, also by what reads first", () => {
    const folder = newFolder();
    const [one, other] = [openDatabases(folder, now), openDatabases(folder, now)];
    const count = (db: Database) => db.prepare("SELECT count(*) FROM menus").pluck().get() as number;
    const add = (db: Database) =>
      db.prepare("INSERT INTO menus (name) VALUES (?)").run(`menu ${count(db) + 1}`);
    other.content.pragma("busy_timeout = 0");
    one.content.transaction(() => {
      count(one.content);
      expect(() => add(other.content)).toThrow("locked");
      add(one.content);
    })();
    other.content.transaction(() => add(other.content))();
    expect(count(one.content)).toBe(2);
    [one, other].forEach(closeDatabases);
  });

  it("stand in a folder that is nobody else's", () => {
    const folder = newFolder();
    closeDatabases(openDatabases(folder, now));
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it("say in one sentence where no folder can be made", () => {
    const file = join(mkdtempSync(join(tmpdir(), "broadsheet-data-")), "file");
    writeFileSync(file, "");
    expect(() => openDatabases(join(file, "data"), now)).toThrow(
      /^The data folder .* cannot be made \(ENOTDIR\)\.$/,
    );
  });

  it("say in one sentence where the folder cannot be written", () => {
    const refusal = Object.assign(new Error("read-only file system"), { code: "EROFS" });
    vi.spyOn(fs, "accessSync").mockImplementationOnce(() => {
      throw refusal;
    });
    syncBuiltinESMExports();
    const folder = mkdtempSync(join(tmpdir(), "broadsheet-data-"));
    expect(() => openDatabases(folder, now)).toThrow(/^The data folder .* cannot be written \(EROFS\)\.$/);
    vi.restoreAllMocks();
    syncBuiltinESMExports();
    expect(fs.readdirSync(folder)).toEqual([]);
  });
});
