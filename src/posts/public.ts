import type { Request, Response } from "express";
import { tags } from "../cache/tags.ts";
import type { Paths } from "../paths.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import { may } from "../users/permissions.ts";
import { paginate } from "../web/pagination.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { frontTags, listTags, postPageTags } from "./made-of.ts";
import { articleMeta } from "./meta.ts";
import { commentPageOf, postPages, readingMeta, storyMeta } from "./page.ts";
import type { Post } from "./post.ts";
import type { PostRepository } from "./repository.ts";
import { siteMeta } from "./site-meta.ts";
import { postIndex, postLocked, postShow } from "./views.ts";

interface Parts {
  posts: PostRepository;
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  /** Counts the visit of a post whose text was shown; called once it is answered. */
  recordVisit: (req: Request, res: Response, postId: number) => void;
  /** The conversation below a post, as `comments/_section` prints it; null while its password has not been typed. */
  commentsFor: (post: Post, req: Request, res: Response) => object | null;
  /** When the form below a post closes by itself; undefined where it stays as it is. */
  closesAt: (post: Post) => Date | undefined;
  /** Whether this reader has typed the password of the post. */
  isUnlocked: (post: Post, req: Request) => boolean;
}

/** Below the lead stand three stories, or two where there would be nothing left for the river. */
const secondsOf = (cards: number) => (cards > 5 ? 3 : 2);

/** The front page and the page of a post. */
export function publicPosts(parts: Parts) {
  const { posts, settings, paths, words, render, clock, recordVisit, isUnlocked, closesAt } = parts;
  const pageOf = postPages(parts);

  /** One page of the newest posts, sticky ones first. `address` says where the pages are: '/', or the page of posts. */
  const showNewest = (res: Response, page: number, address: (page: number) => string) => {
    const now = clock();
    const reading = settings.get("reading");
    const { postsPerPage } = reading;
    const pagination = paginate(page, posts.count(now), postsPerPage, address);
    const cards = posts.latestStickyFirst(postsPerPage, now, (page - 1) * postsPerPage);
    const isFront = page === 1;
    const lead = isFront ? (cards[0] ?? null) : null;
    const seconds = isFront ? cards.slice(1, 1 + secondsOf(cards.length)) : [];
    const river = isFront ? cards.slice(1 + seconds.length) : cards;
    const mayWrite = may(res.locals.viewer, "posts.write");
    render(
      res,
      {
        ...(isFront ? siteMeta(parts) : { title: words().t("pagination.page", { page }) }),
        canonical: paths.absolute(address(page)),
      },
      postIndex({ lead, seconds, river, pagination, mayWrite }),
      { address: address(page), madeOf: [tags.newest, ...frontTags(reading), ...listTags(cards)] },
    );
  };

  /** The form that asks for the password of a post or page. */
  const showLocked = (res: Response, { id, kind }: Pick<Post, "id" | "kind">, isWrong: boolean) => {
    res.set("Cache-Control", "private, no-store");
    render(
      res,
      { title: words().t("posts.lockedTitle", { kind }), robots: "noindex" },
      postLocked({ id, kind, isWrong }),
    );
  };

  return {
    showNewest,
    showLocked,
    /** The page of a post that `addresses` found. */
    show(post: Post, req: Request, res: Response) {
      if (!isUnlocked(post, req)) return showLocked(res, post, false);
      if (post.password !== null) res.set("Cache-Control", "private, no-store");
      const page = pageOf(post, clock(), req, res);
      const address = paths.postPage(post, commentPageOf(req));
      const reading = readingMeta(post, settings.get("caching"), paths);
      render(
        res,
        Object.assign(
          articleMeta(post, page.headline, parts),
          storyMeta(post, res.locals.viewer, paths),
          reading,
          commentPageOf(req) !== undefined && { robots: "noindex" },
        ),
        postShow(page),
        post.password === null && {
          ...{ address, visit: reading.viewAddress ? undefined : post.id, until: closesAt(post) },
          madeOf: () => [...postPageTags(page), tags.path(decodeURI(address).slice(1))],
        },
      );
      if (!reading.viewAddress) recordVisit(req, res, post.id);
    },
  };
}
