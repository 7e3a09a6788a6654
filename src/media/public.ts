import express, { type RequestHandler } from "express";

/** Uploaded files and their sizes: names never change their content, so browsers keep them. Nothing runs in them. */
export function publicMedia(folder: string): RequestHandler {
  return express.static(folder, {
    index: false,
    dotfiles: "ignore",
    redirect: false,
    immutable: true,
    maxAge: "1y",
    setHeaders: (res) => {
      res.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
      // Readers of feeds show pictures on pages of their own.
      res.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
    },
  });
}
