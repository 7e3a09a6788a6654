import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import type { Response } from "express";
import { sendKept, writeKept, type Moment } from "./answer.ts";
import type { ChangeWatch } from "./change-watch.ts";
import type { Filling } from "./filling.ts";
import { filled, sendFresh } from "./fresh-page.ts";
import { isReading, keyOf } from "./key.ts";
import { KeptPage } from "./kept-page.ts";
import { countedOn, joined, type Keep, type MadePage, type ShownViews } from "./page.ts";
import type { PageCache } from "./page-cache.ts";
import { rawHeaders } from "./raw-headers.ts";
import { NOT_SHARED, sharedCacheHeaders, type SharedCache } from "./shared-cache.ts";
import type { traffic } from "./traffic.ts";
import { byTurns, type Asked } from "./turn.ts";

export type PageFront = ReturnType<typeof pageFront>;

interface Parts {
  cache: PageCache;
  watch: ChangeWatch;
  /** Asks for the version of the content once for all of some work that writes nothing. */
  heldDuring: (work: () => void) => void;
  /** What stands in the places of all pages at this moment. */
  fill: (now: Date, edition?: number) => Filling;
  /** How often these posts were read, as pages show it. */
  showViews: (postIds: readonly number[]) => ShownViews;
  traffic: ReturnType<typeof traffic>;
  clock: () => Date;
  /** The cache that stands in front of the site; null for none. */
  shared: () => SharedCache | null;
  /** Counts the reader of a page that was sent from the cache. */
  recordVisit: (req: IncomingMessage, status: number, visit: number) => void;
}

/** How things stand when a turn's readers are answered. */
interface Look extends Moment {
  edition: number;
}

/** What is asked of the site itself because the cache does not have it. */
interface Miss {
  key: string;
  edition: number;
}

/**
 * The cache in front of the site: anonymous readers get finished bytes from memory. A page is sent only while nothing
 * that it was made of has changed; docs/decisions/page-cache.md says why that is exact.
 */
export function pageFront(parts: Parts) {
  const { cache, watch, heldDuring, fill, showViews, traffic, clock, shared, recordVisit } = parts;
  const misses = new WeakMap<ServerResponse, Miss>();

  /** Undefined inside a transaction, and where the data cannot be read: the site then says so. */
  const tryToLook = (): Look | undefined => {
    try {
      const edition = watch.look();
      if (edition === null) return undefined;
      const now = clock();
      return { edition, filling: fill(now, edition), time: now.getTime(), isBusy: traffic.isBusy() };
    } catch {
      return undefined;
    }
  };

  const recount = (page: KeptPage, time: number): boolean => {
    page.countsAt = time;
    return page.recount(showViews(page.counted));
  };

  const isRight = (page: KeptPage, { edition, filling, time }: Look): boolean => {
    if (time >= page.until || page.furnished !== filling.furnished) return false;
    if (page.edition !== edition) {
      if (!watch.isSame(page.madeOf, page.edition)) return false;
      page.edition = edition;
    }
    const isBehind = page.counted.length > 0 && Math.abs(time - page.countsAt) >= traffic.lagMs();
    return !isBehind || recount(page, time);
  };

  /** Answers from memory, and returns the page that was read; or lets the site answer. */
  const answer = (site: RequestListener, { key, req, res }: Asked, now: Look | undefined) => {
    if (now) {
      traffic.note(now.time);
      const page = cache.get(key);
      if (page && isRight(page, now)) {
        writeKept(page, now, req, res);
        return page;
      }
      if (page) cache.delete(key);
      misses.set(res, { key, edition: now.edition });
    }
    heldDuring(() => site(req, res));
    return undefined;
  };

  return {
    /** Answers from memory, or lets the site answer. One look does for all readers of a turn: they had asked before it. */
    before(site: RequestListener): RequestListener {
      const ask = byTurns((asked) => {
        const now = tryToLook();
        const read = asked.map((one) => answer(site, one, now));
        read.forEach((page, index) => {
          const { req, res } = asked[index]!;
          if (page?.visit !== undefined) recordVisit(req, res.statusCode, page.visit);
        });
      });
      return (req, res) => {
        const key = keyOf(req);
        if (key !== undefined) ask({ key, req, res });
        else if (isReading(req)) heldDuring(() => site(req, res));
        else site(req, res);
      };
    },

    /** Sends a page that the site has made, and keeps it where `keep` gives leave and the answer is nobody's own. */
    send(res: Response, page: MadePage, keep: Keep | false | undefined): void {
      const now = clock();
      const filling = fill(now);
      const miss = misses.get(res);
      if (!keep || !miss || miss.key !== keep.address || !isForAll(res) || watch.look() !== miss.edition) {
        if (keep && !res.hasHeader("Cache-Control")) res.set("Cache-Control", ASK_EVERY_TIME);
        sendFresh(res, filled(page, filling, showViews(countedOn(page))), now.getTime());
        return;
      }
      const inFront = shared();
      res.set(inFront ? sharedCacheHeaders(page, keep, inFront) : { "Cache-Control": ASK_EVERY_TIME });
      const countsAt = now.getTime();
      const views = showViews(countedOn(page));
      res.appendHeader("Vary", "Accept-Encoding");
      const { "surrogate-key": names, ...common } = res.getHeaders();
      const headers = rawHeaders(common);
      const surrogateKey = names === undefined ? undefined : String(names);
      const made = { filling, headers, surrogateKey, edition: miss.edition, views, countsAt };
      const kept = new KeptPage(joined(page), keep, made);
      for (const name of res.getHeaderNames()) res.removeHeader(name);
      sendKept(kept, { filling, time: countsAt, isBusy: traffic.isBusy() }, res.req, res);
      cache.put(miss.key, kept);
    },
  };
}

/** A browser may keep the page, and asks whether it is still the same before it shows it again. */
const ASK_EVERY_TIME = "public, max-age=0, must-revalidate";

/** A good answer that carries nothing personal, and that nobody has closed. */
function isForAll(res: Response): boolean {
  const control = res.getHeader("Cache-Control") ?? NOT_SHARED;
  return (
    res.statusCode === 200 && !res.hasHeader("Set-Cookie") && !res.locals.viewer && control === NOT_SHARED
  );
}
