/** What a WordPress export holds, one record at a time. Text is as it stands in the file; absent text is "". */
export type ExportRecord = SiteRecord | AuthorRecord | TermRecord | ItemRecord;

export interface SiteRecord {
  kind: "site";
  version: string;
  title: string;
  description: string;
  language: string;
  /** The address of the blog, without a trailing slash. */
  url: string;
  /** When the export was made, as RFC 2822. */
  pubDate: string;
}

export interface AuthorRecord {
  kind: "author";
  id: string;
  login: string;
  email: string;
  name: string;
}

/** A category, a tag, or a term of another taxonomy ("nav_menu", "post_format", …). */
export interface TermRecord {
  kind: "category" | "tag" | "term";
  taxonomy: string;
  id: string;
  slug: string;
  /** The slug of its parent; in WXR 1.0 the parent's name. "" at the top. */
  parent: string;
  name: string;
  description: string;
}

/** Posts, pages, attachments, menu items, and whatever plugins keep beside them. */
export interface ItemRecord {
  kind: "item";
  /** `wp:post_id`, or 0. */
  id: number;
  guid: string;
  type: string;
  status: string;
  title: string;
  slug: string;
  link: string;
  creator: string;
  content: string;
  excerpt: string;
  dates: ItemDates;
  modified: ItemDates;
  password: string;
  isSticky: boolean;
  commentsOpen: boolean;
  parentId: number;
  menuOrder: number;
  attachmentUrl: string;
  terms: ItemTerm[];
  meta: ReadonlyMap<string, string>;
  comments: CommentRecord[];
}

/** Times as "2011-01-10 13:20:00" or ISO 8601; zeros mean none. `pubDate` is RFC 2822. */
export interface ItemDates {
  gmt: string;
  local: string;
  pubDate: string;
}

export interface ItemTerm {
  taxonomy: string;
  slug: string;
  name: string;
}

export interface CommentRecord {
  id: string;
  parentId: string;
  author: string;
  email: string;
  url: string;
  content: string;
  /** "1", "0", "spam", "trash" or "post-trashed". */
  approved: string;
  /** "", "comment", "pingback" or "trackback"; plugins have others. */
  type: string;
  userId: string;
  dates: ItemDates;
}
