import type { MessageKey } from "../messages/translator.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { BulkVerb } from "./bulk-verbs.ts";
import type { ConvertedBody } from "./conversion.ts";
import type { Drawer } from "./drawers.ts";
import type { Choice, Editor, RowChoices } from "./editor.ts";
import type { PostTyped } from "./form.ts";
import type { ListQuery } from "./list-query.ts";
import type { ListRow } from "./list-row.ts";
import type { PostTemplate } from "./options.ts";
import type { PostKind, PostSource, PostStatus } from "./post.ts";

/** One tab above a list. */
export interface DrawerTab {
  drawer: Drawer | "mine";
  count: number;
  href: string;
  isCurrent: boolean;
}

/** A list of posts, or the tree of pages. */
export interface PostList {
  kind: PostKind;
  rows: ListRow[];
  tabs: DrawerTab[];
  query: ListQuery;
  isFiltered: boolean;
  /** After how many days what was thrown away is deleted for good. */
  trashDays: number;
  authors: { value: number; label: string }[];
  categories: Choice[];
  /** Null where no row is open. */
  quick: QuickEdit | null;
  /** The id of who looks at it: a browser keeps words for people apart. */
  user: number;
  verbs: BulkVerb[];
  /** Null for a tree: it has an order of its own. */
  sortHref: string | null;
  resetHref: string;
  /** The query of this list, for coming back to it. */
  back: string;
  total: number;
  pagination: Pagination;
}

/** The row that is open for a quick edit. */
export interface QuickEdit {
  kind: PostKind;
  id: number;
  typed: PostTyped;
  state: PostStatus | "scheduled";
  /** States it can be given. */
  states: { value: string; label: MessageKey }[];
  /** Names in its byline. */
  byline: string;
  templates: readonly PostTemplate[];
  timeZone: string;
  choices: RowChoices;
  may: { publish: boolean; chooseAuthor: boolean };
  back: string;
}

/** Posts that something is to be done to, once somebody has said yes. */
export interface BulkConfirmation {
  kind: PostKind;
  posts: { id: number; title: string }[];
  back: string;
}

/** Posts that are to be changed at once. */
export interface BulkEditor extends BulkConfirmation {
  choices: RowChoices;
  templates: readonly PostTemplate[];
  timeZone: string;
  may: { publish: boolean; chooseAuthor: boolean };
}

export const postList = view<PostList>("posts/admin/index", "admin");
export const postEditor = view<Editor>("posts/admin/form", "admin");
export const postTrashed = view<{ post: PostSource; purgedAt: Date }>("posts/admin/trashed", "admin");
export const postBulkEdit = view<BulkEditor>("posts/admin/bulk-edit", "admin");
export const postDelete = view<BulkConfirmation>("posts/admin/delete", "admin");
/** An HTML body beside what it would be as Markdown, with the ways on. */
export const postConversion = view<{
  body: ConvertedBody;
  action: string;
  ways: { fields: [name: string, value: string][]; label: MessageKey; isPrimary: boolean }[];
}>("posts/admin/convert", "admin");
