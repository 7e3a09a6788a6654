import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { createReadStream } from "node:fs";
import { dirname, extname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Description, Media } from "./media.ts";
import type { MadePicture } from "./pictures.ts";
import { makePictureBeside, type Log } from "./pictures-beside.ts";
import type { MediaRepository } from "./repository.ts";

export type MediaLibrary = ReturnType<typeof mediaLibrary>;

export interface Upload extends Partial<Description> {
  /** Where the bytes are now; the file is left there. */
  file: string;
  /** As the person's computer called it; only shown, never a path. */
  originalName: string;
  uploadedBy: number | null;
}

interface Parts {
  repository: MediaRepository;
  /** Where the files are, and where they are made. */
  folder: string;
  temporary: string;
  log: Log;
}

/**
 * Takes files into the media folder: first the files, safely on disk, then the rows. One picture is made at a time,
 * so that a heap of uploads cannot fill the memory.
 */
export function mediaLibrary({ repository, folder, temporary, log }: Parts) {
  let busy: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = busy.then(work);
    busy = result.catch(() => undefined);
    return result;
  };

  const add = async (upload: Upload, now: Date): Promise<Media> => {
    const sha256 = await hashOf(upload.file);
    const known = repository.findByHash(sha256);
    if (known) return known;
    const made = await makePictureBeside(upload.file, log);
    const base = `${now.toISOString().slice(0, 7).replace("-", "/")}/${sha256.toString("hex").slice(0, 20)}`;
    const written = await writeAll(made, base);
    const { alt = "", caption = "", credit = "", originalName, uploadedBy } = upload;
    const name = originalName
      .replace(/[\p{Cc}/\\]+/gu, " ")
      .trim()
      .slice(-200);
    const id = repository.create(
      { ...written, originalName: name, sha256, alt, caption, credit, uploadedBy },
      now,
    );
    return repository.find(id)!.media;
  };

  const writeAll = async (made: MadePicture, base: string) => {
    const path = `${base}.${made.extension}`;
    await write(path, made.body);
    const variants = [];
    for (const { width, height, body } of made.variants) {
      const variant = `${base}-${width}.webp`;
      await write(variant, body);
      variants.push({ mime: "image/webp", width, height, path: variant, bytes: body.length });
    }
    return {
      path,
      mime: made.mime,
      width: made.width,
      height: made.height,
      bytes: made.body.length,
      variants,
    };
  };

  /** A file is whole or not there: written elsewhere, flushed, then moved. */
  const write = async (path: string, body: Buffer) => {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    const unfinished = join(temporary, randomUUID());
    const file = await open(unfinished, "w");
    try {
      await file.writeFile(body);
      await file.sync();
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    await rename(unfinished, target);
  };

  return {
    /** Takes one file; the same bytes a second time give the file that is there. Throws RefusedFile. */
    add: (upload: Upload, now: Date): Promise<Media> => inTurn(() => add(upload, now)),
    /** Deletes files: the rows first, then the bytes. */
    async remove(ids: readonly number[]): Promise<void> {
      for (const path of repository.remove(ids)) await rm(join(folder, path), { force: true });
    },
  };
}

async function hashOf(file: string): Promise<Buffer> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest();
}

/** 'Quay at dusk' from 'quay_at-dusk.JPG': a first description that its author can better. */
export function nameWithoutExtension(name: string): string {
  return name
    .slice(0, name.length - extname(name).length)
    .replace(/[-_]+/g, " ")
    .trim();
}
