import type { BulkConfirmation, BulkVerb } from "../posts/bulk.ts";
import type { DrawerTab } from "../posts/admin-views.ts";
import type { ListQuery } from "../posts/list-query.ts";
import type { Editor } from "../posts/editor.ts";
import type { ListRow } from "../posts/list-row.ts";
import type { PostSource } from "../posts/post.ts";
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
