import type { Translate } from "../../messages/translator.ts";
import { BodyTooLarge } from "../../html/render.ts";
import type { Paths } from "../../paths.ts";
import type { PostDraft } from "../../posts/post.ts";
import type { PostSaving } from "../../posts/saving.ts";
import type { ImportContentRepository } from "../content-repository.ts";
import type { LedgerRepository } from "../ledger-repository.ts";
import { slugify } from "../../slug.ts";
import type { ImportedAuthors } from "./authors.ts";
import { bylineOf } from "./bylines.ts";
import { toHtml, type ContentContext } from "./content.ts";
import { whenWritten } from "./dates.ts";
import { footnoteList } from "./footnotes.ts";
import type { ImportedMedia } from "./media.ts";
import { oldPath } from "./old-site.ts";
import { decodeSlug, plainExcerpt, plainTitle } from "./plain.ts";
import type { ItemRecord } from "./records.ts";
import type { Report } from "./report.ts";
import type { ImportedTopics } from "./topics.ts";

export interface PostTools {
  repository: ImportContentRepository;
  ledger: LedgerRepository;
  saving: PostSaving;
  paths: Paths;
  authors: ImportedAuthors;
  topics: ImportedTopics;
  media: ImportedMedia;
  report: Report;
  /** Everything that turns a body into HTML, but for the pictures of the post itself. */
  content: Omit<ContentContext, "attached" | "footnotes">;
  zone: string;
  /** For a published post whose date nobody knows: when the export was made. */
  exportedAt: Date;
  now: Date;
  t: Translate;
}

type Status = "draft" | "pending" | "published" | "private";
const STATUSES: ReadonlyMap<string, Status> = new Map([
  ["publish", "published"],
  ["future", "published"],
  ["private", "private"],
  ["pending", "pending"],
]);

export interface WrittenPost {
  id: number;
  writtenAt: Date;
}

/**
 * Writes a post or page of the old site, under an address of its own, and lets its old ones lead there. Returns
 * undefined for what cannot be imported, which is in the report then. `parentId` is the page above, as it is here.
 */
export function importPost(
  item: ItemRecord,
  parentId: number | null,
  tools: PostTools,
): WrittenPost | undefined {
  const { ledger, repository, saving, report, now, t } = tools;
  const { draft, trashedFrom, modifiedAt, writtenAt } = toDraft(item, parentId, tools);
  let id: number;
  try {
    id = saving.create(draft, modifiedAt);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    report.skip(item.title || item.link, t("imports.tooLarge"));
    return undefined;
  }
  if (trashedFrom) repository.trash(id, trashedFrom, modifiedAt);
  ledger.addLegacyId(item.id, id);
  const { slug, path } = repository.post(id)!;
  const address = tools.paths.post({
    ...{ id, kind: draft.kind, slug, path, publishedAt: draft.publishedAt, author: null },
    category: draft.categoryIds[0] === undefined ? null : (tools.topics.path(draft.categoryIds[0]) ?? null),
  });
  const old = oldPath(item.link);
  if (old !== "" && `/${old}` !== decodeURI(address)) ledger.redirect(old, { postId: id }, now);
  report.count[draft.kind === "page" ? "pages" : "posts"] += 1;
  return { id, writtenAt };
}

function toDraft(item: ItemRecord, parentId: number | null, tools: PostTools) {
  const { authors, topics, media, report, zone, now } = tools;
  const isTrash = item.status === "trash";
  const wordpressStatus = isTrash ? (item.meta.get("_wp_trash_meta_status") ?? "draft") : item.status;
  const status = STATUSES.get(wordpressStatus) ?? "draft";
  const isOut = status === "published" || status === "private";
  const date = whenWritten(isOut ? item.dates : { ...item.dates, local: "", pubDate: "" }, zone);
  const publishedAt = date ?? (isOut ? tools.exportedAt : null);
  const writtenAt = publishedAt ?? whenWritten(item.dates, zone) ?? now;
  const modified = whenWritten(item.modified, zone);
  const isPage = item.type === "page";
  const { categoryIds, tagIds } = topics.of(isPage ? [] : item.terms);
  const context = {
    ...tools.content,
    attached: () => media.attachedTo(item.id),
    footnotes: () =>
      footnoteList(item.meta.get("footnotes"), (number) => tools.t("html.footnoteBack", { number })),
  };
  const slug = decodeSlug(item.slug).replace(/__trashed(-\d+)?$/, "");
  const draft: PostDraft = {
    ...{ kind: isPage ? "page" : "post", status, publishedAt, categoryIds, tagIds, parentId },
    title: plainTitle(item.title),
    slug:
      slugify(slug) || slugify(plainTitle(item.title)) || `${isPage ? "page" : "post"}-${item.id || "old"}`,
    position: isPage ? item.menuOrder : 0,
    excerpt: plainExcerpt(item.excerpt),
    bodySource: toHtml(item.content, context, report.leftovers),
    bodyFormat: "html",
    password: item.password === "" ? null : item.password,
    isSticky: item.isSticky,
    commentsOpen: item.commentsOpen,
    featuredMediaId: media.find(Number(item.meta.get("_thumbnail_id") ?? 0)) ?? null,
    authorIds: authors.byline(bylineOf(item)),
  };
  // A time before "published" would be a post changed before it was written.
  const modifiedAt = modified && modified >= writtenAt ? modified : writtenAt < now ? writtenAt : now;
  return { draft, modifiedAt, writtenAt, trashedFrom: isTrash ? status : undefined };
}
