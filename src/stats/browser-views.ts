import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import type { Post } from "../posts/post.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import { idOf } from "../web/form.ts";
import type { ViewCounter } from "./counter.ts";

interface Parts {
  /** What readers may see. */
  posts: { findById: (id: number, now: Date) => Post | undefined };
  settings: SettingsRepository;
  clock: () => Date;
  isUnlocked: (post: Post, req: Request) => boolean;
  recordVisit: ViewCounter["recordVisit"];
}

/**
 * Views of pages that a cache in front has answered: the reader's browser says that it shows a post (public/js/view.js).
 * Nothing it says is believed beyond that: the visit is judged like one that the server answered with the page.
 */
export function browserViews({ posts, settings, clock, isUnlocked, recordVisit }: Parts) {
  return {
    create(req: Request<{ id: string }>, res: Response) {
      const isOn = settings.get("caching").viewsCountedBy === "browser";
      const post = isOn ? posts.findById(idOf(req.params, "id") ?? 0, clock()) : undefined;
      if (!post || !isUnlocked(post, req)) throw new NotFound("There is nothing to be read here.");
      res.set("Cache-Control", "private, no-store").status(204).end();
      const { path, ip } = req;
      const shown = { statusCode: 200, locals: res.locals as { viewer: Response["locals"]["viewer"] } };
      recordVisit({ method: "GET", path, ip, get: (name) => req.get(name) }, shown, post.id);
    },
  };
}
