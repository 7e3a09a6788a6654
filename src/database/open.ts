import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { migrationsFolder } from "../installation.ts";
import { temporaryFolder } from "../temporary-files.ts";
import { complaintAbout, DamagedDatabase, isLarge, sizeOf } from "./check.ts";
import { openFile, type Database } from "./driver.ts";
import { isNewest, migrate, UnknownSchema } from "./migrate.ts";

export interface Databases {
  /** What people wrote: precious. A commit is on the disk before anybody is told "saved". */
  content: Database;
  /** Sessions, view counts, rate limits: a visit writes here and never moves the content. */
  activity: Database;
}

/** SQLite before this could damage a WAL database that several connections write to. */
const OLDEST_SQLITE = [3, 51, 3];

/** The two files of a data folder. */
export function databaseFiles(dataDir: string): { content: string; activity: string } {
  return { content: join(dataDir, "content.db"), activity: join(dataDir, "activity.db") };
}

/**
 * Opens and migrates both databases of a data folder, made where it does not exist. Throws DamagedDatabase, and has
 * changed nothing then, for a file that is damaged or lost; one too large to look through now is left to `checkBeside`.
 */
export function openDatabases(dataDir: string, now: Date): Databases {
  makeFolder(dataDir);
  const files = databaseFiles(dataDir);
  // The content is made first: an activity that is there has seen one.
  if (sizeOf(files.content) === 0 && sizeOf(files.activity) > 0)
    throw new DamagedDatabase(files.content, "the file is missing or empty");
  for (const file of Object.values(files)) {
    if (sizeOf(file) === 0 || isLarge(file)) continue;
    const complaint = complaintAbout(file);
    if (complaint !== undefined) throw new DamagedDatabase(file, complaint);
  }
  const backups = { folder: join(dataDir, "backups"), temporary: temporaryFolder(dataDir), now };
  const { content, activity } = connect(files);
  migrate(content, join(migrationsFolder, "content"), backups);
  migrate(activity, join(migrationsFolder, "activity"), backups);
  return { content, activity };
}

/**
 * Opens both databases that another process of this program keeps open: they have been looked through and migrated. Throws
 * UnknownSchema where the program has other migrations than that process.
 */
export function openMigrated(dataDir: string): Databases {
  const { content, activity } = connect(databaseFiles(dataDir));
  if (
    !isNewest(content, join(migrationsFolder, "content")) ||
    !isNewest(activity, join(migrationsFolder, "activity"))
  )
    throw new UnknownSchema(
      "The program was updated: stop the site and start it, so that its data is migrated.",
    );
  return { content, activity };
}

function connect(files: { content: string; activity: string }): Databases {
  const content = prepare(openFile(files.content), "FULL", CONTENT_CACHE_KIB);
  const activity = prepare(openFile(files.activity), "NORMAL", ACTIVITY_CACHE_KIB);
  requireVersion(content);
  return { content, activity };
}

/** Fresh databases in memory, for tests. */
export function openInMemory(): Databases {
  empty ??= { content: migrated("content"), activity: migrated("activity") };
  const [content, activity] = [openFile(empty.content), openFile(empty.activity)];
  return {
    content: prepare(content, "OFF", CONTENT_CACHE_KIB),
    activity: prepare(activity, "OFF", ACTIVITY_CACHE_KIB),
  };
}

/** Databases fresh from their migrations, which run once for all that are opened in memory. */
let empty: { content: Buffer; activity: Buffer } | undefined;

function migrated(name: "content" | "activity"): Buffer {
  const db = prepare(openFile(":memory:"), "OFF", CONTENT_CACHE_KIB);
  migrate(db, join(migrationsFolder, name));
  const bytes = db.serialize();
  db.close();
  return bytes;
}

export function closeDatabases({ content, activity }: Databases): void {
  for (const db of [content, activity]) if (db.open) db.close();
}

/** Pages that SQLite keeps for itself; what does not fit comes from the system's own cache, in a microsecond. */
const CONTENT_CACHE_KIB = 8000;
const ACTIVITY_CACHE_KIB = 4000;

function prepare(db: Database, synchronous: "FULL" | "NORMAL" | "OFF", cacheKib: number): Database {
  db.pragma("journal_mode = WAL");
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma("foreign_keys = ON");
  db.pragma("busy_timeout = 5000");
  db.pragma(`cache_size = -${cacheKib}`);
  db.pragma("temp_store = MEMORY");
  beginImmediately(db);
  return db;
}

/**
 * Lets every transaction wait for its turn to write when it begins. As better-sqlite3 begins them, one that reads before
 * it writes fails at once where another process wrote in between, however long it was ready to wait.
 */
function beginImmediately(db: Database) {
  const transaction = db.transaction.bind(db);
  db.transaction = ((work: (...given: unknown[]) => unknown) =>
    transaction(work).immediate) as unknown as Database["transaction"];
}

/** Nobody else on the machine needs to read what is in it. */
function makeFolder(dataDir: string) {
  const attempt = (what: "made" | "written", work: () => void) => {
    try {
      work();
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw new Error(`The data folder ${dataDir} cannot be ${what} (${code}).`, { cause: error });
    }
  };
  attempt("made", () => void mkdirSync(dataDir, { recursive: true, mode: 0o700 }));
  // SQLite would say that it is unable to open some file.
  attempt("written", () => accessSync(dataDir, constants.W_OK));
}

function requireVersion(db: Database) {
  const version = db.prepare("SELECT sqlite_version()").pluck().get() as string;
  const parts = version.split(".").map(Number);
  const index = OLDEST_SQLITE.findIndex((part, at) => part !== parts[at]);
  if (index !== -1 && parts[index]! < OLDEST_SQLITE[index]!)
    throw new Error(
      `SQLite ${version} is too old: ${OLDEST_SQLITE.join(".")} or newer is needed. Run npm ci.`,
    );
}
