import type { Request, Response } from "express";
import type { Paths } from "../paths.ts";
import { headlineOf } from "../posts/headline.ts";
import { contentsOf } from "../posts/page.ts";
import type { Post } from "../posts/post.ts";
import type { CurrentWords } from "../web/words.ts";
import type { PageLink, PageRepository } from "./repository.ts";
import type { StaticPage } from "./views.ts";

interface Parts {
  pages: PageRepository;
  paths: Paths;
  words: CurrentWords;
  commentsFor: (page: Post, req: Request, res: Response) => object | null;
}

/** Gathers a static page: for readers, and for the preview of its author. */
export function staticPages({ pages, paths, words, commentsFor }: Parts) {
  const toLink = (page: PageLink) => ({
    id: page.id,
    label: headlineOf({ title: page.title, publishedAt: null }, words()),
    language: page.title === "" ? null : page.language,
    href: paths.post({ ...page, publishedAt: null, category: null, author: null }),
  });
  return (page: Post, now: Date, req: Request, res: Response): StaticPage => ({
    page,
    headline: headlineOf({ title: page.title, publishedAt: null }, words()),
    crumbs: pages.listAncestors(page.id, now).map(toLink),
    children: pages.listChildren(page.id, now).map(toLink),
    contents: contentsOf(page),
    comments: page.commentsOpen || page.commentCount > 0 ? commentsFor(page, req, res) : null,
  });
}
