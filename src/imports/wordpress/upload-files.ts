import { readdir, realpath, stat } from "node:fs/promises";
import { basename, dirname, extname, join, sep } from "node:path";
import { uploadPath, withoutSize } from "./addresses.ts";
import type { AttachmentRecord } from "./survey.ts";

export type Uploads = Awaited<ReturnType<typeof openUploads>>;

/**
 * A copy of wp-content/uploads: the folder itself, or the uploads in it where somebody named the folder above.
 * Undefined finds nothing. Throws where there is no such folder.
 */
export async function openUploads(folder: string | undefined) {
  const folders = folder === undefined ? [] : await uploadFolders(folder);
  let listed: { folder: string; names: Promise<string[]> } | undefined;
  /** Attachments of one month follow each other, and stand in one folder. */
  const namesIn = (one: string): Promise<string[]> => {
    if (listed?.folder !== one) listed = { folder: one, names: readdir(one) };
    return listed.names;
  };
  return {
    /** The file of an attachment, by the path that WordPress noted or the one in its address; never from outside. */
    async find({ file, url }: AttachmentRecord): Promise<string | undefined> {
      const noted = [file, uploadPath(url) ?? ""].filter((path) => path !== "");
      const unscaled = noted.map(withoutSize).filter((path) => path !== undefined);
      // Macs write the accents of file names apart from their letters, and WordPress noted them as they were sent.
      const spellings = [...unscaled, ...noted].flatMap((path) => [
        path,
        path.normalize("NFC"),
        path.normalize("NFD"),
      ]);
      for (const path of new Set(spellings)) {
        if (path.includes("\0") || path.split(/[/\\]/).includes("..")) continue;
        for (const one of folders) {
          const real = await realpath(join(one, path)).catch(() => undefined);
          if (real?.startsWith(one + sep) && (await stat(real)).isFile()) return real;
        }
      }
      return undefined;
    },
    /** The names of a picture and of the sizes WordPress made beside it: "a.jpg", "a-300x200.jpg". */
    async sizesOf(file: string): Promise<string[]> {
      const extension = extname(file);
      const stem = basename(file, extension);
      const isSize = (name: string) =>
        name.startsWith(stem) &&
        name.endsWith(extension) &&
        /^(?:-\d+x\d+|-scaled|-rotated)?$/.test(name.slice(stem.length, name.length - extension.length));
      return (await namesIn(dirname(file))).filter(isSize);
    },
  };
}

async function uploadFolders(folder: string): Promise<string[]> {
  const real = await realpath(folder);
  const below = await Promise.all(
    ["uploads", "wp-content/uploads"].map((name) => realpath(join(real, name)).catch(() => undefined)),
  );
  return [real, ...below.filter((path) => path !== undefined && path.startsWith(real + sep))].filter(
    (path) => path !== undefined,
  );
}
