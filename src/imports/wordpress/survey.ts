import { readExport } from "./reader.ts";
import type { AuthorRecord, ItemRecord, SiteRecord, TermRecord } from "./records.ts";
import { whenWritten } from "./dates.ts";

/** A file of the old library: what its item says, without its body. */
export interface AttachmentRecord {
  id: number;
  guid: string;
  url: string;
  /** Below wp-content/uploads, where WordPress wrote it down. */
  file: string;
  title: string;
  alt: string;
  caption: string;
  creator: string;
  parentId: number;
  /** Of the page that WordPress gave the file. */
  link: string;
  menuOrder: number;
  createdAt: Date | undefined;
}

/** An entry of a menu of the old site. */
export interface MenuItemRecord {
  id: number;
  guid: string;
  menu: string;
  label: string;
  /** "custom", "post_type", "taxonomy" or "post_type_archive". */
  type: string;
  objectId: number;
  url: string;
  parentId: number;
  position: number;
}

/** What is not a post or a page, and what must be known before the first of those is written. */
export interface Survey {
  site: SiteRecord;
  authors: AuthorRecord[];
  terms: TermRecord[];
  attachments: AttachmentRecord[];
  menuItems: MenuItemRecord[];
  /** Contents of synced patterns by id. */
  patterns: Map<number, string>;
  /** Names of guest authors of Co-Authors Plus, by login. */
  guests: Map<string, string>;
  /** Ids of the pages of this export. */
  pages: Set<number>;
  /** Posts and pages. */
  total: number;
}

/**
 * Reads a whole export once, and so proves that it can be read to its end. Throws NotAnExport.
 * `zone` is where the old site's clock stood.
 */
export async function survey(
  file: string,
  { zone, onProgress }: { zone: string; onProgress?: (bytes: number) => void },
): Promise<Survey> {
  let site: SiteRecord | undefined;
  const found = {
    authors: [] as AuthorRecord[],
    terms: [] as TermRecord[],
    attachments: [] as AttachmentRecord[],
    menuItems: [] as MenuItemRecord[],
    patterns: new Map<number, string>(),
    guests: new Map<string, string>(),
    pages: new Set<number>(),
    total: 0,
  };
  for await (const record of readExport(file, { onProgress })) {
    if (record.kind === "site") site = record;
    else if (record.kind === "author") found.authors.push(record);
    else if (record.kind !== "item") found.terms.push(record);
    else if (record.type === "attachment") found.attachments.push(toAttachment(record, zone));
    else if (record.type === "nav_menu_item") found.menuItems.push(toMenuItem(record));
    else if (record.type === "wp_block") found.patterns.set(record.id, record.content);
    else if (record.type === "guest-author") {
      const login = record.meta.get("cap-user_login") ?? record.slug.replace(/^cap-/, "");
      found.guests.set(login.toLowerCase(), record.meta.get("cap-display_name") ?? record.title);
    } else if (record.type === "post" || record.type === "page") {
      found.total += 1;
      if (record.type === "page") found.pages.add(record.id);
    }
  }
  return { site: site!, ...found };
}

function toAttachment(item: ItemRecord, zone: string): AttachmentRecord {
  return {
    ...{ id: item.id, guid: item.guid, title: item.title, creator: item.creator, parentId: item.parentId },
    link: item.link,
    url: item.attachmentUrl || item.guid,
    file: item.meta.get("_wp_attached_file")?.trim() ?? "",
    alt: item.meta.get("_wp_attachment_image_alt")?.trim() ?? "",
    caption: item.excerpt.trim(),
    menuOrder: item.menuOrder,
    createdAt: whenWritten(item.dates, zone),
  };
}

function toMenuItem(item: ItemRecord): MenuItemRecord {
  const meta = (key: string) => item.meta.get(`_menu_item_${key}`)?.trim() ?? "";
  return {
    ...{ id: item.id, guid: item.guid, label: item.title, position: item.menuOrder },
    menu: item.terms.find(({ taxonomy }) => taxonomy === "nav_menu")?.slug ?? "",
    type: meta("type"),
    objectId: Number(meta("object_id")) || 0,
    url: meta("url"),
    parentId: Number(meta("menu_item_parent")) || 0,
  };
}
