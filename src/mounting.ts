import { Router, type Express, type Request, type Response } from "express";
import type { Paths } from "./paths.ts";
import type { Route } from "./route.ts";
import { requires } from "./sessions/guard.ts";

/**
 * Hangs the routes into Express, each behind its guard, in their order. An address is held only against those that may
 * answer it: of the routes under `/admin` and the like, which are most, those of its own first segment.
 */
export function mount(
  app: Express,
  list: Route[],
  { paths, keepWords }: { paths: Paths; keepWords: (req: Request, res: Response) => boolean },
): void {
  const first = list.map(({ path }) => firstSegment(path));
  const known = new Set(first);
  const routers = new Map<string | undefined, Router>();
  const routerFor = (segment: string | undefined): Router => {
    let router = routers.get(segment);
    if (router) return router;
    routers.set(segment, (router = Router({ caseSensitive: true, strict: true })));
    for (const [index, { method, path, access, handle }] of list.entries()) {
      if (first[index] !== undefined && first[index] !== segment) continue;
      const guard = access === "everyone" ? [] : [requires(access, paths, keepWords)];
      router[method](path, ...guard, ...[handle].flat());
    }
    return router;
  };
  app.use((req, res, next) => {
    const [, segment] = req.path.split("/", 2);
    routerFor(known.has(segment) ? segment : undefined)(req, res, next);
  });
}

/** The first segment of all addresses of a path: 'admin' of '/admin/posts/:id'; undefined where it may be any. */
function firstSegment(path: Route["path"]): string | undefined {
  return typeof path === "string" ? /^\/([^/:*{]+)(?=\/|$)/.exec(path)?.[1] : undefined;
}
