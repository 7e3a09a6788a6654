import type { Element } from "./elements.ts";
import { NotAnExport } from "./not-an-export.ts";
import type {
  AuthorRecord,
  CommentRecord,
  ItemDates,
  ItemRecord,
  SiteRecord,
  TermRecord,
} from "./records.ts";

/** PHP-serialised arrays that nothing here needs; other serialised values are kept as the text they are. */
const IGNORED_META = new Set(["_wp_attachment_metadata", "_menu_item_classes"]);

/** The blog, from the elements at the head of its channel. Throws NotAnExport without a version we know. */
export function toSite(head: Element[]): SiteRecord {
  const text = (name: string) => head.find((element) => element.name === name)?.text.trim() ?? "";
  const version = text("wp:wxr_version");
  if (version === "")
    throw new NotAnExport(
      "This is not a WordPress export: it has no wp:wxr_version. Other feeds cannot be imported.",
    );
  if (!/^1\.\d+$/.test(version))
    throw new NotAnExport(
      `This WordPress export has the unknown version "${version.slice(0, 20)}"; 1.0 to 1.2 can be read.`,
    );
  const url = text("wp:base_blog_url") || text("wp:base_site_url") || text("link");
  return {
    kind: "site",
    version,
    title: text("title"),
    description: text("description"),
    language: text("language"),
    url: url.replace(/\/+$/, ""),
    pubDate: text("pubDate"),
  };
}

export function toAuthor(element: Element): AuthorRecord {
  const text = texts(element);
  return {
    kind: "author",
    id: text("wp:author_id").trim(),
    login: text("wp:author_login").trim(),
    email: text("wp:author_email").trim(),
    name: text("wp:author_display_name").trim(),
  };
}

export function toTerm(element: Element): TermRecord {
  const text = texts(element);
  const names = {
    "wp:category": {
      slug: "wp:category_nicename",
      parent: "wp:category_parent",
      name: "wp:cat_name",
      about: "wp:category_description",
    },
    "wp:tag": { slug: "wp:tag_slug", parent: "", name: "wp:tag_name", about: "wp:tag_description" },
    "wp:term": {
      slug: "wp:term_slug",
      parent: "wp:term_parent",
      name: "wp:term_name",
      about: "wp:term_description",
    },
  }[element.name as "wp:category"];
  const kind = element.name.slice("wp:".length) as TermRecord["kind"];
  return {
    kind,
    taxonomy: { category: "category", tag: "post_tag", term: text("wp:term_taxonomy").trim() }[kind],
    id: text("wp:term_id").trim(),
    slug: text(names.slug).trim(),
    parent: text(names.parent).trim(),
    name: text(names.name).trim() || text(names.slug).trim(),
    description: text(names.about).trim(),
  };
}

export function toItem(element: Element): ItemRecord {
  const text = texts(element);
  const guid = text("guid").trim();
  return {
    kind: "item",
    id: whole(text("wp:post_id")),
    guid,
    type: text("wp:post_type").trim() || "post",
    status: text("wp:status").trim() || "publish",
    title: text("title").trim(),
    slug: text("wp:post_name").trim(),
    link: text("link").trim(),
    creator: text("dc:creator").trim(),
    content: text("content:encoded"),
    excerpt: text("excerpt:encoded"),
    dates: {
      gmt: text("wp:post_date_gmt").trim(),
      local: text("wp:post_date").trim(),
      pubDate: text("pubDate").trim(),
    },
    modified: {
      gmt: text("wp:post_modified_gmt").trim(),
      local: text("wp:post_modified").trim(),
      pubDate: "",
    },
    password: text("wp:post_password"),
    isSticky: text("wp:is_sticky").trim() === "1",
    commentsOpen: text("wp:comment_status").trim() === "open",
    parentId: whole(text("wp:post_parent")),
    menuOrder: whole(text("wp:menu_order")),
    attachmentUrl: text("wp:attachment_url").trim(),
    terms: element.children
      .filter(({ name, attributes }) => name === "category" && attributes.domain !== undefined)
      .map(({ attributes, text: name }) => ({
        // WXR 1.0 says "tag" where later ones say "post_tag".
        taxonomy: attributes.domain === "tag" ? "post_tag" : attributes.domain!,
        slug: attributes.nicename?.trim() ?? "",
        name: name.trim(),
      })),
    meta: metaOf(element),
    comments: element.children.filter(({ name }) => name === "wp:comment").map(toComment),
  };
}

function toComment(element: Element): CommentRecord {
  const text = texts(element);
  const dates: ItemDates = {
    gmt: text("wp:comment_date_gmt").trim(),
    local: text("wp:comment_date").trim(),
    pubDate: "",
  };
  return {
    id: text("wp:comment_id").trim(),
    parentId: text("wp:comment_parent").trim(),
    author: text("wp:comment_author").trim(),
    email: text("wp:comment_author_email").trim(),
    url: text("wp:comment_author_url").trim(),
    content: text("wp:comment_content"),
    approved: text("wp:comment_approved").trim(),
    type: text("wp:comment_type").trim(),
    userId: text("wp:comment_user_id").trim(),
    dates,
  };
}

function metaOf(element: Element): ReadonlyMap<string, string> {
  const meta = new Map<string, string>();
  for (const child of element.children) {
    if (child.name !== "wp:postmeta") continue;
    const text = texts(child);
    const key = text("wp:meta_key").trim();
    // The first of several values is the one WordPress itself would use.
    if (key && !IGNORED_META.has(key) && !meta.has(key)) meta.set(key, text("wp:meta_value"));
  }
  return meta;
}

function texts(element: Element): (name: string) => string {
  const found = new Map<string, string>();
  for (const child of element.children) if (!found.has(child.name)) found.set(child.name, child.text);
  return (name) => found.get(name) ?? "";
}

/** A whole number, or 0 for anything else. */
function whole(text: string): number {
  const number = Number(text.trim() || "0");
  return Number.isSafeInteger(number) ? number : 0;
}
