import type { PostKind } from "../posts/post.ts";
import type { Pagination } from "../web/pagination.ts";
import { view } from "../web/view.ts";
import type { Comparison, Part } from "./compare.ts";
import type { Revision } from "./revision.ts";
import type { SettingChange } from "./settings.ts";

interface OfPost {
  post: { id: number; kind: PostKind };
  /** Of the post as it stands. */
  title: string;
}

export interface RevisionList extends OfPost {
  /** The newest first. */
  revisions: Revision[];
  /** Which two are ticked. */
  from: number;
  to: number;
  editHref: string;
  pagination: Pagination;
}

export interface RevisionComparison extends OfPost {
  sides: { revision: Revision; isNewest: boolean }[];
  /** The post as it stands: who restores over a newer one is told. */
  version: number;
  mayRestore: boolean;
  headline: Part[] | null;
  excerpt: Part[] | null;
  settings: SettingChange[];
  isPasswordChanged: boolean;
  body: Comparison;
  isSame: boolean;
}

export const revisionList = view<RevisionList>("revisions/admin/index", "admin");
export const revisionComparison = view<RevisionComparison>("revisions/admin/compare", "admin");
