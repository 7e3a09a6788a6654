import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Request, RequestHandler } from "express";
import multer from "multer";
import { MAX_UPLOAD_BYTES } from "./media.ts";

const MAX_FILES = 20;

/** A file that came with a form and lies in a temporary place. */
export interface UploadedFile {
  file: string;
  originalName: string;
}

/** Reads a multipart form with files in the field `files`. Too much of anything is answered with 413. */
export function receiveFiles(dataDir: string): RequestHandler {
  const folder = join(dataDir, "tmp");
  mkdirSync(folder, { recursive: true });
  return multer({
    dest: folder,
    limits: { fileSize: MAX_UPLOAD_BYTES, files: MAX_FILES, fields: 20, parts: 50, fieldSize: 20_000 },
    defParamCharset: "utf8",
  }).array("files", MAX_FILES);
}

/** The files of a request read by `receiveFiles`, handed to `work` and then removed from their temporary place. */
export async function withFiles<Result>(
  req: Request,
  work: (files: UploadedFile[]) => Promise<Result>,
): Promise<Result> {
  const files = Array.isArray(req.files) ? req.files : [];
  try {
    return await work(files.map(({ path, originalname }) => ({ file: path, originalName: originalname })));
  } finally {
    await Promise.all(files.map(({ path }) => rm(path, { force: true })));
  }
}
