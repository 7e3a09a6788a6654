import { rm } from "node:fs/promises";
import type { Request, Response } from "express";
import multer from "multer";
import { BadRequest } from "../errors.ts";
import { MAX_UPLOAD_BYTES, RefusedFile } from "./media.ts";

const MAX_FILES = 20;

/** A file that came with a form and lies in a temporary place. */
export interface UploadedFile {
  file: string;
  originalName: string;
}

/** Hands the files of a form to `work`, and removes them from their temporary place afterwards. */
export type WithFiles = <Result>(
  req: Request,
  res: Response,
  work: (files: UploadedFile[]) => Promise<Result>,
) => Promise<Result>;

/**
 * Reads multipart forms with files in the field `files`, by way of a temporary `folder`. Throws RefusedFile where one is
 * too large or there are too many, and BadRequest for a form that breaks off or is none; nothing stays there then.
 */
export function receiveFiles(folder: string): WithFiles {
  const read = multer({
    dest: folder,
    limits: { fileSize: MAX_UPLOAD_BYTES, files: MAX_FILES, fields: 20, parts: 50, fieldSize: 20_000 },
    defParamCharset: "utf8",
  }).array("files", MAX_FILES);
  const received = (req: Request, res: Response) =>
    new Promise<UploadedFile[]>((resolve, reject) => {
      read(req, res, (error: unknown) => {
        if (error instanceof Error) return reject(complaintOf(error));
        const files = Array.isArray(req.files) ? req.files : [];
        resolve(files.map(({ path, originalname }) => ({ file: path, originalName: originalname })));
      });
    });
  return async (req, res, work) => {
    const files = await received(req, res);
    try {
      return await work(files);
    } finally {
      await Promise.all(files.map(({ file }) => rm(file, { force: true })));
    }
  };
}

/** What a person can do something about; a disk that is full is not among it. */
function complaintOf(error: Error): Error {
  if (error instanceof multer.MulterError) {
    if (error.code === "LIMIT_FILE_SIZE") return new RefusedFile("media.tooHeavy");
    if (error.code === "LIMIT_FILE_COUNT") return new RefusedFile("media.tooMany");
    const isOneTooMany = error.code === "LIMIT_UNEXPECTED_FILE" && error.field === "files";
    return isOneTooMany ? new RefusedFile("media.tooMany") : new BadRequest(error.message, 413);
  }
  return "code" in error ? error : new BadRequest(error.message);
}
