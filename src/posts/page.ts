import type { Request, Response } from "express";
import type { Heading } from "../html/render.ts";
import type { Paths } from "../paths.ts";
import type { SettingGroups } from "../settings/setting.ts";
import type { Viewer } from "../users/user.ts";
import { may } from "../users/permissions.ts";
import type { PageMeta } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { headlineOf } from "./headline.ts";
import { wasUpdated, type Post, type PostCard } from "./post.ts";
import type { Neighbours, PostRepository } from "./repository.ts";
import { shareLinks, type ShareLink } from "./share.ts";

/** From this many headings on, a story begins with a table of its contents. */
const CONTENTS_FROM = 3;
const RELATED = 3;
/** What is in no list has nothing beside it. */
const ALONE: Neighbours = { older: undefined, newer: undefined };

/** Everything that stands on the page of a post, in the order of the page. */
export interface PostPage {
  post: Post;
  headline: string;
  published: Date | null;
  /** Null where the story has not been touched since its first hour. */
  updated: Date | null;
  /** Empty for a story with few headings. */
  contents: Heading[];
  share: ShareLink[];
  neighbours: Neighbours;
  related: PostCard[];
  /** The model of views/comments/_section.ejs; null where there is nothing to show. */
  comments: object | null;
}

interface Parts {
  posts: PostRepository;
  paths: Paths;
  words: CurrentWords;
  commentsFor: (post: Post, req: Request, res: Response) => object | null;
}

/** Gathers the page of a post: for readers, and for the preview of its author. */
export function postPages({ posts, paths, words, commentsFor }: Parts) {
  return (post: Post, now: Date, req: Request, res: Response): PostPage => {
    const headline = headlineOf(post, words());
    const { publishedAt: published, updatedAt } = post;
    return {
      post,
      headline,
      published,
      updated: published && wasUpdated({ publishedAt: published, updatedAt }) ? updatedAt : null,
      contents: contentsOf(post),
      share: shareLinks(headline, paths.absolute(paths.post(post))),
      neighbours: post.options.isUnlisted ? ALONE : posts.neighbours(post, now),
      related: posts.related(post, RELATED, now),
      comments: commentsFor(post, req, res),
    };
  };
}

/** The table of contents of a text: empty for one with few headings. */
export function contentsOf(post: Pick<Post, "headings">): Heading[] {
  const headings = post.headings.filter(({ level }) => level <= 3);
  return headings.length >= CONTENTS_FROM ? headings : [];
}

/** Which page of the comments an address asks for; undefined for the post's own address. */
export function commentPageOf(req: Request): number | undefined {
  const { commentPage } = req.params;
  return commentPage === undefined ? undefined : Number(commentPage);
}

/** What the shell needs to know of a post: where it is edited, if by this viewer, and that it is a story. */
export function storyMeta(post: Post, viewer: Viewer | null, paths: Paths): Partial<PageMeta> {
  const isOwn = post.authors.some(({ id }) => id === viewer?.id);
  const mayEdit = may(viewer, "posts.editOthers") || (isOwn && may(viewer, "posts.write"));
  return {
    isStory: true,
    isWide: post.options.template !== "standard",
    edit: mayEdit ? paths.admin.edit(post) : undefined,
  };
}

/** Where the browser of a reader says that it shows this post, where views are counted that way. */
export function readingMeta(
  post: Pick<Post, "id">,
  { viewsCountedBy }: SettingGroups["caching"],
  paths: Paths,
): Pick<PageMeta, "viewAddress"> {
  return viewsCountedBy === "browser" ? { viewAddress: paths.view(post.id) } : {};
}
