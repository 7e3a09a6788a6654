import { closeSync, openSync, readSync, unlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { KeptPage } from "./kept-page.ts";
import { packed, unpacked, type InMemory } from "./packed-page.ts";

export type PageFile = ReturnType<typeof openPageFile>;

/** Where a page stands in the file, in bytes, and what of it stays in memory. */
interface Entry extends InMemory {
  at: number;
  length: number;
}

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
      if (!isOpen || entries.has(key)) return;
      const bytes = packed(data);
      if (bytes.length > maxBytes) return;
      const at = makeRoom(bytes.length);
      try {
        writeSync(file, bytes, 0, bytes.length, at);
        entries.set(key, { at, length: bytes.length, headers: data.headers, standing: data.standing });
      } catch {
        // the disk is full, or gone
      }
    },
    get(key: string): KeptPage | undefined {
      const entry = isOpen ? entries.get(key) : undefined;
      if (!entry) return undefined;
      const bytes = Buffer.allocUnsafeSlow(entry.length);
      try {
        if (readSync(file, bytes, 0, entry.length, entry.at) < entry.length) return undefined;
      } catch {
        return undefined;
      }
      return new KeptPage(unpacked(bytes, entry));
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
