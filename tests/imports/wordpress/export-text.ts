import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Writes a small WordPress export (WXR 1.2) whose channel holds `body`, and returns the name of the file. */
export function exportFile(body: string, name = "export.xml"): string {
  return tempFile(exportText(body), name);
}

export function exportText(body: string, { version = "1.2", scheme = "http" } = {}): string {
  const wp = `${scheme}://wordpress.org/export/${version}`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="${wp}/excerpt/" xmlns:content="${scheme}://purl.org/rss/1.0/modules/content/"
  xmlns:dc="${scheme}://purl.org/dc/elements/1.1/" xmlns:wp="${wp}/">
<channel><title>The Old Paper</title><link>https://old.example</link><description>News</description>
<pubDate>Mon, 02 Feb 2026 10:00:00 +0000</pubDate><language>en-GB</language><wp:wxr_version>${version}</wp:wxr_version>
<wp:base_site_url>https://old.example</wp:base_site_url><wp:base_blog_url>https://old.example</wp:base_blog_url>
${body}</channel></rss>`;
}

export function tempFile(content: string | Buffer, name = "export.xml"): string {
  const file = join(mkdtempSync(join(tmpdir(), "broadsheet-import-")), name);
  writeFileSync(file, content);
  return file;
}

const cdata = (text: string) => `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;

export interface ItemOptions {
  title?: string;
  slug?: string;
  link?: string;
  guid?: string;
  type?: string;
  status?: string;
  content?: string;
  excerpt?: string;
  date?: string;
  gmt?: string;
  modified?: string;
  creator?: string;
  parent?: number;
  order?: number;
  password?: string;
  sticky?: boolean;
  comments?: string;
  closed?: boolean;
  attachmentUrl?: string;
  /** [taxonomy, nice name, name] */
  terms?: [string, string, string][];
  meta?: Record<string, string>;
}

/** One <item>. The guid follows the id unless given. */
export function item(id: number, options: ItemOptions = {}): string {
  const gmt = options.gmt ?? "2021-03-04 05:06:07";
  const meta = Object.entries(options.meta ?? {}).map(
    ([key, value]) =>
      `<wp:postmeta><wp:meta_key>${cdata(key)}</wp:meta_key><wp:meta_value>${cdata(value)}</wp:meta_value></wp:postmeta>`,
  );
  const terms = (options.terms ?? []).map(
    ([taxonomy, slug, name]) => `<category domain="${taxonomy}" nicename="${slug}">${cdata(name)}</category>`,
  );
  return `<item><title>${cdata(options.title ?? `Post ${id}`)}</title>
<link>${options.link ?? `https://old.example/2021/03/post-${id}/`}</link>
<dc:creator>${cdata(options.creator ?? "ann")}</dc:creator>
<guid isPermaLink="false">${options.guid ?? `https://old.example/?p=${id}`}</guid>
<content:encoded>${cdata(options.content ?? `Body of ${id}`)}</content:encoded>
<excerpt:encoded>${cdata(options.excerpt ?? "")}</excerpt:encoded>
<wp:post_id>${id}</wp:post_id><wp:post_date>${options.date ?? gmt}</wp:post_date><wp:post_date_gmt>${gmt}</wp:post_date_gmt>
${options.modified ? `<wp:post_modified_gmt>${options.modified}</wp:post_modified_gmt>` : ""}
<wp:comment_status>${options.closed ? "closed" : "open"}</wp:comment_status>
<wp:post_name>${cdata(options.slug ?? `post-${id}`)}</wp:post_name><wp:status>${options.status ?? "publish"}</wp:status>
<wp:post_parent>${options.parent ?? 0}</wp:post_parent><wp:menu_order>${options.order ?? 0}</wp:menu_order>
<wp:post_type>${options.type ?? "post"}</wp:post_type><wp:post_password>${options.password ?? ""}</wp:post_password>
<wp:is_sticky>${options.sticky ? 1 : 0}</wp:is_sticky>
${options.attachmentUrl ? `<wp:attachment_url>${options.attachmentUrl}</wp:attachment_url>` : ""}
${terms.join("")}${meta.join("")}${options.comments ?? ""}</item>`;
}

export function author(login: string, name: string, email = `${login}@old.example`): string {
  return `<wp:author><wp:author_login>${cdata(login)}</wp:author_login><wp:author_email>${email}</wp:author_email>
<wp:author_display_name>${cdata(name)}</wp:author_display_name></wp:author>`;
}

export function category(slug: string, name: string, parent = ""): string {
  return `<wp:category><wp:category_nicename>${slug}</wp:category_nicename><wp:category_parent>${parent}</wp:category_parent>
<wp:cat_name>${cdata(name)}</wp:cat_name></wp:category>`;
}

export function comment(
  id: number,
  options: {
    parent?: number;
    approved?: string;
    type?: string;
    author?: string;
    email?: string;
    url?: string;
    content?: string;
  } = {},
): string {
  return `<wp:comment><wp:comment_id>${id}</wp:comment_id><wp:comment_author>${cdata(options.author ?? "Bob")}</wp:comment_author>
<wp:comment_author_email>${options.email ?? "bob@readers.example"}</wp:comment_author_email>
<wp:comment_author_url>${options.url ?? ""}</wp:comment_author_url>
<wp:comment_date_gmt>2021-03-05 00:00:0${id % 10}</wp:comment_date_gmt>
<wp:comment_content>${cdata(options.content ?? `Comment ${id}`)}</wp:comment_content>
<wp:comment_approved>${options.approved ?? "1"}</wp:comment_approved><wp:comment_type>${options.type ?? ""}</wp:comment_type>
<wp:comment_parent>${options.parent ?? 0}</wp:comment_parent></wp:comment>`;
}
