import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { briefOptions, programFile } from "../installation.ts";
import { openFile } from "./driver.ts";

/** A database that must not be used, and was not changed. Its message is one plain sentence. */
export class DamagedDatabase extends Error {
  constructor(file: string, complaint: string) {
    super(`${file} is damaged (${complaint}); nothing was changed. Put a backup in its place.`);
  }
}

/** A file of this size is looked through in about 0.2 s; one of 300 MB takes a second, which a start does not have. */
const CHECKED_AT_START_BYTES = 64 * 1024 ** 2;

export const isLarge = (file: string): boolean => sizeOf(file) > CHECKED_AT_START_BYTES;

/** 0 for a file that is not there. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Looks through a database, since SQLite itself opens a damaged one, serves wrong pages from it and writes into it.
 * The connection is read-only: neither the file nor its -wal is touched. Returns what is wrong, or undefined.
 */
export function complaintAbout(file: string): string | undefined {
  const db = openFile(file, { readonly: true });
  try {
    const answer = db.pragma("quick_check(1)", { simple: true }) as string;
    return answer === "ok" ? undefined : answer.replace(/\s+/g, " ");
  } catch (error) {
    const { code = "", message } = error as { code?: string; message: string };
    if (/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) return message;
    throw error;
  } finally {
    db.close();
  }
}

/**
 * Looks through large files in a process of its own, while the site already runs, and tells `onDamage` what is wrong.
 * Returns how to stop it.
 */
export function checkBeside(files: string[], onDamage: (damage: DamagedDatabase) => void): () => void {
  if (files.length === 0) return () => undefined;
  const program = [...briefOptions(), programFile("database/check-process")];
  const child = spawn(process.execPath, [...program, ...files], { stdio: ["ignore", "pipe", "inherit"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.on("close", () => {
    const [file, complaint] = said.split("\n");
    if (file && complaint) onDamage(new DamagedDatabase(file, complaint));
  });
  return () => void child.kill();
}
