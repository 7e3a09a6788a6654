import type { Request, Response } from "express";
import type { Paths } from "../paths.ts";
import { headlineOf } from "../posts/headline.ts";
import { contentsOf, storyMeta } from "../posts/page.ts";
import type { Post } from "../posts/post.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import type { PageLink, PageRepository } from "./repository.ts";
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
  showLocked: (res: Response, page: Post, isWrong: boolean) => void;
}

/** Static pages: about, contact, and what stands below them. */
export function publicPages(parts: Parts) {
  const { pages, settings, paths, words, render, clock, commentsFor, isUnlocked, showLocked } = parts;
  const toLink = (page: PageLink) => ({
    label: headlineOf({ title: page.title, publishedAt: null }, words()),
    href: paths.post({ ...page, publishedAt: null, category: null, author: null }),
  });
  return {
    /** A page that `addresses` found. */
    show(page: Post, req: Request, res: Response) {
      if (!isUnlocked(page, req)) return showLocked(res, page, false);
      if (page.password !== null) res.set("Cache-Control", "private, no-store");
      const now = clock();
      const isFront = settings.get("reading").frontPageId === page.id;
      const headline = headlineOf({ title: page.title, publishedAt: null }, words());
      const { title, tagline } = settings.get("general");
      const hasComments = page.commentsOpen || page.commentCount > 0;
      render(
        res,
        {
          title: isFront ? title : headline,
          description: page.summary || (isFront && tagline) || undefined,
          canonical: paths.absolute(isFront ? paths.home() : paths.post(page)),
          ...(page.password !== null && { robots: "noindex", description: undefined }),
          ...storyMeta(page, res.locals.viewer, paths),
        },
        pageShow({
          ...{ page, headline, contents: contentsOf(page) },
          crumbs: pages.listAncestors(page.id, now).map(toLink),
          children: pages.listChildren(page.id, now).map(toLink),
          comments: hasComments ? commentsFor(page, req, res) : null,
        }),
      );
    },
  };
}
