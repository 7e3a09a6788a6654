import { element, xmlDocument } from "./xml.ts";

/** One address of a sitemap; all are absolute. */
export interface MappedUrl {
  url: string;
  /** RFC 3339; when what stands there last changed. Left out where nobody knows. */
  changed?: string;
  picture?: string | null;
}
export interface NewsUrl {
  url: string;
  published: string;
  title: string;
  /** ISO 639: 'en'. */
  language: string;
}

const SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9";

/** A sitemap (sitemaps.org 0.9) with Google's extension for pictures. */
export function toSitemap(urls: MappedUrl[]): string {
  const rows = urls.map(({ url, changed, picture }) =>
    element("url", [
      element("loc", url),
      changed !== undefined && element("lastmod", changed),
      picture ? element("image:image", [element("image:loc", picture)]) : undefined,
    ]),
  );
  const attributes = {
    xmlns: SITEMAP,
    "xmlns:image": "http://www.google.com/schemas/sitemap-image/1.1",
  };
  return xmlDocument(element("urlset", rows, attributes));
}

export function toSitemapIndex(urls: string[]): string {
  const rows = urls.map((url) => element("sitemap", [element("loc", url)]));
  return xmlDocument(element("sitemapindex", rows, { xmlns: SITEMAP }));
}

/** A news sitemap. Google Search Central, "News sitemaps". */
export function toNewsSitemap(urls: NewsUrl[], publication: string): string {
  const rows = urls.map(({ url, published, title, language }) =>
    element("url", [
      element("loc", url),
      element("news:news", [
        element("news:publication", [
          element("news:name", publication),
          element("news:language", newsLanguage(language)),
        ]),
        element("news:publication_date", published),
        element("news:title", title),
      ]),
    ]),
  );
  const attributes = { xmlns: SITEMAP, "xmlns:news": "http://www.google.com/schemas/sitemap-news/0.9" };
  return xmlDocument(element("urlset", rows, attributes));
}

/** Two letters (three where there are no two); only Chinese is told apart by its script. */
function newsLanguage(language: string): string {
  const { language: code, script } = new Intl.Locale(language).maximize();
  return code === "zh" ? (script === "Hant" ? "zh-tw" : "zh-cn") : code;
}

/**
 * Which part of several lists, set one after another, stands between `from` and `from + limit`: for each list the slice
 * to read, or undefined.
 */
export function slicesOf(sizes: number[], from: number, limit: number) {
  let start = 0;
  return sizes.map((size) => {
    const offset = Math.max(0, from - start);
    const end = Math.min(size, from + limit - start);
    start += size;
    return end > offset ? { offset, limit: end - offset } : undefined;
  });
}
