import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openFile, type Database } from "./driver.ts";
import { migrate } from "./migrate.ts";

export interface Databases {
  /** What people wrote: precious. A commit is on the disk before anybody is told "saved". */
  content: Database;
  /** Sessions, view counts, rate limits: a visit writes here and never moves the content. */
  activity: Database;
}

export const migrationsFolder = new URL("../../migrations/", import.meta.url).pathname;

/** Opens and migrates both databases of a data folder, made where it does not exist. */
export function openDatabases(dataDir: string, now: Date): Databases {
  mkdirSync(dataDir, { recursive: true });
  const backups = { folder: join(dataDir, "backups"), now };
  const content = prepare(openFile(join(dataDir, "content.db")), "FULL");
  const activity = prepare(openFile(join(dataDir, "activity.db")), "NORMAL");
  migrate(content, join(migrationsFolder, "content"), backups);
  migrate(activity, join(migrationsFolder, "activity"), backups);
  return { content, activity };
}

/** Fresh databases in memory, for tests. */
export function openInMemory(): Databases {
  const content = prepare(openFile(":memory:"), "OFF");
  const activity = prepare(openFile(":memory:"), "OFF");
  migrate(content, join(migrationsFolder, "content"));
  migrate(activity, join(migrationsFolder, "activity"));
  return { content, activity };
}

export function closeDatabases({ content, activity }: Databases): void {
  for (const db of [content, activity]) if (db.open) db.close();
}

function prepare(db: Database, synchronous: "FULL" | "NORMAL" | "OFF"): Database {
  db.pragma("journal_mode = WAL");
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma("foreign_keys = ON");
  db.pragma("busy_timeout = 5000");
  db.pragma("cache_size = -32000");
  db.pragma("temp_store = MEMORY");
  return db;
}
