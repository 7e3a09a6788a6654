import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Request, Response } from "express";
import type { Databases } from "../database/open.ts";

/** More than SQLite may have in hand: on a full disk a transaction begins as ever, and a small one is even kept. */
const ROOM = Buffer.alloc(256 * 1024);
/** So long an answer holds: the disk is tried once, however many ask. */
const HOLDS_MS = 1000;

interface Parts extends Databases {
  temporary: string;
  clock: () => Date;
}

/** For whoever watches the process: does it live, and can it read and write its data? */
export function health({ content, activity, temporary, clock }: Parts) {
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
  const canSave = () => {
    try {
      for (const probe of [...probes, findRoom]) probe();
      return true;
    } catch {
      return false;
    }
  };
  let last = { isReady: false, at: -Infinity };
  const isReady = () => {
    // A clock that was set back must not hold an answer for longer.
    if (Math.abs(clock().getTime() - last.at) >= HOLDS_MS)
      last = { isReady: canSave(), at: clock().getTime() };
    return last.isReady;
  };
  const answer = (res: Response, status: number, text: string) => {
    res.set("Cache-Control", "no-store").status(status).type("text").send(`${text}\n`);
  };
  return {
    alive: (_req: Request, res: Response) => answer(res, 200, "alive"),
    ready(_req: Request, res: Response) {
      if (isReady()) answer(res, 200, "ready");
      else answer(res, 503, "the data cannot be written");
    },
  };
}
