import type { Request, Response } from "express";

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
  res.redirect(301, address + keptQuery(req.originalUrl));
  return true;
}

/** The query of an address without the marks of campaigns (utm_…): '' or '?a=b'. */
export function keptQuery(url: string): string {
  const start = url.indexOf("?");
  if (start === -1) return "";
  const query = new URLSearchParams(url.slice(start + 1));
  for (const name of [...query.keys()]) if (name.toLowerCase().startsWith("utm_")) query.delete(name);
  return query.size === 0 ? "" : `?${query.toString()}`;
}
