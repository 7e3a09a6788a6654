import type { Feed, FeedItem } from "./feed.ts";

/** JSON Feed 1.1 (jsonfeed.org). `isoDate` writes a moment as RFC 3339 wants it, in the zone of the site. */
export function toJsonFeed(feed: Feed, isoDate: (date: Date) => string): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title: feed.title,
    home_page_url: feed.page,
    feed_url: feed.addresses.json,
    ...(feed.description !== "" && { description: feed.description }),
    language: feed.language,
    items: feed.items.map((item) => toItem(item, isoDate)),
  });
}

function toItem({ picture, ...item }: FeedItem, isoDate: (date: Date) => string) {
  return {
    id: item.id,
    url: item.url,
    ...(item.title !== "" && { title: item.title }),
    content_html: item.html,
    ...(item.summary !== "" && { summary: item.summary }),
    ...(picture && { image: picture.url }),
    date_published: isoDate(item.publishedAt),
    date_modified: isoDate(item.updatedAt),
    authors: item.authors,
    tags: item.topics.map(({ name }) => name),
    ...(item.language !== undefined && { language: item.language }),
  };
}
