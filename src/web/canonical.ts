import type { Request, Response } from "express";
import { NOT_SHARED } from "../cache/shared-cache.ts";

/**
 * Leads another spelling of an address (trailing slash, upper case, /page/1) to its own one with a 301, and says
 * whether it did. `address` is site-relative and made by `paths`, so nobody is ever led elsewhere.
 */
export function leadsToCanonical(
  req: Pick<Request, "path" | "originalUrl">,
  res: Response,
  address: string,
): boolean {
  if (req.path === address) return false;
  leadOn(res, address + keptQuery(req.originalUrl));
  return true;
}

/**
 * Leads to another address with a 301. Browsers ask again each time: where it leads may change, and what they kept of two
 * posts that changed places would lead in a circle. RFC 9110, section 15.4.2, lets them keep it for ever otherwise.
 */
export function leadOn(res: Response, address: string): void {
  res.set("Cache-Control", NOT_SHARED);
  res.redirect(301, address);
}

/** The query of an address without the marks of campaigns (utm_…): '' or '?a=b'. */
export function keptQuery(url: string): string {
  const start = url.indexOf("?");
  if (start === -1) return "";
  const query = new URLSearchParams(url.slice(start + 1));
  for (const name of [...query.keys()]) if (name.toLowerCase().startsWith("utm_")) query.delete(name);
  return query.size === 0 ? "" : `?${query.toString()}`;
}
