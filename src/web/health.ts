import type { Request, Response } from "express";
import type { Databases } from "../database/open.ts";

/** For whoever watches the process: does it live, and can it read and write its data? */
export function health({ content, activity }: Databases) {
  const probes = [content, activity].map((db) => () => {
    db.exec("BEGIN IMMEDIATE; ROLLBACK;");
    db.pragma("user_version");
  });
  const answer = (res: Response, status: number, text: string) => {
    res.set("Cache-Control", "no-store").status(status).type("text").send(`${text}\n`);
  };
  return {
    alive: (_req: Request, res: Response) => answer(res, 200, "alive"),
    ready(_req: Request, res: Response) {
      try {
        for (const probe of probes) probe();
        answer(res, 200, "ready");
      } catch {
        answer(res, 503, "the data cannot be written");
      }
    },
  };
}
