import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { KeptPage } from "./kept-page.ts";

export type PageFile = ReturnType<typeof openPageFile>;

/** Where the bytes of a page stand in the file. */
interface Entry {
  page: KeptPage;
  at: number;
  length: number;
  /** How often it was read since there was no room for it. */
  reads: number;
}

/**
 * A page that is read as often as this gets memory of its own again: it would only drive out others before. With
 * sixteen, pages changed places all the time while many were read, and V8 collected its old generation for their sake.
 */
const OFTEN = 256;
/**
 * The file grows by so much: the system keeps in one stretch of memory what was written at once, and reads there faster
 * than in a hundred places of four kilobytes.
 */
const GROWTH = Buffer.alloc(256 * 1024);
/** Longer pages are read into memory of their own. */
const DESK_BYTES = 128 * 1024;

/**
 * Bytes of finished pages in a file, for which there was no room in memory: reading them takes a hundredth of making the
 * page. The file has no name, so that it is gone with the process; the system keeps what is read often in memory that
 * nobody else needs. It is written round and round, and has at most `maxBytes`. Throws where the folder takes no files.
 */
export function openPageFile(folder: string, maxBytes: number) {
  const path = join(folder, `pages-${process.pid}.tmp`);
  const file = openSync(path, "w+", 0o600);
  unlinkSync(path);
  /** In the order in which they were written. */
  const entries = new Map<string, Entry>();
  /** Where pages are read that are sent once and not kept. */
  const desk = Buffer.allocUnsafeSlow(DESK_BYTES);
  let end = 0;
  let size = 0;
  /** The system gives the number of a closed file to another one: nothing is read or written by it any more. */
  let isOpen = true;

  /** Where so many bytes can be written; what stands there is forgotten. */
  const makeRoom = (length: number): number => {
    const isFull = end + length > maxBytes;
    const at = isFull ? 0 : end;
    for (const [key, entry] of entries) {
      const isOver = isFull && entry.at >= end;
      if (!isOver && (entry.at >= at + length || entry.at + entry.length <= at)) break;
      entries.delete(key);
    }
    end = at + length;
    return at;
  };
  const growTo = (wanted: number) => {
    for (; size < wanted; size += GROWTH.length) writeSync(file, GROWTH, 0, GROWTH.length, size);
  };
  const write = (key: string, page: KeptPage) => {
    const { bytes } = page;
    const { length } = bytes;
    if (length > maxBytes) return;
    const at = makeRoom(length);
    try {
      growTo(end);
      // A disk that is nearly full takes a part.
      if (writeSync(file, bytes, 0, length, at) === length) entries.set(key, { page, at, length, reads: 0 });
    } catch {
      // the disk is full, or gone
    }
  };
  return {
    /** Writes the bytes of a page, unless they stand there already. A page that cannot be written will be made anew. */
    put(key: string, page: KeptPage): void {
      const known = entries.get(key);
      if (known) known.reads = 0;
      else if (isOpen) write(key, page);
      page.rest();
    },
    /** The page, with its bytes. One that is rarely asked for is `isPassing`: the next one is read into the same memory. */
    get(key: string): KeptPage | undefined {
      const entry = isOpen ? entries.get(key) : undefined;
      if (!entry) return undefined;
      const { page, at, length } = entry;
      entry.reads += 1;
      const isPassing = entry.reads < OFTEN && length <= desk.length;
      const bytes = isPassing ? desk.subarray(0, length) : Buffer.allocUnsafeSlow(length);
      try {
        if (readSync(file, bytes, 0, length, at) < length) return undefined;
      } catch {
        return undefined;
      }
      page.wake(bytes, isPassing);
      return page;
    },
    forget: (key: string): void => void entries.delete(key),
    /** Once: a worker may be told twice to leave, by the system and by the first process. */
    close(): void {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
    get count() {
      return entries.size;
    },
  };
}
