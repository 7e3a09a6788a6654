export type FeedFormat = "rss" | "atom" | "json";

/** What a feed says, in whatever format. Addresses are absolute; texts are plain but for `html`. */
export interface Feed {
  title: string;
  description: string;
  /** The page whose news these are. */
  page: string;
  /** The same feed in each format. */
  addresses: Record<FeedFormat, string>;
  /** BCP 47 */
  language: string;
  /** Newest first. */
  items: FeedItem[];
}

export interface FeedItem {
  /** Never changes, also where the address does. */
  id: string;
  url: string;
  title: string;
  summary: string;
  /** Safe, with absolute addresses. */
  html: string;
  publishedAt: Date;
  /** Not before `publishedAt`. */
  updatedAt: Date;
  authors: { name: string; url?: string }[];
  /** Categories and tags. */
  topics: { name: string; slug: string }[];
  /** Where it is not the language of the feed. */
  language?: string;
  picture?: { url: string; type: string; bytes: number; width: number; height: number; alt: string };
  /** The conversation below a post. */
  comments?: { page: string; feed: string; count: number };
}

/** When anything in the feed last changed; undefined for an empty one. */
export function updatedAt({ items }: Feed): Date | undefined {
  const newest = Math.max(...items.map((item) => item.updatedAt.getTime()));
  return Number.isFinite(newest) ? new Date(newest) : undefined;
}
