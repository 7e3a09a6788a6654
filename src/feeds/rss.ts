import { updatedAt, type Feed, type FeedItem } from "./feed.ts";
import { element, xmlDocument } from "./xml.ts";

const NAMESPACES = {
  "xmlns:atom": "http://www.w3.org/2005/Atom",
  "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
  "xmlns:media": "http://search.yahoo.com/mrss/",
  "xmlns:slash": "http://purl.org/rss/1.0/modules/slash/",
  "xmlns:wfw": "http://wellformedweb.org/CommentAPI/",
};

/** RSS 2.0 (RSS Advisory Board, 2.0.11) with the full text in content:encoded. */
export function toRss(feed: Feed): string {
  const changed = updatedAt(feed);
  const channel = element("channel", [
    element("title", feed.title),
    element("link", feed.page),
    element("description", feed.description),
    element("language", feed.language),
    changed && element("lastBuildDate", changed.toUTCString()),
    element("generator", "Broadsheet"),
    element("atom:link", [], { href: feed.addresses.rss, rel: "self", type: "application/rss+xml" }),
    ...feed.items.map(toItem),
  ]);
  return xmlDocument(element("rss", [channel], { version: "2.0", ...NAMESPACES }));
}

function toItem({ picture, comments, ...item }: FeedItem) {
  return element("item", [
    item.title !== "" && element("title", item.title),
    element("link", item.url),
    ...item.authors.map(({ name }) => element("dc:creator", name)),
    element("pubDate", item.publishedAt.toUTCString()),
    item.language !== undefined && element("dc:language", item.language),
    ...item.topics.map(({ name }) => element("category", name)),
    element("guid", item.id, { isPermaLink: "false" }),
    element("description", textInHtml(item.summary)),
    element("content:encoded", item.html),
    picture && element("enclosure", [], { url: picture.url, length: picture.bytes, type: picture.type }),
    picture &&
      element("media:content", picture.alt === "" ? [] : [element("media:description", picture.alt)], {
        ...{ url: picture.url, type: picture.type, medium: "image" },
        ...{ width: picture.width, height: picture.height },
      }),
    comments && element("comments", comments.page),
    comments && element("wfw:commentRss", comments.feed),
    comments && element("slash:comments", String(comments.count)),
  ]);
}

/**
 * Readers take a description for HTML. Plain text is marked only where HTML would take it for something else: "<b>" and
 * "&lt;", not "Tom & Jerry" or "1 < 2".
 */
function textInHtml(text: string): string {
  return text.replace(/&(?=#?\w+;)/g, "&amp;").replace(/<(?=[a-z/!?])/gi, "&lt;");
}
