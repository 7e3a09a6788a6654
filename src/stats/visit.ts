import type { Request, Response } from "express";
import type { Reader } from "./reader.ts";
import { isBot } from "./bots.ts";

/** Why a visit is not a view, in the order in which they are asked; each has its words in stats.reasons. */
export const discardReasons = ["preview", "head", "error", "staff", "prefetch", "bot", "repeat"] as const;
export type DiscardReason = (typeof discardReasons)[number];

/** What a page answered, as far as counting needs to know. */
export type Visit = Pick<Request, "method" | "path"> & {
  /** Who asks, where that is known already; else the address from which they ask. */
  reader?: Reader;
  ip?: string | undefined;
  /** The value of a header, by its name in lower case. */
  get: (name: string) => string | undefined;
};
export type Answer = { statusCode: number; locals: Pick<Response["locals"], "viewer"> };

/**
 * The reason for which this answered visit cannot be a view, or undefined where a person seems to have read the post.
 * A 304 is a read like a 200: the reader's browser shows the page it has kept.
 */
export function reasonAgainst(req: Visit, res: Answer): Exclude<DiscardReason, "repeat"> | undefined {
  if (req.path.startsWith("/admin/")) return "preview";
  if (req.method !== "GET") return "head";
  if ((res.statusCode !== 200 && res.statusCode !== 304) || isGone(req)) return "error";
  if (res.locals.viewer) return "staff";
  if (isAhead(req)) return "prefetch";
  if (isBot(req.get("user-agent") ?? "")) return "bot";
  return undefined;
}

/** Whether the connection was closed before the request was read, and has no address any more: nobody sees the page. */
const isGone = ({ reader, ip }: Visit): boolean => (reader?.address ?? ip) === "";

/**
 * Whether the browser fetches before anybody asked to see the page. `Sec-Purpose: prefetch` or `prefetch;prerender`
 * (Fetch, "fetch metadata"; Chromium and Firefox), `Purpose` and `X-Purpose` (older WebKit, also `preview` for a
 * thumbnail), `X-Moz` (older Firefox).
 */
function isAhead(req: Visit): boolean {
  return PURPOSES.some((name) => {
    const purpose = req.get(name);
    return purpose !== undefined && AHEAD.test(purpose);
  });
}

const PURPOSES = ["sec-purpose", "purpose", "x-purpose", "x-moz"];
const AHEAD = /prefetch|prerender|preview/i;
