import type { MessageKey } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import type { DeskPost } from "../posts/desk-rows.ts";
import { hasExpired } from "../posts/options.ts";
import { stateOf, type PostStatus } from "../posts/post.ts";
import { mayEdit, mayPublish } from "../posts/rights.ts";
import type { Viewer } from "../users/user.ts";
import type { Words } from "../web/words.ts";

/** A row of a list of the desk. */
export interface ListRow {
  id: number;
  title: string;
  /** Null where this person may only read it. */
  editHref: string | null;
  viewHref: string | null;
  previewHref: string | null;
  /** Where its row is a form; null where this person may not change it. */
  quickHref: string | null;
  /** Where an expired post is given another time; null where that is not this person's to do. */
  expiryHref: string | null;
  /** How many notes wait. */
  notes: number;
  notesHref: string;
  duplicateHref: string | null;
  state: PostStatus | "scheduled";
  /** In words, each with the name of its drawing: its state, and what else is to be known of it. */
  marks: { icon: string; words: string }[];
  authors: { name: string; href: string }[];
  categories: { name: string; href: string }[];
  dateWord: MessageKey;
  date: Date;
  comments: number;
  views: number;
  /** Pages: how deep below others. */
  depth: number;
}

const DATE_WORDS: Record<ListRow["state"], MessageKey> = {
  published: "desk.date.published",
  private: "desk.date.published",
  scheduled: "desk.date.scheduled",
  draft: "desk.date.changed",
  pending: "desk.date.changed",
  trash: "desk.date.trashed",
};

export function toListRow(
  post: DeskPost,
  from: {
    viewer: Viewer;
    now: Date;
    paths: Paths;
    views: number;
    depth?: number;
    words: Words;
    notes?: number;
    /** Where the row is a form; undefined where it never is one. */
    quickHref?: string;
  },
): ListRow {
  const { viewer, now, paths, words } = from;
  const state = stateOf(post, now);
  const isEditable = mayEdit(viewer, post);
  const isExpired = hasExpired(post, now);
  /** Whether an editor sees something else than readers do. */
  const isAhead = state !== "published" || isExpired || post.hasDraft;
  const quickHref = isEditable && state !== "trash" ? from.quickHref : undefined;
  const isOut = state === "published" || state === "private" || state === "scheduled";
  return {
    id: post.id,
    title: post.title || words.t("desk.untitled"),
    editHref: isEditable ? paths.admin.edit(post) : null,
    viewHref: state === "published" && !isExpired ? paths.post(post.address) : null,
    previewHref: isEditable && state !== "trash" && isAhead ? paths.admin.preview(post) : null,
    quickHref: quickHref ? `${quickHref}#quick` : null,
    expiryHref: quickHref && isExpired && mayPublish(viewer, post.kind) ? `${quickHref}#quick-expiry` : null,
    ...{ notes: isEditable ? (from.notes ?? 0) : 0, notesHref: paths.admin.notes(post) },
    duplicateHref: isEditable && state !== "trash" ? paths.admin.duplicate(post) : null,
    state,
    marks: marksOf(post, { state, isExpired, isEditable }, words),
    authors: post.authors.map(({ id, name }) => ({
      name,
      href: paths.admin.list(post.kind, `?author=${id}`),
    })),
    categories: post.categories.map(({ id, name }) => ({
      name,
      href: paths.admin.list("post", `?category=${id}`),
    })),
    dateWord: DATE_WORDS[state],
    date:
      state === "trash"
        ? (post.trashedAt ?? post.updatedAt)
        : isOut
          ? (post.publishedAt ?? post.updatedAt)
          : post.updatedAt,
    comments: post.commentCount,
    views: from.views,
    depth: from.depth ?? 0,
  };
}

/** What is not out yet is known to those alone who may edit it. */
function marksOf(
  post: DeskPost,
  { state, isExpired, isEditable }: { state: ListRow["state"]; isExpired: boolean; isEditable: boolean },
  { t, date }: Words,
): ListRow["marks"] {
  const marks: ListRow["marks"] = [];
  const mark = (icon: string, words: string) => void marks.push({ icon, words });
  if (!isExpired || state !== "published") mark(state, t(`desk.states.${state}`));
  if (post.expiresAt) {
    const when = date(post.expiresAt, "short");
    mark("expiry", t(isExpired ? "desk.expiredMark" : "desk.expiresMark", { when }));
  }
  if (isEditable && post.hasDraft) mark("draft", t("desk.hasDraft"));
  if (isEditable && post.plannedAt) {
    const when = `${date(post.plannedAt, "short")}, ${date(post.plannedAt, "time")}`;
    mark("planned", t(post.isPlanStuck ? "desk.planStuckMark" : "desk.plannedMark", { when }));
  }
  if (post.isSticky) mark("sticky", t("desk.stickyMark"));
  if (post.hasPassword) mark("password", t("desk.passwordMark"));
  if (post.isUnlisted) mark("unlisted", t("desk.unlistedMark"));
  return marks;
}
