import type { Response } from "express";
import { toAtom } from "./atom.ts";
import { updatedAt, type Feed, type FeedFormat } from "./feed.ts";
import { toJsonFeed } from "./json-feed.ts";
import { toRss } from "./rss.ts";

const TYPES: Record<FeedFormat, string> = {
  rss: "application/rss+xml; charset=utf-8",
  atom: "application/atom+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};
const FRESH_SECONDS = 300;

/**
 * Sends a feed in one format. Express makes the strong ETag and answers 304 where the reader has this very text;
 * without an ETag, Last-Modified decides.
 */
export function sendFeed(
  res: Response,
  feed: Feed,
  format: FeedFormat,
  isoDate: (date: Date) => string,
): void {
  const changed = updatedAt(feed);
  if (changed) res.set("Last-Modified", changed.toUTCString());
  mayBeKept(res);
  const text =
    format === "rss" ? toRss(feed) : format === "atom" ? toAtom(feed, isoDate) : toJsonFeed(feed, isoDate);
  res.set("Content-Type", TYPES[format]).send(text);
}

/** Lets caches keep an answer for five minutes, unless it belongs to somebody who is signed in. */
export function mayBeKept(res: Response): void {
  if (!res.locals.viewer) res.set("Cache-Control", `public, max-age=${FRESH_SECONDS}`);
}
