import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { Database } from "./driver.ts";

/** Both databases carry this mark ("Brsh"), so that another program's file is never migrated by mistake. */
const APPLICATION_ID = 0x42727368;

export class UnknownSchema extends Error {}

interface Migration {
  number: number;
  name: string;
  sql: string;
  /** Whether it drops a table that others refer to, and puts one with the same rows in its place. */
  rebuilds: boolean;
}

interface Backups {
  folder: string;
  /** Where one lies until it is whole. */
  temporary: string;
  now: Date;
}

/** The first line of a migration that rebuilds a table. */
const REBUILDS = "-- @rebuilds-a-table\n";

/** The numbered `.sql` files of a folder, in order. Throws where a number is missing or taken twice. */
export function listMigrations(folder: string): Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith(".sql"))
    .sort();
  return files.map((file, index) => {
    const number = Number.parseInt(file, 10);
    if (number !== index + 1) throw new Error(`Migration ${file} should have the number ${index + 1}.`);
    const sql = readFileSync(join(folder, file), "utf8");
    return { number, name: basename(file, ".sql"), sql, rebuilds: sql.startsWith(REBUILDS) };
  });
}

/**
 * Brings `db` to the newest schema: each file in one transaction that also records its number in `user_version`.
 * Before the first pending one, a copy of a database that already holds something goes to `backups`. Throws
 * UnknownSchema for a file made by a newer version or by another program, and leaves it untouched.
 */
export function migrate(db: Database, folder: string, backups?: Backups): void {
  const migrations = listMigrations(folder);
  const version = db.pragma("user_version", { simple: true }) as number;
  // In this order: another process that makes the database marks it before it fills it.
  const isEmpty = (db.pragma("schema_version", { simple: true }) as number) === 0;
  const application = db.pragma("application_id", { simple: true }) as number;
  if (application !== APPLICATION_ID && !isEmpty)
    throw new UnknownSchema(`${db.name} is not a database of Broadsheet.`);
  if (version > migrations.length)
    throw new UnknownSchema(
      `${db.name} has schema ${version}, this version of Broadsheet knows ${migrations.length}: install the newer version again, or restore a backup made before the update.`,
    );
  const pending = migrations.slice(version);
  if (pending.length === 0) return;
  if (version > 0 && backups) copyBefore(db, version, backups);
  if (isEmpty) db.pragma(`application_id = ${APPLICATION_ID}`);
  for (const { number, name, sql, rebuilds } of pending) {
    try {
      // https://sqlite.org/lang_altertable.html, section 7: dropping a table would delete what refers to it.
      if (rebuilds) db.pragma("foreign_keys = OFF");
      db.transaction(() => {
        // Another process may have come first while this one waited.
        if ((db.pragma("user_version", { simple: true }) as number) >= number) return;
        db.exec(sql);
        const broken = rebuilds ? (db.pragma("foreign_key_check") as unknown[]).length : 0;
        if (broken > 0) throw new Error(`${broken} rows refer to nothing.`);
        db.pragma(`user_version = ${number}`);
      }).immediate();
    } catch (error) {
      throw new Error(`Migration ${name} failed; the database is as it was before it.`, { cause: error });
    } finally {
      if (rebuilds) db.pragma("foreign_keys = ON");
    }
  }
}

/** Whether `db` has exactly the schema that `migrate` would bring it to. */
export function isNewest(db: Database, folder: string): boolean {
  return db.pragma("user_version", { simple: true }) === listMigrations(folder).length;
}

function copyBefore(db: Database, version: number, { folder, temporary, now }: Backups) {
  mkdirSync(folder, { recursive: true });
  const stamp = now.toISOString().replaceAll(":", "-");
  const file = join(folder, `${basename(db.name, ".db")}-schema-${version}-${stamp}.db`);
  if (existsSync(file)) return;
  // Under its name once it is whole: a process may be killed at any time.
  const unfinished = join(temporary, `backup-${process.pid}.db`);
  rmSync(unfinished, { force: true });
  db.prepare("VACUUM INTO ?").run(unfinished);
  renameSync(unfinished, file);
}
