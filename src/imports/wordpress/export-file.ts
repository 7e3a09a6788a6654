import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { decoderFor, type Decoder } from "./encoding.ts";
import { NotAnExport } from "./not-an-export.ts";

/** Unpacked; the largest exports known are a few gigabytes. */
export const MAX_UNPACKED_BYTES = 4 * 1024 ** 3;

const CHUNK_BYTES = 64 * 1024;

/**
 * The text of an export, plain or gzip (told by its first bytes, not by its name), in pieces of at most 64 KB.
 * `onProgress` hears how many bytes of the file have been read. Memory does not grow with the file.
 * Throws NotAnExport where the file is missing, a folder, empty, damaged gzip, too large when unpacked, or not
 * text in the encoding it names.
 */
export async function* readText(
  file: string,
  {
    maxBytes = MAX_UNPACKED_BYTES,
    onProgress,
  }: { maxBytes?: number; onProgress?: (bytes: number) => void } = {},
): AsyncGenerator<string, void, undefined> {
  const isGzip = await sniff(file);
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES });
  const stream = isGzip
    ? pipeline(source, createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined)
    : source;
  let decoder: Decoder | undefined;
  let unpacked = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      unpacked += chunk.length;
      if (unpacked > maxBytes) throw new NotAnExport(`This file unpacks to more than ${inWords(maxBytes)}.`);
      onProgress?.(source.bytesRead);
      decoder ??= decoderFor(chunk);
      yield decoder.decode(chunk);
    }
    if (decoder === undefined) throw new NotAnExport("This file is empty.");
    yield decoder.end();
  } catch (error) {
    throw explain(error, unpacked);
  } finally {
    source.destroy();
  }
}

async function sniff(file: string): Promise<boolean> {
  try {
    const handle = await open(file);
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      if (bytesRead === 0) throw new NotAnExport("This file is empty.");
      return buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw explain(error, 0);
  }
}

function explain(error: unknown, position: number): unknown {
  const { code } = error as NodeJS.ErrnoException;
  switch (code) {
    case "ENOENT":
      return new NotAnExport("There is no such file.");
    case "EISDIR":
      return new NotAnExport("This is a folder, not a file.");
    case "EACCES":
      return new NotAnExport("This file may not be read.");
    case "ERR_ENCODING_INVALID_ENCODED_DATA":
      return new NotAnExport(`This file is not UTF-8 text (before byte ${position}).`);
    case "Z_BUF_ERROR":
      return new NotAnExport("This gzip file is cut off.");
    default:
      return code?.startsWith("Z_") ? new NotAnExport("This gzip file is damaged.") : error;
  }
}

function inWords(bytes: number) {
  return bytes >= 1024 ** 3 ? `${Math.floor(bytes / 1024 ** 3)} GB` : `${Math.floor(bytes / 1024 ** 2)} MB`;
}
