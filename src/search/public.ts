import type { Request, Response } from "express";
import { matchOf } from "../database/words.ts";
import type { Paths } from "../paths.ts";
import type { PostRepository } from "../posts/repository.ts";
import { leadsToCanonical } from "../web/canonical.ts";
import { paginate, parsePage } from "../web/pagination.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { markAll, passageOf } from "./marks.ts";
import { cleanQuery, phrasesOf } from "./query.ts";
import type { Count, SearchRepository } from "./repository.ts";
import { searchPage, type Found } from "./views.ts";

const PER_PAGE = 10;
const SUGGESTIONS = 5;
const NOTHING: Count = { total: 0, isMore: false };

interface Parts {
  search: SearchRepository;
  posts: PostRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
}

/** The page of search results: any words are safe, and no script is needed. */
export function publicSearch({ search, posts, paths, words, render, clock }: Parts) {
  /** What has all of the words or, where nothing has, what has some. */
  const ask = (phrases: ReturnType<typeof phrasesOf>, now: Date) => {
    if (phrases.length === 0) return { match: "", count: NOTHING, isPartial: false };
    const all = matchOf(phrases);
    // Longer words that begin with the last one cost all their hits; a word with enough hits of its own needs none.
    const asTyped = matchOf(phrases.map((phrase) => ({ ...phrase, isOpen: false })));
    const typed = search.count(asTyped, now);
    if (typed.isMore) return { match: asTyped, count: typed, isPartial: false };
    const count = asTyped === all ? typed : search.count(all, now);
    if (count.total > 0 || phrases.length === 1) return { match: all, count, isPartial: false };
    const some = matchOf(phrases, "OR");
    return { match: some, count: search.count(some, now), isPartial: true };
  };

  return {
    index(req: Request<{ page?: string }>, res: Response) {
      const now = clock();
      const { t } = words();
      const query = cleanQuery(req.query.q);
      const phrases = phrasesOf(query);
      const page = parsePage(req.params.page);
      if (leadsToCanonical(req, res, paths.search("", page))) return;
      const { match, count, isPartial } = ask(phrases, now);
      const { total, isMore } = count;
      const pagination = paginate(page, total, PER_PAGE, (to) => paths.search(query, to));
      const slice = { limit: PER_PAGE, offset: (page - 1) * PER_PAGE };
      const hits = total === 0 ? [] : search.find(match, count, slice, now);
      const ids = hits.map(({ id }) => id);
      const targets = new Map(posts.findByIds(ids, now).map((post) => [post.id, post]));
      const found = hits.flatMap(({ id, title, summary, tags, body }): Found[] => {
        const target = targets.get(id);
        if (!target) return [];
        return [
          {
            href: paths.post(target),
            title: markAll(title || t("posts.untitled"), phrases),
            passage: passageOf(body, phrases) ?? markAll(summary, phrases),
            tags: passageOf(tags, phrases) ?? null,
            categories: target.categories,
            publishedAt: target.kind === "post" ? target.publishedAt : null,
            language: target.language,
          },
        ];
      });
      const newest = found.length === 0 ? posts.latest(SUGGESTIONS, now) : [];
      const title = query === "" ? t("search.title") : t("search.for", { query });
      const model = { query, total, isMore, isPartial, found, pagination, newest };
      render(res, { title, robots: "noindex" }, searchPage(model));
    },
  };
}
