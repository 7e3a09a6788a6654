import type { Request, Response } from "express";
import { tags } from "../cache/tags.ts";
import { NotFound } from "../errors.ts";
import type { Paths } from "../paths.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { Send } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { robotsText } from "./robots.ts";
import type { SitemapRepository } from "./sitemap-repository.ts";
import { slicesOf, toNewsSitemap, toSitemap, toSitemapIndex, type MappedUrl } from "./sitemap.ts";

/** With more there is an index, and this many in each file. */
const MOST_URLS = 10_000;
const NEWS_MS = 2 * 24 * 3_600_000;
const MOST_NEWS = 1000;

interface Parts {
  repository: SitemapRepository;
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  send: Send;
  clock: () => Date;
  mostUrls?: number;
}

/** Sitemaps and robots.txt. A site that hides from search engines has no sitemap. */
export function publicMaps({ repository, settings, paths, words, send, clock, mostUrls = MOST_URLS }: Parts) {
  const reading = () => settings.get("reading");
  const shownReading = () => {
    if (reading().hideFromSearchEngines) throw new NotFound("This site hides from search engines.");
    return reading();
  };
  const sendXml = (res: Response, xml: string, address: string, until?: Date) =>
    send(
      res.set("Content-Type", "application/xml; charset=utf-8"),
      { pieces: [xml] },
      { address, madeOf: [tags.anything], until },
    );
  const sizes = (now: Date): number[] => {
    const { posts, topics, authors } = repository.count(shownReading().frontPageId, now);
    return [1, posts, topics, authors];
  };
  /** The addresses from `from` on: the front page, then posts and pages, topics, authors. */
  const part = (all: number[], from: number, now: Date): MappedUrl[] => {
    const { isoDate } = words();
    const absolute = (address: string, changedAt?: Date) => ({
      url: paths.absolute(address),
      changed: changedAt && isoDate(changedAt),
    });
    const [home, posts, topics, authors] = slicesOf(all, from, mostUrls);
    return [
      ...(home ? [absolute(paths.home())] : []),
      ...(posts ? repository.posts(posts, reading().frontPageId, now) : []).map((post) => ({
        ...absolute(paths.post(post), post.changedAt),
        picture: post.picture && paths.absolute(post.picture),
      })),
      ...(topics ? repository.topics(topics, now) : []).map((topic) =>
        absolute(paths.topic(topic), topic.changedAt),
      ),
      ...(authors ? repository.authors(authors, now) : []).map((author) =>
        absolute(paths.author(author), author.changedAt),
      ),
    ];
  };
  const countFiles = (all: number[]) => Math.ceil(all.reduce((sum, size) => sum + size, 0) / mostUrls);

  return {
    sitemap(_req: Request, res: Response) {
      const now = clock();
      const all = sizes(now);
      const files = countFiles(all);
      if (files === 1) return sendXml(res, toSitemap(part(all, 0, now)), paths.sitemap());
      const urls = Array.from({ length: files }, (_, index) => paths.absolute(paths.sitemapPart(index + 1)));
      sendXml(res, toSitemapIndex(urls), paths.sitemap());
    },
    sitemapPart(req: Request<{ part: string }>, res: Response) {
      const now = clock();
      const all = sizes(now);
      const number = /^[1-9]\d{0,4}$/.test(req.params.part) ? Number(req.params.part) : 0;
      const files = countFiles(all);
      if (files === 1 || number === 0 || number > files) throw new NotFound("There is no such sitemap.");
      sendXml(res, toSitemap(part(all, (number - 1) * mostUrls, now)), paths.sitemapPart(number));
    },
    news(_req: Request, res: Response) {
      shownReading();
      const now = clock();
      const { isoDate, language } = words();
      const posts = repository.news(new Date(now.getTime() - NEWS_MS), MOST_NEWS, now);
      const urls = posts
        .filter(({ title }) => title.trim() !== "")
        .map((post) => ({
          url: paths.absolute(paths.post(post)),
          published: isoDate(post.publishedAt),
          title: post.title,
          language: post.language ?? language,
        }));
      const oldest = posts.at(-1)?.publishedAt;
      const until = oldest && new Date(oldest.getTime() + NEWS_MS);
      sendXml(res, toNewsSitemap(urls, settings.get("general").title), paths.newsSitemap(), until);
    },
    robots(_req: Request, res: Response) {
      const sitemaps = [paths.sitemap(), paths.newsSitemap()].map(paths.absolute);
      const text = robotsText(reading().hideFromSearchEngines, sitemaps);
      send(res.type("text"), { pieces: [text] }, { address: paths.robots(), madeOf: [] });
    },
  };
}
