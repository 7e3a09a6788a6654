import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import type { Paths } from "../paths.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { UserRepository } from "../users/repository.ts";
import type { CurrentWords } from "../web/words.ts";
import { sendFeed } from "./answer.ts";
import type { Feed, FeedFormat, FeedItem } from "./feed.ts";
import { postItems } from "./items.ts";
import type { FeedRepository } from "./repository.ts";

interface Parts {
  repository: FeedRepository;
  users: Pick<UserRepository, "findBySlug">;
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  clock: () => Date;
}

/** Whose news a feed brings. */
interface Subject {
  /** The page; its feeds stand below it. */
  address: string;
  /** Undefined for the site itself. */
  name?: string;
  about?: string;
}

/** Feeds of the site, its categories, tags and authors. Each handler is made for one format. */
export function publicFeeds({ repository, users, settings, paths, words, clock }: Parts) {
  const toItems = postItems({ repository, paths });
  const limit = () => settings.get("reading").feedItems;

  const send = (res: Response, format: FeedFormat, of: Subject, items: FeedItem[]) => {
    const { title, tagline } = settings.get("general");
    const { language, isoDate } = words();
    const address = (format: FeedFormat) => paths.absolute(paths.feed(of.address, format));
    const feed: Feed = {
      title: of.name ? `${of.name} · ${title}` : title,
      description: of.about || tagline || title,
      page: paths.absolute(of.address),
      addresses: { rss: address("rss"), atom: address("atom"), json: address("json") },
      language,
      items,
    };
    sendFeed(res, feed, format, isoDate);
  };

  const topic =
    (kind: "category" | "tag") =>
    (format: FeedFormat) =>
    (req: Request<{ path: string[] }>, res: Response) => {
      const path = req.params.path.join("/");
      const topic = repository.findTopic(kind, path);
      if (!topic) throw new NotFound("There is no such topic.");
      const posts = repository.latestInTopic(topic.id, limit(), clock());
      const about = plain(topic.description);
      send(res, format, { address: paths.topic({ kind, path }), name: topic.name, about }, toItems(posts));
    };

  return {
    site: (format: FeedFormat) => (_req: Request, res: Response) =>
      send(res, format, { address: paths.home() }, toItems(repository.latest(limit(), clock()))),
    category: topic("category"),
    tag: topic("tag"),
    /** Somebody without a listed post has no feed: it would tell who has an account. */
    author: (format: FeedFormat) => (req: Request<{ slug: string }>, res: Response) => {
      const author = users.findBySlug(req.params.slug);
      const posts = author ? repository.latestByAuthor(author.id, limit(), clock()) : [];
      if (!author || posts.length === 0) throw new NotFound("There is no such author.");
      send(res, format, { address: paths.author(author), name: author.name }, toItems(posts));
    },
  };
}

/** One line of plain text, of a description that may hold Markdown or HTML. */
const plain = (text: string) =>
  text
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim();
