import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import type { Paths } from "../paths.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import { paginate, parsePage } from "../web/pagination.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import type { Post } from "./post.ts";
import type { PostRepository } from "./repository.ts";
import { postIndex, postShow } from "./views.ts";

interface Parts {
  posts: PostRepository;
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  countViews: (postIds: number[]) => Map<number, number>;
  /** The conversation below a post, as `comments/_section` prints it; null while its password has not been typed. */
  commentsFor: (post: Post, req: Request, res: Response) => object | null;
  /** Counts the visit of a post whose text was shown; called once it is answered. */
  recordVisit: (req: Request, res: Response, postId: number) => void;
}

/** The front page and the page of a post. */
export function publicPosts({
  posts,
  settings,
  paths,
  words,
  render,
  clock,
  countViews,
  commentsFor,
  recordVisit,
}: Parts) {
  return {
    index(req: Request<{ page?: string }>, res: Response) {
      const now = clock();
      const page = parsePage(req.params.page);
      const { postsPerPage } = settings.get("reading");
      const pagination = paginate(page, posts.count(now), postsPerPage, paths.home);
      const cards = posts.latest(postsPerPage, now, (page - 1) * postsPerPage);
      const views = countViews(cards.map(({ id }) => id));
      render(
        res,
        { title: words().t("posts.home"), canonical: paths.absolute(paths.home(page)) },
        postIndex({ cards: cards.map((card) => ({ ...card, views: views.get(card.id) ?? 0 })), pagination }),
      );
    },
    show(req: Request<{ slug: string; commentPage?: string }>, res: Response) {
      const post = posts.findPost(req.params.slug, clock());
      if (!post) throw new NotFound("There is no such post.");
      render(
        res,
        { title: post.title, description: post.summary, canonical: paths.absolute(paths.post(post)) },
        postShow({
          ...{ post, views: countViews([post.id]).get(post.id) ?? 0 },
          comments: commentsFor(post, req, res),
        }),
      );
      recordVisit(req, res, post.id);
    },
  };
}
