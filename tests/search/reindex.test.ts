import { copyFileSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openFile } from "../../src/database/driver.ts";
import { migrate } from "../../src/database/migrate.ts";
import { migrationsFolder } from "../../src/installation.ts";
import { matchOf, phraseOf } from "../../src/database/words.ts";
import { searchRepository } from "../../src/search/repository.ts";

it("finds what was written before the index knew words without spaces", () => {
  const all = join(migrationsFolder, "content");
  const before = mkdtempSync(join(tmpdir(), "broadsheet-before-"));
  const files = readdirSync(all).sort();
  for (const file of files.slice(
    0,
    files.findIndex((name) => name.endsWith("-index-words.sql")),
  ))
    copyFileSync(join(all, file), join(before, file));
  const db = openFile(":memory:");
  migrate(db, before);
  db.exec(`INSERT INTO posts (kind, status, published_at, slug, title, created_at, updated_at)
    VALUES ('post', 'published', '2026-01-01', 'snow', '東京の雪', '2026-01-01', '2026-01-01')`);
  migrate(db, all);
  const match = matchOf([phraseOf("京の", false)!]);
  expect(searchRepository(db).count(match, new Date("2026-03-01T12:00:00Z")).total).toBe(1);
});
