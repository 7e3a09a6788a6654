import * as z from "zod";

/** Every group of settings, with its defaults: an empty site is a whole one. */
export const settingGroups = {
  general: z.object({
    title: z.string().default("Broadsheet"),
    tagline: z.string().default(""),
    language: z.string().default("en"),
    timeZone: z.string().default("UTC"),
    /** Text at the foot of every page; empty for the sentence of the catalogue. */
    copyright: z.string().default(""),
  }),
  reading: z.object({
    postsPerPage: z.number().int().min(1).max(100).default(10),
    feedItems: z.number().int().min(1).max(100).default(20),
    /** Ids of pages; null while the front page shows the newest posts. */
    frontPageId: z.number().int().nullable().default(null),
    postsPageId: z.number().int().nullable().default(null),
    /** Asks search engines to stay away. */
    hideFromSearchEngines: z.boolean().default(false),
  }),
  /** WordPress's discussion settings, with its defaults. */
  discussion: z.object({
    commentsOpen: z.boolean().default(true),
    requireNameAndEmail: z.boolean().default(true),
    requireAccount: z.boolean().default(false),
    /** 0 for never. */
    closeAfterDays: z.number().int().min(0).default(0),
    offerToRemember: z.boolean().default(true),
    /** 1 for no replies. */
    threadDepth: z.number().int().min(1).max(10).default(5),
    /** Top-level comments on a page; 0 for all on one. */
    commentsPerPage: z.number().int().min(0).max(500).default(50),
    firstPage: z.enum(["newest", "oldest"]).default("newest"),
    order: z.enum(["oldest", "newest"]).default("oldest"),
    moderateAll: z.boolean().default(false),
    requirePreviouslyApproved: z.boolean().default(true),
    maxLinks: z.number().int().min(0).default(2),
    /** One a line. */
    moderationWords: z.string().default(""),
    disallowedWords: z.string().default(""),
    /** Words match inside other words too, as WordPress does. */
    matchInsideWords: z.boolean().default(true),
  }),
  /** What stands in front of the site, and how it hears of changes. */
  caching: z.object({
    hasSharedCache: z.boolean().default(false),
    purgeMethod: z.enum(["varnish", "hook"]).default("varnish"),
    /** One a line: http or https. Empty where the cache cannot be told anything. */
    purgeAddresses: z.string().default(""),
    /** Goes along with every purge; empty for none. */
    purgeSecret: z.string().default(""),
    /** A view is counted when the server sends the page, or when a browser says that it shows it. */
    viewsCountedBy: z.enum(["server", "browser"]).default("server"),
  }),
  permalinks: z.object({
    structure: z.string().default("/%year%/%monthnum%/%postname%"),
  }),
};

export type SettingGroups = { [Group in keyof typeof settingGroups]: z.infer<(typeof settingGroups)[Group]> };
export type SettingGroup = keyof SettingGroups;

/** Where purges go: nowhere unless a cache stands in front. */
export function purgeAddressesOf(caching: SettingGroups["caching"]): string[] {
  return caching.hasSharedCache ? [...new Set(linesOf(caching.purgeAddresses))] : [];
}

/** The cache in front of the site; null for none. */
export function sharedCache(caching: SettingGroups["caching"]): { isPurged: boolean } | null {
  return caching.hasSharedCache ? { isPurged: purgeAddressesOf(caching).length > 0 } : null;
}

/** The lines of a list that somebody typed, without the empty ones. */
export function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}
