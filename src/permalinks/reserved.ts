/** First segments that the product itself answers: nothing anybody writes may hide them. */
export const RESERVED: ReadonlySet<string> = new Set(
  [
    ...["admin", "login", "logout", "account", "setup", "password", "unlock", "search", "preview"],
    ...["category", "tag", "author", "page", "feed", "feed.json", "comments", "comment-page"],
    ...["media", "assets", "healthz", "readyz", "sitemap.xml", "news-sitemap.xml", "robots.txt"],
    ...["wp-content", "wp-json", "favicon.ico", "favicon.svg", ".well-known"],
  ],
); // prettier-ignore

/** Whether a page at the top, or a post whose address is its slug alone, would stand in the way. */
export function isReserved(slug: string): boolean {
  return RESERVED.has(slug) || /^\d{1,4}$/.test(slug);
}

/** Last segments that mean something below any address: its feed, its second page. */
export function isSuffix(slug: string): boolean {
  return slug === "feed" || slug === "page" || /^comment-page-\d+$/.test(slug);
}
