import type { Response } from "express";
import type { Keep } from "../cache/page.ts";
import type { Send } from "../web/render.ts";
import { toAtom } from "./atom.ts";
import type { Feed, FeedFormat } from "./feed.ts";
import { toJsonFeed } from "./json-feed.ts";
import { toRss } from "./rss.ts";

const TYPES: Record<FeedFormat, string> = {
  rss: "application/rss+xml; charset=utf-8",
  atom: "application/atom+xml; charset=utf-8",
  json: "application/feed+json; charset=utf-8",
};

/** Sends a feed in one format, with a strong ETag: a reader that has this very text is told so (304). */
export function sendFeed(
  res: Response,
  { feed, format, keep }: { feed: Feed; format: FeedFormat; keep: Keep },
  { send, isoDate }: { send: Send; isoDate: (date: Date) => string },
): void {
  const text =
    format === "rss" ? toRss(feed) : format === "atom" ? toAtom(feed, isoDate) : toJsonFeed(feed, isoDate);
  send(res.set("Content-Type", TYPES[format]), { pieces: [text] }, keep);
}
