import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import type { Paths } from "../paths.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { CurrentWords } from "../web/words.ts";
import { mayBeKept } from "./answer.ts";
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
  clock: () => Date;
  mostUrls?: number;
}

/** Sitemaps and robots.txt. A site that hides from search engines has no sitemap. */
export function publicMaps({ repository, settings, paths, words, clock, mostUrls = MOST_URLS }: Parts) {
  const reading = () => settings.get("reading");
  const shownReading = () => {
    if (reading().hideFromSearchEngines) throw new NotFound("This site hides from search engines.");
    return reading();
  };
  const sendXml = (res: Response, xml: string) => {
    mayBeKept(res);
    res.set("Content-Type", "application/xml; charset=utf-8").send(xml);
  };
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
      if (files === 1) return sendXml(res, toSitemap(part(all, 0, now)));
      const urls = Array.from({ length: files }, (_, index) => paths.absolute(paths.sitemapPart(index + 1)));
      sendXml(res, toSitemapIndex(urls));
    },
    sitemapPart(req: Request<{ part: string }>, res: Response) {
      const now = clock();
      const all = sizes(now);
      const number = /^[1-9]\d{0,4}$/.test(req.params.part) ? Number(req.params.part) : 0;
      const files = countFiles(all);
      if (files === 1 || number === 0 || number > files) throw new NotFound("There is no such sitemap.");
      sendXml(res, toSitemap(part(all, (number - 1) * mostUrls, now)));
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
      sendXml(res, toNewsSitemap(urls, settings.get("general").title));
    },
    robots(_req: Request, res: Response) {
      mayBeKept(res);
      const sitemaps = [paths.sitemap(), paths.newsSitemap()].map(paths.absolute);
      res.type("text").send(robotsText(reading().hideFromSearchEngines, sitemaps));
    },
  };
}
