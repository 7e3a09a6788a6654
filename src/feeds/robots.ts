/** What crawlers need not ask for: forms, and lists made of lists. RFC 9309; `$` ends an address. */
const NOT_FOR_ROBOTS = [
  "/admin$",
  "/admin/",
  "/login$",
  "/login?",
  "/account$",
  "/account/",
  "/setup$",
  "/setup?",
  "/password/",
  "/unlock/",
  "/search$",
  "/search?",
  "/search/",
  "/*?s=",
  "/*?reply=",
];

/** The text of /robots.txt. A site that hides keeps everybody away and names no sitemap. */
export function robotsText(isHidden: boolean, sitemaps: string[]): string {
  const lines = isHidden
    ? ["User-agent: *", "Disallow: /"]
    : [
        "User-agent: *",
        ...NOT_FOR_ROBOTS.map((path) => `Disallow: ${path}`),
        "",
        ...sitemaps.map((address) => `Sitemap: ${address}`),
      ];
  return `${lines.join("\n")}\n`;
}
