import type { IncomingMessage, RequestListener } from "node:http";
import type { Request, Response } from "express";
import { isStranger } from "../cache/key.ts";
import { NotFound } from "../errors.ts";
import type { Post } from "../posts/post.ts";
import type { PostRepository } from "../posts/repository.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import { isCrossSite } from "../web/csrf.ts";
import { idOf } from "../web/form.ts";
import type { ViewCounter } from "./counter.ts";
import type { Visit } from "./visit.ts";

interface Parts {
  posts: Pick<PostRepository, "findById" | "isOpen">;
  settings: SettingsRepository;
  clock: () => Date;
  recordVisit: ViewCounter["recordVisit"];
}

const isOn = (settings: SettingsRepository) => settings.get("caching").viewsCountedBy === "browser";

/**
 * Views of pages that a cache in front has answered: the reader's browser says that it shows a post (public/js/view.js).
 * Nothing it says is believed beyond that: the visit is judged like one that the server answered with the page.
 */
export function browserViews({
  posts,
  settings,
  clock,
  recordVisit,
  isUnlocked,
}: Parts & { isUnlocked: (post: Post, req: Request) => boolean }) {
  return {
    create(req: Request<{ id: string }>, res: Response) {
      const post = isOn(settings) ? posts.findById(idOf(req.params, "id") ?? 0, clock()) : undefined;
      if (!post || !isUnlocked(post, req)) throw new NotFound("There is nothing to be read here.");
      res.set("Cache-Control", "private, no-store").status(204).end();
      const { path, ip } = req;
      const visit: Visit = { method: "GET", path, ip, get: (name) => req.get(name) };
      recordVisit(visit, { statusCode: 200, locals: { viewer: res.locals.viewer ?? null } }, post.id);
    },
  };
}

const VIEW = /^\/views\/([1-9]\d{0,14})$/;

/**
 * The same for strangers, in front of the site: there is one such request for every page that is read, and the site would
 * spend ten times on it what a finished page costs. Whatever is not plainly a stranger's view is left to the site.
 */
export function strangersViews({
  posts,
  settings,
  clock,
  recordVisit,
  ownOrigin,
  visitOf,
}: Parts & { ownOrigin: () => string; visitOf: (req: IncomingMessage) => Visit }) {
  return (site: RequestListener): RequestListener =>
    (req, res) => {
      const id = req.method === "POST" ? Number(VIEW.exec(req.url ?? "")?.[1] ?? 0) : 0;
      if (id === 0 || !isStranger(req.headers) || !isOpen(id) || isCrossSite(req, ownOrigin))
        return site(req, res);
      req.resume();
      res.writeHead(204, { "Cache-Control": "private, no-store" }).end();
      recordVisit({ ...visitOf(req), method: "GET" }, { statusCode: 200, locals: { viewer: null } }, id);
    };

  /** Where the data cannot be read, the site says so. */
  function isOpen(id: number): boolean {
    try {
      return isOn(settings) && posts.isOpen(id, clock());
    } catch {
      return false;
    }
  }
}
