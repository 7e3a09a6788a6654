import type { NextFunction, Request, Response } from "express";
import { tags, type Tag } from "../cache/tags.ts";
import { rangeOf, type Day } from "../messages/dates.ts";
import type { MessageKey } from "../messages/translator.ts";
import type { Picture } from "../media/picture.ts";
import type { Paths } from "../paths.ts";
import { listTags, rangeTags } from "../posts/made-of.ts";
import type { PostAuthor } from "../posts/post.ts";
import type { PostRepository } from "../posts/repository.ts";
import { archiveMeta } from "../posts/site-meta.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { TopicRepository } from "../topics/repository.ts";
import type { TopicKind } from "../topics/topic.ts";
import type { UserRepository } from "../users/repository.ts";
import { leadsToCanonical } from "../web/canonical.ts";
import { paginate, parsePage } from "../web/pagination.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { partsOf, readDay } from "./archive.ts";
import type { ArchiveRepository, Slice } from "./repository.ts";
import { archiveShow, type ArchiveHead } from "./views.ts";

interface Parts {
  archives: ArchiveRepository;
  posts: PostRepository;
  topics: TopicRepository;
  users: UserRepository;
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  findPicture: (mediaId: number) => Picture | null;
}

/** An archive before its page is cut out of it. */
interface Archive {
  head: Omit<ArchiveHead, "count" | "kicker"> & { kicker: MessageKey };
  count: number;
  list: (slice: Slice) => number[];
  address: (page: number) => string;
  /** Whose archive it is. */
  person?: PostAuthor;
  /** What it is made of, beside its cards. */
  madeOf: Tag[];
}

type TopicParams = { path: string[] | string; page?: string };

/**
 * Archives: of a category, a tag, an author, a year, a month, a day. An archive that is not there is left to the routes
 * behind it: the address may be a former one.
 */
export function publicArchives(parts: Parts) {
  const { archives, posts, topics, users, settings, paths, words, render, clock, findPicture } = parts;

  const show = (
    req: Pick<Request, "path" | "originalUrl">,
    res: Response,
    archive: Archive,
    pageText: string | undefined,
  ) => {
    const now = clock();
    const page = parsePage(pageText);
    const { postsPerPage } = settings.get("reading");
    const { head, count, list, address, person } = archive;
    const pagination = paginate(page, count, postsPerPage, address);
    if (leadsToCanonical(req, res, address(page))) return;
    const ids = list({ limit: postsPerPage, offset: (page - 1) * postsPerPage, now });
    const cards = posts.listByIds(ids, now);
    const { t } = words();
    const title = page === 1 ? head.title : t("archives.paged", { title: head.title, page });
    render(
      res,
      archiveMeta(
        {
          title,
          about: head.description || t("archives.description", { title: head.title }),
          ...{ address: address(page), feed: address(1), person },
          trail: [
            ...head.crumbs.map(({ label, href }) => ({ name: label, address: href })),
            { name: head.title, address: address(1) },
          ],
        },
        parts,
      ),
      archiveShow({
        ...{ head: { ...head, kicker: t(head.kicker), count }, pagination, cards },
      }),
      { address: address(page), madeOf: [...archive.madeOf, ...listTags(cards)] },
    );
  };

  const topicArchive =
    (kind: TopicKind) => (req: Request<TopicParams>, res: Response, next: NextFunction) => {
      const now = clock();
      const topic = topics.findByPath(kind, readPath(req.params.path));
      if (!topic) return next();
      const above = kind === "category" ? topics.listAncestors(topic.id) : [];
      const below = kind === "category" ? topics.listChildren(topic.id, now) : [];
      const archive: Archive = {
        head: {
          ...{ kicker: kind === "category" ? "archives.category" : "archives.tag", title: topic.name },
          ...{ description: topic.description, author: null },
          crumbs: above.map((one) => ({ label: one.name, href: paths.topic(one) })),
          parts: below.map((one) => ({ label: one.name, href: paths.topic(one), count: one.count })),
        },
        count: archives.countInTopic(topic.id, now),
        list: (slice) => archives.listInTopic(topic.id, slice),
        address: (page) => paths.topic(topic, page),
        madeOf: [
          tags.topicsBelow(topic.id),
          ...[topic, ...below].map(({ id }) => tags.inTopic(id)),
          ...[topic, ...above, ...below].map(({ id }) => tags.topic(id)),
        ],
      };
      show(req, res, archive, req.params.page);
    };

  return {
    category: topicArchive("category"),
    tag: topicArchive("tag"),

    /** Somebody without a listed post has no page: nobody learns here which accounts there are. */
    author(req: Request<{ author: string; page?: string }>, res: Response, next: NextFunction) {
      const now = clock();
      const author = users.findBySlug(req.params.author.toLowerCase());
      const count = author ? archives.countByAuthor(author.id, now) : 0;
      if (!author || count === 0) return next();
      const { id, name, slug, bio, website, links, avatarMediaId } = author;
      const picture = avatarMediaId === null ? null : findPicture(avatarMediaId);
      const isMoreThanAName = String(bio) !== "" || website !== "" || links.length > 0 || picture !== null;
      const person: PostAuthor = { ...{ id, name, slug, bio, website, links, avatarMediaId }, picture };
      const archive: Archive = {
        head: {
          ...{ kicker: "archives.author", title: name, description: "", crumbs: [], parts: [] },
          author: isMoreThanAName ? person : null,
        },
        person,
        count,
        list: (slice) => archives.listByAuthor(id, slice),
        address: (page) => paths.author(author, page),
        madeOf: [tags.by(id), tags.user(id)],
      };
      show(req, res, archive, req.params.page);
    },

    /** `/2026/11/23`: a day, month or year without a listed post has no page. */
    date(req: Request<Record<"0" | "1" | "2" | "3", string | undefined>>, res: Response, next: NextFunction) {
      const now = clock();
      const { timeZone, date, number } = words();
      const of = readDay(req.params[0]!, req.params[1], req.params[2]);
      const range = rangeOf(of, timeZone);
      const [count = 0] = range ? archives.countWithin([range], now) : [];
      if (!range || count === 0) return next();
      const months = partsOf(of, timeZone);
      const counts = archives.countWithin(
        months.map((part) => part.range),
        now,
      );
      const label = (day: Day, from: Date) =>
        day.day ? date(from, "long") : day.month ? date(from, "month") : String(day.year);
      const partLabel = (day: Day, from: Date) => (day.day ? number(day.day) : label(day, from));
      const wider: Day[] = [
        ...(of.month ? [{ year: of.year }] : []),
        ...(of.day ? [{ year: of.year, month: of.month }] : []),
      ];
      const archive: Archive = {
        head: {
          ...{ kicker: of.day ? "archives.day" : of.month ? "archives.month" : "archives.year" },
          ...{ title: label(of, range.from), description: "", author: null },
          crumbs: wider.map((day) => ({ label: label(day, range.from), href: paths.archive(day) })),
          parts: months
            .map((part, index) => ({
              ...{ label: partLabel(part.of, part.range.from), href: paths.archive(part.of) },
              count: counts[index]!,
            }))
            .filter((part) => part.count > 0),
        },
        count,
        list: (slice) => archives.listWithin(range, slice),
        address: (page) => paths.archive(of, page),
        madeOf: rangeTags(range),
      };
      show(req, res, archive, req.params[3]);
    },
  };
}

/** '/category/World/Europe/' as 'world/europe'. */
function readPath(path: string[] | string): string {
  return [path].flat().filter(Boolean).join("/").toLowerCase();
}
