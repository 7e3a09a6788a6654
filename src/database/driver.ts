import { createRequire } from "node:module";
import type BetterSqlite3 from "better-sqlite3";
import { indexText } from "./words.ts";

export type Database = BetterSqlite3.Database;
export type Statement<Params extends unknown[], Row = unknown> = BetterSqlite3.Statement<Params, Row>;

const require = createRequire(import.meta.url);

/** better-sqlite3 13 (Node-API 10, prebuilt) needs Node 22; version 12, compiled at install, serves Node 20. */
const driver = Number(process.versions.napi) >= 10 ? "better-sqlite3-napi" : "sqlite-node20";

/**
 * Opens an SQLite file, ":memory:", or the bytes of a database in memory, with the function `search_words` that triggers of the content call. Throws an Error with one plain sentence where the driver was not installed:
 * npm leaves optional packages out in silence when they cannot be built.
 */
export function openFile(file: string | Buffer, options?: BetterSqlite3.Options): Database {
  let Driver: typeof BetterSqlite3;
  try {
    Driver = require(driver) as typeof BetterSqlite3;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new Error(
      `The SQLite driver for Node ${process.versions.node} is missing: run npm ci (Node 20 needs a C++ compiler, Node 22 and later do not).`,
      { cause: error },
    );
  }
  const db = new Driver(file, options);
  db.function("search_words", { deterministic: true }, (text) => indexText(String(text)));
  return db;
}
