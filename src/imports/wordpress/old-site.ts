import { decodeSlug } from "./plain.ts";

/** The path of an old address, decoded and without slashes at its ends; "" for the home page and for ?p=12. */
export function oldPath(link: string): string {
  const base = URL.canParse(link) ? link : `https://old.invalid/${link.replace(/^\/+/, "")}`;
  if (!URL.canParse(base)) return "";
  return decodeSlug(new URL(base).pathname).replace(/^\/+|\/+$/g, "");
}

/**
 * One name for the site an export comes from, whichever scheme it had: "old.example/blog". Things are recognised by
 * this name and their guid.
 */
export function sourceName(url: string): string {
  return `wordpress ${url
    .replace(/^https?:\/\//i, "")
    .replace(/\/+$/, "")
    .toLowerCase()}`;
}

const FILE = /\.(?!html?$|php$)[a-z0-9]{2,5}$/i;

/**
 * A link from the old site to itself as a path of this one, where a redirect or the same address waits; undefined for
 * other sites, files and the inner parts of WordPress.
 */
export function linkWithin(siteUrl: string): (url: string) => string | undefined {
  const host = hostOf(siteUrl);
  return (url) => {
    if (host === undefined || !/^https?:\/\//i.test(url) || hostOf(url) !== host) return undefined;
    const { pathname, search, hash } = new URL(url);
    if (/^\/(?:.*\/)?wp-|\/xmlrpc/.test(pathname) || FILE.test(pathname)) return undefined;
    return `${pathname}${search}${hash}`;
  };
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : undefined;
}
