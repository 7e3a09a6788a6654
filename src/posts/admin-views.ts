import type { MessageKey } from "../messages/translator.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { BulkConfirmation, BulkEditor, BulkVerb } from "./bulk.ts";
import type { ConvertedBody } from "./conversion.ts";
import type { Drawer } from "./desk-repository.ts";
import type { Choice, Editor } from "./editor.ts";
import type { PostTyped } from "./form.ts";
import type { ListQuery } from "./list-query.ts";
import type { ListRow } from "./list-row.ts";
import type { PostSource } from "./post.ts";

/** One tab above a list. */
export interface DrawerTab {
  drawer: Drawer | "mine";
  count: number;
  href: string;
  isCurrent: boolean;
}

export interface PostList {
  rows: ListRow[];
  tabs: DrawerTab[];
  query: ListQuery;
  isFiltered: boolean;
  authors: { value: number; label: string }[];
  categories: Choice[];
  /** Null where no row is open. */
  quick: QuickEdit | null;
  verbs: BulkVerb[];
  sortHref: string;
  resetHref: string;
  /** The query of this list, for coming back to it. */
  back: string;
  total: number;
  pagination: Pagination;
}

export const postList = view<PostList>("posts/admin/index", "admin");
export const postEditor = view<Editor>("posts/admin/form", "admin");
export const postTrashed = view<{ post: PostSource }>("posts/admin/trashed", "admin");
/** The row that is open for a quick edit. */
export interface QuickEdit {
  id: number;
  typed: PostTyped;
  timeZone: string;
  categories: Choice[];
  mayStick: boolean;
  mayPublish: boolean;
  back: string;
}

export const postBulkEdit = view<BulkEditor>("posts/admin/bulk-edit", "admin");
/** An HTML body beside what it would be as Markdown, with the ways on. */
export const postConversion = view<{
  body: ConvertedBody;
  action: string;
  ways: { fields: [name: string, value: string][]; label: MessageKey; isPrimary: boolean }[];
}>("posts/admin/convert", "admin");
export const postDelete = view<BulkConfirmation>("posts/admin/delete", "admin");
