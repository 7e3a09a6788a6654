import type { IncomingMessage } from "node:http";

/** Parameters that campaigns and mailers hang on to addresses; no page looks at them. */
const MARK = /^(?:utm_[a-z]+|fbclid|gclid|msclkid|mc_[ce]id)$/i;
/** Longer addresses are asked of the site itself. */
const MOST_LETTERS = 1000;

/** Cookies after which the page is somebody's own: a session, a remembered commenter. */
const OWN_COOKIE = /(?:^|;\s*)(?:__Host-)?(?:sid|commenter)=/;

/**
 * Under which name the cache may know what is asked: the path alone, because nothing else that a stranger can vary
 * makes another page. Undefined where the answer may be somebody's own, or is no page.
 */
export function keyOf(req: Pick<IncomingMessage, "method" | "url" | "headers">): string | undefined {
  if (!isReading(req)) return undefined;
  const { url = "/" } = req;
  if (url.length > MOST_LETTERS || !url.startsWith("/")) return undefined;
  const query = url.indexOf("?");
  if (query === -1) return url;
  const names = url.slice(query + 1).split("&");
  return names.every((pair) => MARK.test(pair.split("=", 1)[0]!)) ? url.slice(0, query) : undefined;
}

/** Whether a stranger only wants to read: nothing is written on the way to the answer. */
export function isReading({ method, headers }: Pick<IncomingMessage, "method" | "headers">): boolean {
  return (method === "GET" || method === "HEAD") && isStranger(headers);
}

/** Whether a request carries nothing by which the site knows somebody. */
export function isStranger({ authorization, cookie }: IncomingMessage["headers"]): boolean {
  return authorization === undefined && (cookie === undefined || !OWN_COOKIE.test(cookie));
}
