import type { Request, Response } from "express";
import { tags, type Tag } from "../cache/tags.ts";
import type { Paths } from "../paths.ts";
import { frontTags, postTags } from "../posts/made-of.ts";
import { articleMeta } from "../posts/meta.ts";
import { commentPageOf, readingMeta, storyMeta } from "../posts/page.ts";
import type { Post } from "../posts/post.ts";
import { siteMeta } from "../posts/site-meta.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { staticPages } from "./page.ts";
import type { PageRepository } from "./repository.ts";
import { pageShow } from "./views.ts";

interface Parts {
  pages: PageRepository;
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  commentsFor: (page: Post, req: Request, res: Response) => object | null;
  isUnlocked: (page: Post, req: Request) => boolean;
  /** Counts the visit of a page whose text was shown; called once it is answered. */
  recordVisit: (req: Request, res: Response, pageId: number) => void;
  showLocked: (res: Response, page: Post, isWrong: boolean) => void;
}

/** Static pages: about, contact, and what stands below them. */
export function publicPages(parts: Parts) {
  const { settings, paths, render, clock, isUnlocked, showLocked, recordVisit } = parts;
  const gather = staticPages(parts);
  return {
    /** A page that `addresses` found. */
    show(page: Post, req: Request, res: Response) {
      if (!isUnlocked(page, req)) return showLocked(res, page, false);
      if (page.password !== null) res.set("Cache-Control", "private, no-store");
      const reading = readingMeta(page, settings.get("caching"), paths);
      const front = settings.get("reading");
      const isFront = front.frontPageId === page.id;
      const shown = gather(page, clock(), req, res);
      const { headline, crumbs, children } = shown;
      const trail = crumbs.map(({ label, href }) => ({ name: label, address: href }));
      render(
        res,
        {
          ...(isFront && page.password === null
            ? siteMeta(parts)
            : articleMeta(page, headline, parts, trail)),
          ...storyMeta(page, res.locals.viewer, paths),
          ...reading,
        },
        pageShow(shown),
        page.password === null && {
          address: isFront ? paths.home() : paths.postPage(page, commentPageOf(req)),
          madeOf: [
            ...postTags(page),
            ...[tags.below(page.id), ...pathTags(page.path ?? "")],
            ...[...crumbs, ...children].map(({ id }) => tags.post(id)),
            ...(front.postsPageId === page.id ? frontTags(front) : []),
          ],
          visit: reading.viewAddress ? undefined : page.id,
        },
      );
      if (!reading.viewAddress) recordVisit(req, res, page.id);
    },
  };
}

/** Its own path and those above: a page that comes out there stands among its crumbs. */
function pathTags(path: string): Tag[] {
  const segments = path.split("/");
  return segments.map((_, index) => tags.path(segments.slice(0, index + 1).join("/")));
}
