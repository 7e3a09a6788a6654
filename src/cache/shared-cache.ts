import { countedOn, tagsOf, type Keep, type MadePage } from "./page.ts";
import { EVERYTHING, tags, type Tag } from "./tags.ts";

/** A cache that stands in front of the site and answers many readers: Varnish, a CDN. */
export interface SharedCache {
  /** Whether it is told what changed. */
  isPurged: boolean;
}

/** What an answer says while nobody has said who may keep it: a shared cache guesses where it is told nothing. */
export const NOT_SHARED = "private, no-cache";

/** On every page with widgets: one name for all that stands there. */
export const WIDGETS: Tag = "widgets";

/** How long a page may be kept, in seconds: a minute where nobody says that it has changed. */
const FRESH = { unpurged: 60, showingCounts: 300, purged: 3600 };
const WHILE_REVALIDATING = 60;
const WHILE_BROKEN = 86_400;

/** Of one header; Varnish takes 8 KiB, others more. A page of more names is dropped with every change. */
const MOST_LETTERS = 4000;

/**
 * How a shared cache may keep a page, and what it is made of. A browser asks each time (`must-revalidate` keeps it from
 * what RFC 5861 allows to shared caches); caches that know CDN-Cache-Control (RFC 9213) read their own line.
 */
export function sharedCacheHeaders(page: MadePage, keep: Keep, cache: SharedCache): Record<string, string> {
  const seconds = freshness(keep, countedOn(page).length > 0, cache);
  const stale = `stale-while-revalidate=${WHILE_REVALIDATING}, stale-if-error=${WHILE_BROKEN}`;
  return {
    "Cache-Control": `public, max-age=0, must-revalidate, s-maxage=${seconds}, ${stale}`,
    "CDN-Cache-Control": `public, max-age=${seconds}, ${stale}`,
    "Surrogate-Key": surrogateKey(page, keep),
  };
}

function freshness({ until }: Keep, showsCounts: boolean, { isPurged }: SharedCache): number {
  if (!isPurged || until) return FRESH.unpurged;
  return showsCounts ? FRESH.showingCounts : FRESH.purged;
}

function surrogateKey({ pieces }: MadePage, keep: Keep): string {
  const hasPlaces = pieces.some((piece) => typeof piece === "object" && "place" in piece);
  const common = hasPlaces ? [EVERYTHING, WIDGETS] : [EVERYTHING];
  const names = [...new Set([...common, ...tagsOf(keep)])].map(headerName).join(" ");
  return names.length <= MOST_LETTERS ? names : [...common, tags.anything].join(" ");
}

/** A name as it stands in a header, where spaces and commas part names. */
export const headerName = (tag: Tag): string =>
  encodeURIComponent(tag).replace(/%3A/g, ":").replace(/%2F/g, "/");
