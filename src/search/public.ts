import type { Request, Response } from "express";
import { markedHtml } from "../html/marked.ts";
import type { Paths } from "../paths.ts";
import type { PostRepository } from "../posts/repository.ts";
import { paginate, parsePage } from "../web/pagination.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { cleanQuery, toMatch } from "./query.ts";
import { MARK_CLOSE, MARK_OPEN, type SearchRepository } from "./repository.ts";
import { searchPage, type Found } from "./views.ts";

const PER_PAGE = 10;
const SUGGESTIONS = 5;

interface Parts {
  search: SearchRepository;
  posts: PostRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  countViews: (postIds: number[]) => Map<number, number>;
}

/** The page of search results: any words are safe, and no script is needed. */
export function publicSearch({ search, posts, paths, words, render, clock, countViews }: Parts) {
  return {
    index(req: Request<{ page?: string }>, res: Response) {
      const now = clock();
      const { t } = words();
      const query = cleanQuery(req.query.q);
      const match = toMatch(query);
      const page = parsePage(req.params.page);
      const total = match === undefined ? 0 : search.count(match, now);
      const pagination = paginate(page, total, PER_PAGE, (to) => paths.search(query, to));
      const slice = { limit: PER_PAGE, offset: (page - 1) * PER_PAGE };
      const hits = match === undefined ? [] : search.find(match, total, slice, now);
      const targets = new Map(
        posts
          .findByIds(
            hits.map(({ id }) => id),
            now,
          )
          .map((post) => [post.id, post]),
      );
      const found = hits.flatMap(({ id, title, passage }): Found[] => {
        const target = targets.get(id);
        if (!target) return [];
        return [
          {
            href: paths.post(target),
            title: markedHtml(title || t("posts.untitled"), MARK_OPEN, MARK_CLOSE),
            passage: markedHtml(passage, MARK_OPEN, MARK_CLOSE),
            publishedAt: target.kind === "post" ? target.publishedAt : null,
          },
        ];
      });
      const latest = found.length === 0 ? posts.latest(SUGGESTIONS, now) : [];
      const views = countViews(latest.map(({ id }) => id));
      const newest = latest.map((card) => ({ ...card, views: views.get(card.id) ?? 0 }));
      const title = query === "" ? t("search.title") : t("search.for", { query });
      render(res, { title, robots: "noindex" }, searchPage({ query, total, found, pagination, newest }));
    },
  };
}
