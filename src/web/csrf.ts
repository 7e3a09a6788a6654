import type { IncomingMessage } from "node:http";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether another site made a browser send this. Browsers say where a request comes from (Sec-Fetch-Site); older ones
 * send Origin; a request with neither and without a cookie is no browser and has no authority to steal.
 * No token stands in any page, so pages can be cached. OWASP CSRF Prevention Cheat Sheet, "Fetch Metadata".
 */
export function isCrossSite(
  { method = "", headers }: Pick<IncomingMessage, "method" | "headers">,
  ownOrigin: () => string,
): boolean {
  if (SAFE_METHODS.has(method)) return false;
  const site = headers["sec-fetch-site"];
  const { origin, cookie, host } = headers;
  if (site !== undefined) return site !== "same-origin";
  return origin === undefined ? Boolean(cookie) : !isOwn(origin, ownOrigin(), host);
}

function isOwn(origin: string, own: string, host: string | undefined) {
  if (origin === own) return true;
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}
