import { updatedAt, type Feed, type FeedItem } from "./feed.ts";
import { element, xmlDocument } from "./xml.ts";

/** Atom 1.0 (RFC 4287). `isoDate` writes a moment as RFC 3339 wants it, in the zone of the site. */
export function toAtom(feed: Feed, isoDate: (date: Date) => string): string {
  const root = element(
    "feed",
    [
      element("id", feed.addresses.atom),
      element("title", feed.title),
      feed.description !== "" && element("subtitle", feed.description),
      element("updated", isoDate(updatedAt(feed) ?? new Date(0))),
      element("author", [element("name", feed.title), element("uri", feed.page)]),
      element("link", [], { rel: "self", type: "application/atom+xml", href: feed.addresses.atom }),
      element("link", [], { rel: "alternate", type: "text/html", href: feed.page }),
      element("generator", "Broadsheet"),
      ...feed.items.map((item) => toEntry(item, isoDate)),
    ],
    {
      xmlns: "http://www.w3.org/2005/Atom",
      "xmlns:thr": "http://purl.org/syndication/thread/1.0",
      "xml:lang": feed.language,
    },
  );
  return xmlDocument(root);
}

function toEntry({ picture, comments, ...item }: FeedItem, isoDate: (date: Date) => string) {
  return element(
    "entry",
    [
      element("id", item.id),
      element("title", item.title, { type: "text" }),
      element("link", [], { rel: "alternate", type: "text/html", href: item.url }),
      element("published", isoDate(item.publishedAt)),
      element("updated", isoDate(item.updatedAt)),
      ...item.authors.map(({ name, url }) =>
        element("author", [element("name", name), url !== undefined && element("uri", url)]),
      ),
      ...item.topics.map(({ name, slug }) => element("category", [], { term: slug, label: name })),
      picture &&
        element("link", [], {
          ...{ rel: "enclosure", type: picture.type, length: picture.bytes, href: picture.url },
        }),
      // RFC 4685: how a reader finds the conversation.
      comments &&
        element("link", [], {
          ...{ rel: "replies", type: "text/html", href: comments.page, "thr:count": comments.count },
        }),
      item.summary !== "" && element("summary", item.summary, { type: "text" }),
      element("content", item.html, { type: "html" }),
    ],
    { "xml:lang": item.language },
  );
}
