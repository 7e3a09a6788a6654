import express, { type RequestHandler } from "express";
import { NotFound } from "../errors.ts";

/** Uploaded files and their sizes: names never change their content, so browsers keep them. Nothing runs in them. */
export function publicMedia(folder: string): RequestHandler[] {
  const files = express.static(folder, {
    index: false,
    dotfiles: "ignore",
    redirect: false,
    immutable: true,
    maxAge: "1y",
    setHeaders: (res) => res.setHeader("Content-Security-Policy", "default-src 'none'; sandbox"),
  });
  const missing: RequestHandler = () => {
    throw new NotFound("There is no such file.");
  };
  return [files, missing];
}
