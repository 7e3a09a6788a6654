import type { NextFunction, Request, Response } from "express";
import { tags, type Tag } from "../cache/tags.ts";
import { rangeOf } from "../messages/dates.ts";
import type { Paths } from "../paths.ts";
import { postTags, rangeTags } from "../posts/made-of.ts";
import type { Post } from "../posts/post.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { UserRepository } from "../users/repository.ts";
import { keptQuery, leadOn } from "../web/canonical.ts";
import type { Send } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { sendFeed } from "./answer.ts";
import type { FeedFormat } from "./feed.ts";
import { feedOf, type Subject } from "./head.ts";
import { postItems } from "./items.ts";
import type { FeedRepository } from "./repository.ts";

interface Parts {
  repository: FeedRepository;
  users: Pick<UserRepository, "findBySlug">;
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  send: Send;
  clock: () => Date;
}

/** '2026', '03', '01': the groups of the pattern in routes.ts. */
type DateParams = Record<"0" | "1" | "2", string | undefined>;

/** Feeds of the site, its categories, tags, authors and dates. Each handler is made for one format. */
export function publicFeeds(parts: Parts) {
  const { repository, users, settings, paths, words, clock } = parts;
  const toItems = postItems({ repository, paths });
  const limit = () => settings.get("reading").feedItems;

  const send = (
    res: Response,
    format: FeedFormat,
    { madeOf, ...subject }: Omit<Subject, "items"> & { madeOf: Tag[] },
    posts: Post[],
  ) => {
    const feed = feedOf({ ...subject, items: toItems(posts) }, parts);
    const address = paths.feed(subject.address, format);
    const keep = { address, madeOf: [...madeOf, ...posts.flatMap(postTags)] };
    sendFeed(res, { feed, format, keep }, { send: parts.send, isoDate: words().isoDate });
  };

  const topic =
    (kind: "category" | "tag") =>
    (format: FeedFormat) =>
    (req: Request<{ path: string[] }>, res: Response, next: NextFunction) => {
      const path = req.params.path.join("/");
      const topic = repository.findTopic(kind, path);
      if (!topic) return next(); // the address may be a former one
      const posts = repository.latestInTopic(topic.id, limit(), clock());
      const about = plain(topic.description);
      const madeOf = [tags.topic(topic.id), tags.inTopic(topic.id)];
      send(res, format, { address: paths.topic({ kind, path }), name: topic.name, about, madeOf }, posts);
    };

  return {
    site: (format: FeedFormat) => (_req: Request, res: Response) =>
      send(
        res,
        format,
        { address: paths.home(), madeOf: [tags.newest] },
        repository.latest(limit(), clock()),
      ),
    category: topic("category"),
    tag: topic("tag"),
    /** Somebody without a listed post has no feed: it would tell who has an account. */
    author: (format: FeedFormat) => (req: Request<{ slug: string }>, res: Response, next: NextFunction) => {
      const author = users.findBySlug(req.params.slug);
      const posts = author ? repository.latestByAuthor(author.id, limit(), clock()) : [];
      if (!author || posts.length === 0) return next();
      const madeOf = [tags.user(author.id), tags.by(author.id)];
      send(res, format, { address: paths.author(author), name: author.name, madeOf }, posts);
    },
    /** Of a year, month or day. One without a post has none: the address may be a post's. */
    date: (format: FeedFormat) => (req: Request<DateParams>, res: Response, next: NextFunction) => {
      const { timeZone, date } = words();
      const [year, month, day] = [req.params[0], req.params[1], req.params[2]].map(
        (text) => text && Number(text),
      ) as [number, number?, number?];
      const range = rangeOf({ year, month, day }, timeZone);
      const posts = range ? repository.latestWithin(range, limit(), clock()) : [];
      if (!range || posts.length === 0) return next();
      const name = month ? date(range.from, day ? "long" : "month") : String(year);
      const address = paths.archive({ year, month, day });
      send(res, format, { address, name, madeOf: rangeTags(range) }, posts);
    },
    /** Other spellings, as WordPress and Ghost have them. */
    moved(req: Request, res: Response) {
      const own = req.path.replace(/\/(?:rss2?|rdf)?\/?$/, "");
      leadOn(
        res,
        (own.endsWith("/feed") || own.endsWith("/atom") ? own : "/feed") + keptQuery(req.originalUrl),
      );
    },
  };
}

/** One line of plain text, of a description that may hold Markdown or HTML. */
const plain = (text: string) =>
  text
    .replace(/<[^>]*>/g, "")
    .replace(/\s+/g, " ")
    .trim();
