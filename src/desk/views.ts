import type { MessageKey } from "../messages/translator.ts";
import type { Choice, RowChoices } from "../posts/choices.ts";
import type { Drawer } from "../posts/drawers.ts";
import type { PostTemplate } from "../posts/options.ts";
import type { PostKind, PostStatus } from "../posts/post.ts";
import type { PostTyped } from "../posts/typed.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { BulkVerb } from "./bulk-verbs.ts";
import type { ListQuery } from "./list-query.ts";
import type { ListRow } from "./list-row.ts";

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

export const postList = view<PostList>("desk/admin/index", "admin");
export const postBulkEdit = view<BulkEditor>("desk/admin/bulk-edit", "admin");
export const postDelete = view<BulkConfirmation>("desk/admin/delete", "admin");
