import { mkdtempSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFile } from "../../src/database/driver.ts";
import { migrate, UnknownSchema } from "../../src/database/migrate.ts";

function folderWith(files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-migrations-"));
  const folder = join(root, "migrations");
  mkdirSync(folder);
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
  return { root, folder, backups: { folder: join(root, "backups"), now: new Date("2026-03-01T12:00:00Z") } };
}

describe("migrating", () => {
  it("keeps a copy from before the first pending step", () => {
    const { root, folder, backups } = folderWith({ "0001-a.sql": "CREATE TABLE a (x) ;" });
    const db = openFile(join(root, "content.db"));
    migrate(db, folder, backups);
    db.exec("INSERT INTO a VALUES ('precious')");
    writeFileSync(join(folder, "0002-b.sql"), "CREATE TABLE b (x);");
    migrate(db, folder, backups);
    const copy = openFile(join(backups.folder, readdirSync(backups.folder)[0]!));
    expect(copy.prepare("SELECT x FROM a").pluck().get()).toBe("precious");
    expect(copy.pragma("user_version", { simple: true })).toBe(1);
    expect(db.pragma("user_version", { simple: true })).toBe(2);
  });

  it("leaves the database as it was when a step fails", () => {
    const { root, folder } = folderWith({
      "0001-a.sql": "CREATE TABLE a (x);",
      "0002-b.sql": "CREATE TABLE b (x); INSERT INTO nowhere VALUES (1);",
    });
    const db = openFile(join(root, "content.db"));
    expect(() => migrate(db, folder)).toThrow("0002-b failed");
    expect(db.pragma("user_version", { simple: true })).toBe(1);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'b'").pluck().get()).toBe(0);
  });

  it("refuses a newer schema, and the file of another program", () => {
    const { root, folder } = folderWith({ "0001-a.sql": "CREATE TABLE a (x);" });
    const newer = openFile(join(root, "newer.db"));
    migrate(newer, folder);
    newer.pragma("user_version = 9");
    expect(() => migrate(newer, folder)).toThrow(UnknownSchema);
    const foreign = openFile(join(root, "foreign.db"));
    foreign.exec("CREATE TABLE theirs (x)");
    expect(() => migrate(foreign, folder)).toThrow(UnknownSchema);
  });
});
