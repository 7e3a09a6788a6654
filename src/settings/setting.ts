import { z } from "zod";

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
  permalinks: z.object({
    structure: z.string().default("/%year%/%monthnum%/%postname%"),
  }),
};

export type SettingGroups = { [Group in keyof typeof settingGroups]: z.infer<(typeof settingGroups)[Group]> };
export type SettingGroup = keyof SettingGroups;
