import type { MessageKey } from "../messages/translator.ts";
import type { SettingGroup, SettingGroups } from "./setting.ts";

/** How one setting is typed. Its words are `settings.<group>.<name>` and `…Help` in the catalogue. */
export interface SettingField {
  name: string;
  type: "line" | "text" | "number" | "tick" | "choice" | "choice-or-line" | "page";
  /** Of a choice: what is stored, and the words for it. */
  options?: { value: string; label: MessageKey }[];
  hasHelp?: boolean;
  maxLength?: number;
  /** A heading above the field. */
  section?: MessageKey;
}

type FieldsOf<Group extends SettingGroup> = (SettingField & { name: keyof SettingGroups[Group] & string })[];

/** The fields of every settings page, in their order. */
export const settingFields: { [Group in SettingGroup]: FieldsOf<Group> } = {
  general: [
    { name: "title", type: "line", maxLength: 200 },
    { name: "tagline", type: "line", maxLength: 300, hasHelp: true },
    { name: "language", type: "choice", hasHelp: true },
    { name: "timeZone", type: "choice", hasHelp: true },
    { name: "copyright", type: "line", maxLength: 500, hasHelp: true },
  ],
  reading: [
    { name: "postsPerPage", type: "number" },
    { name: "feedItems", type: "number" },
    { name: "frontPageId", type: "page", hasHelp: true },
    { name: "postsPageId", type: "page", hasHelp: true },
    { name: "hideFromSearchEngines", type: "tick", hasHelp: true },
  ],
  discussion: [
    { name: "commentsOpen", type: "tick", hasHelp: true, section: "settings.discussion.who" },
    { name: "requireNameAndEmail", type: "tick" },
    { name: "requireAccount", type: "tick" },
    { name: "offerToRemember", type: "tick", hasHelp: true },
    { name: "closeAfterDays", type: "number", hasHelp: true },
    { name: "threadDepth", type: "number", hasHelp: true, section: "settings.discussion.shape" },
    { name: "commentsPerPage", type: "number", hasHelp: true },
    {
      ...{ name: "firstPage", type: "choice" },
      options: [
        { value: "newest", label: "settings.discussion.firstNewest" },
        { value: "oldest", label: "settings.discussion.firstOldest" },
      ],
    },
    {
      ...{ name: "order", type: "choice" },
      options: [
        { value: "oldest", label: "settings.discussion.orderOldest" },
        { value: "newest", label: "settings.discussion.orderNewest" },
      ],
    },
    { name: "moderateAll", type: "tick", hasHelp: true, section: "settings.discussion.before" },
    { name: "requirePreviouslyApproved", type: "tick", hasHelp: true },
    { name: "maxLinks", type: "number", hasHelp: true },
    { name: "moderationWords", type: "text", maxLength: 100_000, hasHelp: true },
    { name: "disallowedWords", type: "text", maxLength: 1_000_000, hasHelp: true },
    { name: "matchInsideWords", type: "tick", hasHelp: true },
  ],
  caching: [
    { name: "hasSharedCache", type: "tick", hasHelp: true, section: "settings.caching.front" },
    {
      ...{ name: "purgeMethod", type: "choice", hasHelp: true, section: "settings.caching.purging" },
      options: [
        { value: "varnish", label: "settings.caching.byVarnish" },
        { value: "hook", label: "settings.caching.byHook" },
      ],
    },
    { name: "purgeAddresses", type: "text", maxLength: 10_000, hasHelp: true },
    { name: "purgeSecret", type: "line", maxLength: 500, hasHelp: true },
    {
      ...{ name: "viewsCountedBy", type: "choice", hasHelp: true, section: "settings.caching.counting" },
      options: [
        { value: "server", label: "settings.caching.byServer" },
        { value: "browser", label: "settings.caching.byBrowser" },
      ],
    },
  ],
  permalinks: [
    {
      ...{ name: "structure", type: "choice-or-line", maxLength: 200, hasHelp: true },
      options: [
        { value: "/%year%/%monthnum%/%postname%", label: "settings.permalinks.byMonth" },
        { value: "/%year%/%monthnum%/%day%/%postname%", label: "settings.permalinks.byDay" },
        { value: "/%postname%", label: "settings.permalinks.byName" },
        { value: "/%category%/%postname%", label: "settings.permalinks.byCategory" },
        { value: "/archives/%post_id%", label: "settings.permalinks.byNumber" },
      ],
    },
  ],
};
