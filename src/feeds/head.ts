import type { Paths } from "../paths.ts";
import type { SettingsRepository } from "../settings/repository.ts";
import type { CurrentWords } from "../web/words.ts";
import type { Feed, FeedFormat, FeedItem } from "./feed.ts";

/** Whose news a feed brings. */
export interface Subject {
  /** Its feeds stand below this address. */
  address: string;
  /** The page for people, where it is not that address. */
  page?: string;
  /** Undefined for the site itself. */
  name?: string;
  about?: string;
  items: FeedItem[];
}

/** A feed as the settings of the site want it. */
export function feedOf(
  { address, page = address, name, about, items }: Subject,
  { settings, paths, words }: { settings: SettingsRepository; paths: Paths; words: CurrentWords },
): Feed {
  const { title, tagline } = settings.get("general");
  const below = (format: FeedFormat) => paths.absolute(paths.feed(address, format));
  return {
    title: name ? `${name} · ${title}` : title,
    description: about || tagline || title,
    page: paths.absolute(page),
    addresses: { rss: below("rss"), atom: below("atom"), json: below("json") },
    language: words().language,
    items,
  };
}
