import { basename, dirname, join } from "node:path/posix";
import type { ImportContentRepository } from "../content-repository.ts";
import type { LedgerRepository } from "../ledger-repository.ts";
import { addressKey, uploadPath, withoutSize } from "./addresses.ts";
import { identities } from "./identity.ts";
import { oldPath } from "./old-site.ts";
import { plainExcerpt, plainTitle } from "./plain.ts";
import type { Report } from "./report.ts";
import type { Attachment } from "./shortcodes.ts";
import type { AttachmentRecord, Survey } from "./survey.ts";
import { openUploads } from "./upload-files.ts";

/** A file of the media folder on its way into ours. */
export interface MediaFile {
  /** On this machine. */
  file: string;
  name: string;
  alt: string;
  caption: string;
  createdAt: Date;
}

/** Keeps a file and returns its id, or why it was refused (a kind of file that is not allowed, a damaged picture). */
export type KeepMedia = (file: MediaFile) => Promise<{ id: number } | { refused: string }>;

export interface ImportedMedia {
  /** The address here of an upload there, whichever of its sizes; undefined for what was not imported. */
  resolve(url: string): string | undefined;
  attachment(id: number): Attachment | undefined;
  attachedTo(postId: number): number[];
  /** The id here of an attachment there. */
  find(attachmentId: number): number | undefined;
  /** Whether there are files that posts of an earlier run do not show yet: from this run, or one that was stopped. */
  hasNew: boolean;
}

interface Tools {
  /** A copy of wp-content/uploads; undefined to import no files. */
  folder: string | undefined;
  /** Undefined in a dry run: files are looked for, not kept. */
  keep: KeepMedia | undefined;
  repository: ImportContentRepository;
  ledger: LedgerRepository;
  report: Report;
  now: Date;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Takes the files of the old library from a folder; nothing is ever fetched. What is not there is reported. Each file
 * is kept for itself, so that a run which was stopped goes on where it was.
 */
export async function importMedia(survey: Survey, tools: Tools): Promise<ImportedMedia> {
  const { repository, ledger, report, keep, now } = tools;
  const uploads = await openUploads(tools.folder);
  const byId = new Map<number, { record: AttachmentRecord; mediaId: number | undefined; url: string }>();
  const byAddress = new Map<string, string>();
  const identity = identities();

  /** Looks for the file and keeps it, with its old addresses. Returns its id here; undefined without one. */
  const take = async (record: AttachmentRecord, guid: string): Promise<number | undefined> => {
    const file = await uploads.find(record);
    if (file === undefined) {
      report.missingMedia.push(record.url);
      return undefined;
    }
    const kept = keep ? await keep(toMediaFile(file, record, now)) : undefined;
    if (kept && "refused" in kept) {
      report.skip(record.url, kept.refused);
      return undefined;
    }
    report.count.media += 1;
    if (!kept) return undefined;
    const toPath = `/media/${repository.mediaPath(kept.id)!}`;
    const old = oldUploadPath(record.url);
    const names = old === undefined ? [] : [basename(old), ...(await uploads.sizesOf(file))];
    ledger.atomically(() => {
      ledger.add("media", guid, kept.id);
      ledger.add("unshown-media", guid, kept.id);
      for (const name of new Set(names)) ledger.redirect(join(dirname(old!), name), { toPath }, now);
    });
    return kept.id;
  };

  for (const [index, record] of survey.attachments.entries()) {
    tools.onProgress?.(index, survey.attachments.length);
    const guid = identity(record.guid || record.url, record.id);
    const known = ledger.find("media", guid);
    const isHere = known !== undefined && repository.mediaPath(known) !== undefined;
    const mediaId = isHere ? known : await take(record, guid);
    const path = mediaId === undefined ? undefined : repository.mediaPath(mediaId);
    const url = path === undefined ? record.url : `/media/${path}`;
    byId.set(record.id, { record, mediaId, url });
    if (path === undefined) continue;
    for (const address of [record.url, record.guid, withoutSize(record.url) ?? ""])
      if (/^(?:https?:)?\/\//i.test(address)) byAddress.set(addressKey(address), url);
  }
  return {
    hasNew: ledger.hasAny("unshown-media"),
    resolve(url) {
      if (byAddress.size === 0) return undefined;
      const key = addressKey(url);
      return byAddress.get(key) ?? byAddress.get(withoutSize(key) ?? "");
    },
    attachment(id) {
      const found = byId.get(id);
      if (!found) return undefined;
      const { title, alt, caption } = found.record;
      return { url: found.url, mime: mimeOf(found.record.url), title: plainTitle(title), alt, caption };
    },
    attachedTo: attachedPictures(survey.attachments),
    find: (id) => byId.get(id)?.mediaId,
  };
}

function attachedPictures(attachments: AttachmentRecord[]) {
  const byParent = new Map<number, AttachmentRecord[]>();
  for (const record of attachments) {
    if (record.parentId === 0 || !mimeOf(record.url).startsWith("image/")) continue;
    const siblings = byParent.get(record.parentId);
    if (siblings) siblings.push(record);
    else byParent.set(record.parentId, [record]);
  }
  return (postId: number): number[] =>
    (byParent.get(postId) ?? []).sort((a, b) => a.menuOrder - b.menuOrder || a.id - b.id).map(({ id }) => id);
}

/** Where an upload stood on the old site; undefined for a file of another place. */
function oldUploadPath(url: string): string | undefined {
  const path = uploadPath(url);
  if (path === undefined) return undefined;
  return /\/wp-content\/uploads\//.test(url) ? oldPath(url) : `wp-content/uploads/${path}`;
}

function toMediaFile(file: string, record: AttachmentRecord, now: Date): MediaFile {
  return {
    file,
    name: basename(uploadPath(record.url) ?? file),
    alt: record.alt,
    caption: plainExcerpt(record.caption),
    createdAt: record.createdAt ?? now,
  };
}

const MIMES: Readonly<Record<string, string>> = {
  ...{
    jpg: "image/jpeg",
    jpeg: "image/jpeg",
    png: "image/png",
    gif: "image/gif",
    webp: "image/webp",
    avif: "image/avif",
  },
  ...{
    mp3: "audio/mpeg",
    m4a: "audio/mp4",
    ogg: "audio/ogg",
    wav: "audio/wav",
    flac: "audio/flac",
    opus: "audio/ogg",
  },
  ...{ mp4: "video/mp4", m4v: "video/mp4", webm: "video/webm", ogv: "video/ogg", mov: "video/quicktime" },
};

function mimeOf(url: string): string {
  const extension = /\.([a-z0-9]{2,5})(?:[?#].*)?$/i.exec(url)?.[1]?.toLowerCase() ?? "";
  return MIMES[extension] ?? "";
}
