import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Request, Response } from "express";
import type { Databases } from "../database/open.ts";

/** More than SQLite may have in hand: on a full disk a transaction begins as ever, and a small one is even kept. */
const ROOM = Buffer.alloc(256 * 1024);

/** For whoever watches the process: does it live, and can it read and write its data? */
export function health({ content, activity, temporary }: Databases & { temporary: string }) {
  const probes = [content, activity].map((db) => () => {
    db.exec("BEGIN IMMEDIATE; ROLLBACK;");
    db.pragma("user_version");
  });
  const findRoom = () => {
    const file = join(temporary, `probe-${process.pid}`);
    try {
      writeFileSync(file, ROOM);
    } finally {
      rmSync(file, { force: true });
    }
  };
  const answer = (res: Response, status: number, text: string) => {
    res.set("Cache-Control", "no-store").status(status).type("text").send(`${text}\n`);
  };
  return {
    alive: (_req: Request, res: Response) => answer(res, 200, "alive"),
    ready(_req: Request, res: Response) {
      try {
        for (const probe of [...probes, findRoom]) probe();
        answer(res, 200, "ready");
      } catch {
        answer(res, 503, "the data cannot be written");
      }
    },
  };
}
