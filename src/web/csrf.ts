import type { RequestHandler } from "express";
import { NotAllowed } from "../errors.ts";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses requests that another site made a browser send. Browsers say where a request comes from (Sec-Fetch-Site);
 * older ones send Origin; a request with neither and without a cookie is no browser and has no authority to steal.
 * No token stands in any page, so pages can be cached. OWASP CSRF Prevention Cheat Sheet, "Fetch Metadata".
 */
export function refuseCrossSite(ownOrigin: () => string): RequestHandler {
  return (req, _res, next) => {
    if (SAFE_METHODS.has(req.method)) return next();
    const site = req.get("sec-fetch-site");
    const origin = req.get("origin");
    if (site === "same-origin") return next();
    if (site === undefined && origin === undefined && !req.headers.cookie) return next();
    if (site === undefined && origin !== undefined && isOwn(origin, ownOrigin(), req.get("host")))
      return next();
    throw new NotAllowed("cross-site");
  };
}

function isOwn(origin: string, own: string, host: string | undefined) {
  if (origin === own) return true;
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
