import { mkdtempSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openFile } from "../../src/database/driver.ts";
import { migrate, UnknownSchema } from "../../src/database/migrate.ts";
import { migrationsFolder } from "../../src/installation.ts";

const contentSteps = join(migrationsFolder, "content");

function folderWith(files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), "broadsheet-migrations-"));
  const folder = join(root, "migrations");
  mkdirSync(folder);
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(folder, name), sql);
  const now = new Date("2026-03-01T12:00:00Z");
  return { root, folder, backups: { folder: join(root, "backups"), temporary: root, now } };
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

  it("loses no row that refers to a table that is made anew", () => {
    const { root, folder } = folderWith({});
    const steps = readdirSync(contentSteps).filter((file) => file.endsWith(".sql"));
    const add = (some: string[]) => {
      for (const file of some) writeFileSync(join(folder, file), readFileSync(join(contentSteps, file)));
    };
    const rebuilding = steps.findIndex((file) => file.includes("hide-and-expire"));
    add(steps.slice(0, rebuilding));
    const db = openFile(join(root, "content.db"));
    db.pragma("foreign_keys = ON");
    db.function("search_words", (text: unknown) => text);
    migrate(db, folder);
    db.exec(`INSERT INTO users (id, role, name, slug, created_at, updated_at) VALUES (1, 'guest', 'Gil', 'gil', '', '');
      INSERT INTO posts (id, kind, status, published_at, slug, title, created_at, updated_at)
        VALUES (7, 'post', 'published', '2026-01-01T00:00:00.000Z', 'seven', 'Seven', '', '');
      INSERT INTO post_authors (post_id, user_id, position, listed_at) VALUES (7, 1, 0, '2026-01-01T00:00:00.000Z');
      INSERT INTO comments (post_id, status, author_name, source, html, text, created_at)
        VALUES (7, 'approved', 'Cleo', 'x', 'x', 'x', '2026-01-02T00:00:00.000Z');
      INSERT INTO redirects (path, post_id, created_at) VALUES ('six', 7, '');`);
    add(steps.slice(rebuilding));
    migrate(db, folder);
    const all = (sql: string) => db.prepare(sql).raw().all();
    expect(all("SELECT id, listed_at, comment_count FROM posts")).toEqual([
      [7, "2026-01-01T00:00:00.000Z", 1],
    ]);
    expect(all("SELECT post_id FROM post_authors UNION ALL SELECT post_id FROM comments")).toEqual([
      [7],
      [7],
    ]);
    expect(db.pragma("foreign_keys", { simple: true })).toBe(1);
    db.exec("DELETE FROM posts");
    expect(all("SELECT path FROM redirects UNION ALL SELECT id FROM comments")).toEqual([]);
    expect(all("SELECT highest FROM post_ids")).toEqual([[7]]);
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
