import type { MessageKey } from "../messages/translator.ts";
import type { PostAction } from "../posts/form.ts";
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
  /** Whether both have a password, and not the same one. */
  isPasswordChanged: boolean;
  body: Comparison;
  isSame: boolean;
}

/** A field that both changed. */
export interface AsideField {
  field: string;
  label: MessageKey;
  mine: string;
  theirs: string;
  mayBeBoth: boolean;
}

/** A stretch of the body. In a choice a side is null where it took the passage out. */
export type AsidePiece =
  | { kind: "same"; text: string; blocks: number }
  | { kind: "changed"; by: "mine" | "theirs"; parts: Part[] }
  | { kind: "choice"; place: number; before: string; mine: Part[] | null; theirs: Part[] | null };

export interface AsideShow extends OfPost {
  aside: Revision;
  /** Of the post as it stands. */
  version: number;
  /** Who saved meanwhile; '' where nobody knows. */
  names: string;
  /** What the button that was pressed asked for. */
  action: PostAction;
  editHref: string;
  fields: AsideField[];
  pieces: AsidePiece[];
  /** Whether nothing is left to choose. */
  isSettled: boolean;
}

export const asideShow = view<AsideShow>("revisions/admin/aside", "admin");
export const revisionList = view<RevisionList>("revisions/admin/index", "admin");
export const revisionComparison = view<RevisionComparison>("revisions/admin/compare", "admin");
