import type { BulkConfirmation, BulkVerb } from "../posts/bulk.ts";
import type { DrawerTab } from "../posts/admin-views.ts";
import type { Editor } from "../posts/editor.ts";
import type { Heading } from "../html/render.ts";
import type { ListQuery } from "../posts/list-query.ts";
import type { ListRow } from "../posts/list-row.ts";
import type { Post, PostSource } from "../posts/post.ts";
import { view } from "../web/view.ts";

export const pageList = view<{
  rows: ListRow[];
  tabs: DrawerTab[];
  query: ListQuery;
  verbs: BulkVerb[];
  back: string;
}>("pages/admin/index", "admin");
export const pageEditor = view<Editor>("pages/admin/form", "admin");
export const pageTrashed = view<{ post: PostSource }>("pages/admin/trashed", "admin");
export const pageDelete = view<BulkConfirmation>("posts/admin/delete", "admin");
/** A page as `views/pages/show.ejs` prints it. */
export interface StaticPage {
  page: Post;
  headline: string;
  crumbs: { label: string; href: string }[];
  children: { label: string; href: string }[];
  /** Empty for a page with few headings. */
  contents: Heading[];
  /** The model of views/comments/_section.ejs; null where there is nothing to show. */
  comments: object | null;
}
export const pageShow = view<StaticPage>("pages/show");
