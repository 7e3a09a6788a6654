import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { KeptPage } from "./kept-page.ts";
import { packed, unpacked, type InMemory } from "./packed-page.ts";

export type PageFile = ReturnType<typeof openPageFile>;

/** Where a page stands in the file, in bytes, and what of it stays in memory. */
interface Entry {
  at: number;
  length: number;
  inMemory: InMemory;
  /** How often it was read since there was no room for it. */
  reads: number;
}

/** A page that is read as often as this gets memory of its own again: it would only drive out others before. */
const OFTEN = 4;
/** Longer pages are read into memory of their own. */
const DESK_BYTES = 128 * 1024;

/**
 * Finished pages in a file, for which there was no room in memory: reading one takes a hundredth of making it. The file has
 * no name, so that it is gone with the process; the system keeps what is read often in memory that nobody else needs.
 * It is written round and round, and has at most `maxBytes`. Throws where the folder takes no files.
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
  return {
    /** Writes a page, unless it stands there already. A page that cannot be written will be made anew. */
    put(key: string, { data }: KeptPage): void {
      const known = entries.get(key);
      if (known) known.reads = 0;
      if (!isOpen || known) return;
      const { furnished, headers, visit, until, counted, standing } = data;
      const inMemory = { furnished, headers, visit, until, counted, standing };
      const bytes = packed(data);
      if (bytes.length > maxBytes) return;
      const at = makeRoom(bytes.length);
      try {
        writeSync(file, bytes, 0, bytes.length, at);
        entries.set(key, { at, length: bytes.length, inMemory, reads: 0 });
      } catch {
        // the disk is full, or gone
      }
    },
    /** A page that is rarely asked for is `isPassing`: the next one is read into the same memory. */
    get(key: string): KeptPage | undefined {
      const entry = isOpen ? entries.get(key) : undefined;
      if (!entry) return undefined;
      const { at, length, inMemory } = entry;
      entry.reads += 1;
      const isPassing = entry.reads < OFTEN && length <= desk.length;
      const bytes = isPassing ? desk.subarray(0, length) : Buffer.allocUnsafeSlow(length);
      try {
        if (readSync(file, bytes, 0, length, at) < length) return undefined;
      } catch {
        return undefined;
      }
      return new KeptPage(unpacked(bytes, inMemory), isPassing);
    },
    forget: (key: string): void => void entries.delete(key),
    close(): void {
      isOpen = false;
      closeSync(file);
    },
    get count() {
      return entries.size;
    },
  };
}
