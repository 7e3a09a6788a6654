import type { NextFunction, Request, Response } from "express";
import { Gone } from "../errors.ts";
import type { Paths, PostAddress } from "../paths.ts";
import { readings, readSegments, type Reading, type Suffix } from "../permalinks/address.ts";
import { COMMON_STRUCTURES, permalinkMatcher, type AddressParts } from "../permalinks/permalink.ts";
import { RESERVED } from "../permalinks/reserved.ts";
import { redirectPath, type RedirectRepository } from "../redirects/repository.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { TopicRepository } from "../topics/repository.ts";
import { keptQuery, leadOn, leadsToCanonical } from "../web/canonical.ts";
import { parsePage } from "../web/pagination.ts";
import type { Post } from "./post.ts";
import type { PostRepository } from "./repository.ts";

interface Parts {
  posts: PostRepository;
  redirects: RedirectRepository;
  topics: Pick<TopicRepository, "find">;
  settings: SettingsRepository;
  paths: Paths;
  clock: () => Date;
  showPost: (post: Post, req: Request, res: Response) => void;
  showPage: (page: Post, req: Request, res: Response) => void;
  /** The newest posts, at '/' or at the page that the settings give them. */
  showNewest: (res: Response, page: number, address: (page: number) => string) => void;
}

/**
 * Finds what stands at an address that no other route answers. Every thing has one address; other spellings, former
 * addresses and those of an imported site lead there with one 301. Tried in this order: the page or post that stands
 * exactly there, a former address, a post that the address plainly means (its date or category is wrong, or it is
 * written as another WordPress structure has it), another spelling of an address of the product.
 */
export function publicAddresses(parts: Parts) {
  const { posts, redirects, topics, settings, paths, clock, showPost, showPage, showNewest } = parts;
  const common = COMMON_STRUCTURES.map(permalinkMatcher);
  let current = { structure: "", match: permalinkMatcher("") };
  const matchCurrent = (path: string) => {
    const { structure } = settings.get("permalinks");
    if (current.structure !== structure) current = { structure, match: permalinkMatcher(structure) };
    return current.match(path);
  };

  const front = (now: Date): Post | undefined => {
    const { frontPageId } = settings.get("reading");
    return frontPageId === null ? undefined : pageOf(frontPageId, now);
  };
  const postsPage = (now: Date): Post | undefined => {
    const { postsPageId } = settings.get("reading");
    return postsPageId === null || !front(now) ? undefined : pageOf(postsPageId, now);
  };
  const pageOf = (id: number, now: Date): Post | undefined => {
    const page = posts.findById(id, now);
    return page?.kind === "page" ? page : undefined;
  };
  const baseOf = (post: PostAddress, now: Date) =>
    front(now)?.id === post.id ? paths.home() : paths.post(post);

  /** The one address of a post with what stands behind it; undefined where nothing can stand there. */
  const addressOf = (post: Post, suffix: Suffix, now: Date): string | undefined => {
    const base = baseOf(post, now);
    if (suffix.kind === "none") return base;
    if (suffix.kind === "feed") return paths.feed(base, suffix.format);
    if (suffix.kind === "comments") return `${base === "/" ? "" : base}/comment-page-${suffix.page}`;
    if (suffix.page === 1) return base;
    return postsPage(now)?.id === post.id ? `${base}/page/${suffix.page}` : undefined;
  };
  const isExact = (path: string, post: Post): boolean =>
    redirectPath(paths.post(post)).toLowerCase() === path;
  /** By its number alone only what is listed is meant: whoever counts does not know the address. */
  const byParts = (path: string, { postname, post_id: id }: AddressParts, now: Date): Post | undefined => {
    const post = id === undefined ? posts.findPost(postname ?? "", now) : posts.findById(Number(id), now);
    if (post?.kind !== "post") return undefined;
    const isMeant =
      postname === undefined
        ? isExact(path, post) || posts.findByIds([post.id], now).length > 0
        : postname === post.slug;
    return isMeant ? post : undefined;
  };
  const findStanding = ({ path }: Reading, now: Date): Post | undefined => {
    const page = posts.findPage(path, now);
    if (page) return page;
    const named = matchCurrent(path);
    return named && byParts(path, named, now);
  };
  /** The post that an address of an older structure means; a category in it must be one of the post's. */
  const findMeant = (path: string, now: Date): Post | undefined => {
    for (const match of common) {
      const named = match(path);
      const post = named && byParts(path, named, now);
      const { category } = named ?? {};
      if (post && (category === undefined || post.categories.some((one) => one.path === category)))
        return post;
    }
    return undefined;
  };
  const formerTarget = (path: string, suffix: Suffix, now: Date): string | undefined => {
    const target = redirects.find(path) ?? redirects.find(path.toLowerCase());
    if (!target) return undefined;
    if (target.kind === "gone") throw new Gone("It was deleted for good.");
    if (target.kind === "path") return isOwn(target.path) ? target.path : undefined;
    if (target.kind === "post") {
      const post = posts.findById(target.id, now);
      if (!post && posts.isExpired(target.id)) throw new Gone("It was public for a time.");
      return post && addressOf(post, suffix, now);
    }
    const topic = topics.find(target.id);
    if (!topic) return undefined;
    if (suffix.kind === "feed") return paths.feed(paths.topic(topic), suffix.format);
    return paths.topic(topic, suffix.kind === "page" ? suffix.page : 1);
  };
  /** Whether what stands at this address was public for a time that is over. */
  const isOver = ({ path }: Reading): boolean => {
    if (posts.isExpiredPage(path)) return true;
    const { postname, post_id: id } = matchCurrent(path) ?? {};
    return id === undefined ? posts.isExpiredPost(postname ?? "") : posts.isExpired(Number(id));
  };
  const show = (post: Post, suffix: Suffix, now: Date, req: Request, res: Response, next: NextFunction) => {
    const address = addressOf(post, suffix, now);
    // A feed that its own route did not answer has nothing to say here either.
    if (address === undefined || (suffix.kind === "feed" && req.path === address)) return next();
    if (leadsToCanonical(req, res, address)) return;
    if (suffix.kind === "comments") req.params.commentPage = String(suffix.page);
    if (post.id === postsPage(now)?.id) {
      const at = (page: number) => addressOf(post, { kind: "page", page }, now) ?? paths.post(post);
      return showNewest(res, suffix.kind === "page" ? suffix.page : 1, at);
    }
    return post.kind === "page" ? showPage(post, req, res) : showPost(post, req, res);
  };

  return {
    /**
     * Whether readers find something at the path of an address, or are led on from there; `apartFromRedirects`, whether
     * something stands there that no redirect hides.
     */
    leads(requestPath: string, { apartFromRedirects = false } = {}): boolean {
      const now = clock();
      const segments = readSegments(requestPath);
      if (!segments) return false;
      const ways = readings(segments);
      if (ways.at(-1)!.path === "") return true;
      const standing = ways.map((way) => ({ way, post: findStanding(way, now) }));
      if (apartFromRedirects) return standing.some(({ way, post }) => post && isExact(way.path, post));
      try {
        return (
          standing.some(({ post }) => post) ||
          asWritten(segments, ways).some((way) => formerTarget(way.path, way.suffix, now) !== undefined) ||
          ways.some((way) => findMeant(way.path, now) !== undefined)
        );
      } catch (error) {
        if (error instanceof Gone) return false;
        throw error;
      }
    },
    /** `/`: the newest posts, or the page that the settings put there; and the numbered addresses of other systems. */
    home(req: Request, res: Response, next: NextFunction) {
      const now = clock();
      const meant = meantByQuery(req.query);
      if (meant?.kind === "search") return leadOn(res, paths.search(meant.query));
      if (meant?.kind === "post") {
        const [post] = posts.findByIds([redirects.findLegacy(meant.id) ?? meant.id], now);
        return post ? leadOn(res, baseOf(post, now)) : next();
      }
      const page = front(now);
      if (page) return showPage(page, req, res);
      showNewest(res, 1, paths.home);
    },

    /** `/page/2` of the newest posts, which leads to their own page where they have one. */
    homePage(req: Request<{ page: string }>, res: Response, next: NextFunction) {
      const now = clock();
      const page = parsePage(req.params.page);
      const list = postsPage(now);
      if (list) return leadsToCanonical(req, res, addressOf(list, { kind: "page", page }, now)!);
      if (front(now) && page > 1) return next();
      if (leadsToCanonical(req, res, paths.home(page))) return;
      showNewest(res, page, paths.home);
    },

    resolve(req: Request, res: Response, next: NextFunction) {
      const now = clock();
      const segments = readSegments(req.path);
      if (!segments) return next();
      const ways = readings(segments);
      if (ways.at(-1)!.path === "") return lead(res, paths.home(), req);

      const found = ways.map((way) => ({ post: findStanding(way, now), ...way }));
      const exact = found.find(({ post, path }) => post && isExact(path, post));
      if (exact?.post) return show(exact.post, exact.suffix, now, req, res, next);

      for (const { path, suffix } of asWritten(segments, ways)) {
        const target = formerTarget(path, suffix, now);
        if (target !== undefined && target !== req.path) return lead(res, target, req);
      }
      for (const { path, suffix, post } of found) {
        const meant = post ?? findMeant(path, now);
        const target = meant && addressOf(meant, suffix, now);
        if (target !== undefined && target !== req.path) return lead(res, target, req);
      }
      if (ways.some(isOver)) throw new Gone("It was public for a time.");
      const tidy = tidied(segments, ways.at(-1)!);
      if (tidy !== undefined && tidy !== req.path) return lead(res, tidy, req);
      next();
    },
  };
}

/** With what was asked for behind the address, where the address asks for nothing itself. */
function lead(res: Response, address: string, req: Request) {
  const hasQuery = /^[^#]*\?/.test(address);
  leadOn(res, hasQuery ? address : address.replace(/(?=#|$)/, () => keptQuery(req.originalUrl)));
}

/** `/?p=12`, `/?page_id=12` and `/?s=words`, as WordPress writes them. */
function meantByQuery(query: Request["query"]) {
  const { s: words, p, page_id: pageId } = query;
  if (typeof words === "string") return { kind: "search" as const, query: words };
  const id = p ?? pageId;
  if (typeof id === "string" && /^[1-9]\d{0,14}$/.test(id)) return { kind: "post" as const, id: Number(id) };
  return undefined;
}

/** Former addresses may be in upper case: the whole address as it is asked for, then its other readings. */
function asWritten(segments: string[], [whole, ...others]: Reading[]): Reading[] {
  return [{ ...whole!, path: segments.join("/") }, ...others];
}

/** A redirect that the database holds stays on this site. */
function isOwn(path: string): boolean {
  return /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path);
}

/** Below these, upper case and lower case are different things. */
const CASE_MATTERS = new Set(["media", "assets", "password", "unlock", "wp-content", ".well-known"]);

/** The usual spelling of an address whose first segment is the product's own: '/Search/' is '/search'. */
function tidied(segments: string[], { path, suffix }: Reading): string | undefined {
  const first = segments[0]!.toLowerCase();
  if (CASE_MATTERS.has(first) || !RESERVED.has(first)) return undefined;
  const isFirstPage = suffix.kind === "page" && suffix.page === 1;
  const kept = isFirstPage ? path : segments.join("/").toLowerCase();
  return `/${kept.split("/").map(encodeURIComponent).join("/")}`;
}
