import type { Database } from "../../src/database/driver.ts";

interface Part {
  type: "index" | "trigger";
  name: string;
  sql: string;
}

/** Counts of the archive are kept by their triggers as ever; what other triggers do, the copies bring with them. */
const KEPT = /^counted_/;

/**
 * Runs `fill` without the indexes and most triggers of the content and puts both back: sorted once, an index of a million
 * rows takes seconds. Nothing of this is safe against a crash; it is for data that can be made again.
 */
export function inBulk(db: Database, fill: () => void): void {
  const parts = db
    .prepare<[], Part>("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'table'")
    .all()
    .filter(({ type, name }) => type === "index" || !KEPT.test(name));
  for (const [name, value] of Object.entries(FAST)) db.pragma(`${name} = ${value}`);
  for (const { type, name } of parts) db.exec(`DROP ${type} ${name}`);
  db.exec(wordsInMemory(64 * 2 ** 20));
  fill();
  db.exec(wordsInMemory(2 ** 20));
  for (const { sql } of parts) db.exec(sql);
  db.pragma("journal_mode = WAL");
}

/** How many bytes of new words the full-text index gathers before it writes them; a mebibyte is its usual measure. */
const wordsInMemory = (bytes: number) =>
  `INSERT INTO posts_search (posts_search, rank) VALUES ('hashsize', ${bytes})`;

const FAST = { foreign_keys: "OFF", journal_mode: "OFF", synchronous: "OFF", cache_size: -400_000 };
