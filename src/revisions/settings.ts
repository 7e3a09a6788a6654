import type { MessageKey } from "../messages/translator.ts";
import type { EditedField } from "../posts/fields.ts";
import { keptOptions } from "../posts/options.ts";
import { stateOf } from "../posts/post.ts";
import type { PostTyped } from "../posts/typed.ts";
import type { Words } from "../web/words.ts";
import type { Snapshot } from "./revision.ts";

/** Something beside the text that differs; '' where there is nothing. */
export interface SettingChange {
  label: MessageKey;
  before: string;
  after: string;
}

/** The settings of a revision in words. `titleOf` names a page that may exist no more. */
function settingsOf(
  snapshot: Snapshot,
  at: Date,
  { t, date, number }: Words,
  titleOf: (pageId: number) => string,
): [MessageKey, string][] {
  const names = (list: { name: string }[]) => list.map(({ name }) => name).join(", ");
  const yesOrNo = (is: boolean) => t(is ? "revisions.yes" : "revisions.no");
  const publishedAt = snapshot.publishedAt === null ? null : new Date(snapshot.publishedAt);
  const state = stateOf({ status: snapshot.status, publishedAt }, at);
  const pictureName = (id: number | null) => (id === null ? "" : t("media.choice.unnamed", { id }));
  const options = keptOptions(snapshot.options);
  return [
    ["desk.slug", snapshot.slug],
    ["desk.tabs.label", t(`desk.states.${state}`)],
    ["desk.publishOn", publishedAt ? date(publishedAt, "full") : ""],
    ["desk.passwordMark", yesOrNo(snapshot.hasPassword)],
    ["desk.categories", names(snapshot.categories)],
    ["desk.tags", names(snapshot.tags)],
    ["desk.authors", names(snapshot.authors)],
    ["desk.picture", pictureName(snapshot.featuredMediaId)],
    ["desk.parent", snapshot.parentId === null ? "" : titleOf(snapshot.parentId)],
    ["desk.position", number(snapshot.position)],
    ["desk.sticky", yesOrNo(snapshot.isSticky)],
    ["desk.commentsOpen", yesOrNo(snapshot.commentsOpen)],
    ["desk.unlistedMark", yesOrNo(options.isUnlisted)],
    ["desk.expiresOn", options.expiresAt ? date(options.expiresAt, "full") : ""],
    ["desk.language", options.language ?? ""],
    ["desk.template", t(`desk.templates.${options.template}`)],
    ["desk.canonicalUrl", options.canonicalUrl],
    ["desk.searchTitle", options.searchTitle],
    ["desk.searchDescription", options.searchDescription],
    ["desk.sharingPicture", pictureName(options.sharingMediaId)],
    ["desk.format", t(snapshot.bodyFormat === "html" ? "desk.formatHtml" : "desk.formatMarkdown")],
  ];
}

/** What differs between the settings of two revisions. */
export function compareSettings(
  before: { snapshot: Snapshot; at: Date },
  after: { snapshot: Snapshot; at: Date },
  words: Words,
  titleOf: (pageId: number) => string,
): SettingChange[] {
  const former = settingsOf(before.snapshot, before.at, words, titleOf);
  const latter = settingsOf(after.snapshot, after.at, words, titleOf);
  return former
    .map(([label, was], index) => ({ label, before: was, after: latter[index]![1] }))
    .filter((change) => change.before !== change.after);
}

/** What the editor calls its fields. */
export const fieldLabels: Record<EditedField, MessageKey> = {
  title: "desk.title",
  excerpt: "desk.excerpt",
  slug: "desk.slug",
  bodyFormat: "desk.format",
  categories: "desk.categories",
  tags: "desk.tags",
  publishOn: "desk.publishOn",
  visibility: "desk.visibility",
  password: "desk.password",
  isSticky: "desk.sticky",
  commentsOpen: "desk.commentsOpen",
  authors: "desk.authors",
  picture: "desk.picture",
  parent: "desk.parent",
  position: "desk.position",
  expiresOn: "desk.expiresOn",
  language: "desk.language",
  template: "desk.template",
  canonicalUrl: "desk.canonicalUrl",
  searchTitle: "desk.searchTitle",
  searchDescription: "desk.searchDescription",
  sharingPicture: "desk.sharingPicture",
};

/** A field that two people can be at odds about, in words; '' where there is nothing in it. */
export function sayField(
  typed: PostTyped,
  field: EditedField,
  { t }: Words,
  titleOf: (pageId: number) => string,
): string {
  switch (field) {
    case "bodyFormat":
      return t(typed.bodyFormat === "html" ? "desk.formatHtml" : "desk.formatMarkdown");
    case "visibility":
      return t(`desk.visibilities.${typed.visibility}`);
    case "picture":
    case "sharingPicture":
      return typed[field] === null ? "" : t("media.choice.unnamed", { id: typed[field] });
    case "template":
      return t(`desk.templates.${typed.template}`);
    case "parent":
      return typed.parent === null ? "" : titleOf(typed.parent);
    case "isSticky":
    case "commentsOpen":
      return t(typed[field] ? "revisions.yes" : "revisions.no");
    case "publishOn":
    case "expiresOn":
      return typed[field].replace("T", " ");
    default:
      return String(typed[field]);
  }
}
