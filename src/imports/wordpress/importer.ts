import { stat } from "node:fs/promises";
import type { CommentStore } from "../../comments/store.ts";
import type { Database } from "../../database/driver.ts";
import { inTurns, type InTurn } from "../../database/in-turns.ts";
import { withTrialCopy } from "../../database/trial-copy.ts";
import type { Translate } from "../../messages/translator.ts";
import type { Paths } from "../../paths.ts";
import type { PostSaving } from "../../posts/saving.ts";
import type { Vault } from "../../secrets/vault.ts";
import type { UserRepository } from "../../users/repository.ts";
import { importContentRepository } from "../content-repository.ts";
import { ledgerRepository } from "../ledger-repository.ts";
import { importedViews } from "../views-store.ts";
import { importAuthors } from "./authors.ts";
import { whenWritten } from "./dates.ts";
import { NotAnExport } from "./not-an-export.ts";
import { importMedia, type KeepMedia } from "./media.ts";
import { importMenus } from "./menus.ts";
import { linkWithin, oldPath, sourceName } from "./old-site.ts";
import { itemWriter } from "./items.ts";
import { readExport } from "./reader.ts";
import { createReport, type ImportResult, type Report } from "./report.ts";
import { survey, type Survey } from "./survey.ts";
import { importTopics } from "./topics.ts";

/** What writes the content. */
interface Writers {
  users: UserRepository;
  saving: PostSaving;
  commentWriting: CommentStore;
  paths: Paths;
}

export interface ImportTools {
  content: Database;
  activity: Database;
  /** Those of the content, or of a copy of it. */
  writersOf: (content: Database) => Writers;
  /** Where a copy of the content may lie. */
  temporary: string;
  vault: Vault;
  /** The time zone of the site, for old dates that have none. */
  zone: string;
  /** Undefined where no file can be kept: then all media are missing. */
  keepMedia?: KeepMedia;
  t: Translate;
  now: Date;
  onProgress?: (progress: Progress) => void;
}

/** Bytes of the file while reading, files while taking media, posts and pages while trying and writing. */
export interface Progress {
  stage: "reading" | "media" | "trying" | "writing";
  done: number;
  total: number;
}

/**
 * Imports a WordPress export. The file is read three times: to prove that it is whole, to try it on a copy of the content,
 * so that what cannot be imported leaves nothing behind, and to write it down, in turns with those who write on the site.
 * Files of the media folder are kept one by one before that. What an earlier run brought is recognised by its guid and not
 * brought again: one that was stopped goes on where it was. Nothing is fetched from anywhere.
 * Throws NotAnExport for a file or a folder that cannot be imported.
 */
export async function importWordPress(
  file: string,
  { mediaFolder, isDryRun = false }: { mediaFolder?: string; isDryRun?: boolean },
  tools: ImportTools,
): Promise<ImportResult> {
  const { content, onProgress, zone, now, t } = tools;
  if (mediaFolder !== undefined && !(await isFolder(mediaFolder)))
    throw new NotAnExport(`There is no folder ${mediaFolder}.`);
  const size = (await stat(file).catch(() => undefined))?.size ?? 0;
  const surveyed = await survey(file, {
    zone,
    onProgress: (done) => onProgress?.({ stage: "reading", done, total: size }),
  });

  const report = createReport();
  const rowsOf = (db: Database) => ({
    repository: importContentRepository(db),
    ledger: ledgerRepository(db, sourceName(surveyed.site.url)),
  });
  const media = await importMedia(surveyed, {
    ...{ ...rowsOf(content), report, now, folder: tools.keepMedia ? mediaFolder : undefined },
    keep: isDryRun ? undefined : tools.keepMedia,
    onProgress: (done, total) => onProgress?.({ stage: "media", done, total }),
  });
  const write = (db: Database, stage: Progress["stage"], report: Report, pauseMs?: number) => {
    const { users, saving, commentWriting: comments, paths } = tools.writersOf(db);
    const written = (inTurn: InTurn) =>
      writeAll(file, surveyed, {
        ...{ ...tools, ...rowsOf(db), users, saving, comments, paths, report, media, inTurn },
        onWritten: (done) => onProgress?.({ stage, done, total: surveyed.total }),
      });
    return inTurns(db, written, pauseMs);
  };
  // Nobody else writes into the copy: there is nobody to pause for.
  await withTrialCopy(content, tools.temporary, (copy) =>
    write(copy, "trying", isDryRun ? report : createReport(), 0),
  );
  if (!isDryRun) importedViews(tools.activity).setAll(await write(content, "writing", report).catch(stopped));
  return report.result((kind) => reasonOf(kind, t));
}

function stopped(cause: Error): never {
  const message = `The import stopped (${cause.message}). What it has brought is there; run it again, and it goes on from there.`;
  throw new Error(message, { cause });
}

interface WriteTools extends Pick<ImportTools, "vault" | "zone" | "t" | "now"> {
  users: UserRepository;
  saving: PostSaving;
  comments: CommentStore;
  paths: Paths;
  repository: ReturnType<typeof importContentRepository>;
  ledger: ReturnType<typeof ledgerRepository>;
  report: Report;
  media: Awaited<ReturnType<typeof importMedia>>;
  inTurn: InTurn;
  /** Hears how many posts and pages are written. */
  onWritten: (done: number) => void;
}

/** Returns the view totals of the posts, by their ids here. */
async function writeAll(file: string, surveyed: Survey, tools: WriteTools): Promise<Map<number, number>> {
  const { repository, ledger, report, media, users, inTurn, now, t } = tools;
  const { site } = surveyed;
  const authors = await inTurn(() => importAuthors(surveyed, { users, ledger, report, now }));
  const topics = await importTopics(surveyed.terms, { repository, ledger, report, inTurn, now });
  const within = linkWithin(site.url);
  const writer = itemWriter(surveyed, {
    ...tools,
    ...{ authors, topics },
    content: {
      attachment: (id) => media.attachment(id),
      reusable: (id) => surveyed.patterns.get(id),
      resolve: (url) => media.resolve(url) ?? within(url),
    },
    exportedAt: whenWritten({ gmt: "", local: "", pubDate: site.pubDate }, "utc") ?? now,
  });
  let done = 0;
  for await (const record of readExport(file)) {
    // Also after one that brings nothing: many such in a row would keep others waiting.
    await inTurn(() => undefined);
    if (record.kind !== "item") continue;
    if (await writer.write(record)) tools.onWritten(++done);
  }
  await writer.finish();
  await inTurn(() => ledger.forgetAll("unshown-media"));
  // The page that a file had there leads to the post it belonged to.
  for (const { link, parentId } of surveyed.attachments) {
    const postId = writer.findPost(parentId);
    if (postId !== undefined) await inTurn(() => ledger.redirect(oldPath(link), { postId }, now));
  }
  await inTurn(() =>
    importMenus(surveyed, {
      ...{ repository, ledger, topics, report, within, t, siteUrl: site.url },
      findPost: (oldId) => writer.findPost(oldId),
    }),
  );
  return writer.views;
}

/** Why items of this kind have no place here. */
function reasonOf(kind: string, t: Translate): string {
  if (kind.startsWith("comment:")) return t("imports.pluginComment");
  switch (kind) {
    case "revision":
      return t("imports.revision");
    case "auto-draft":
      return t("imports.autoDraft");
    case "wp_block":
      return t("imports.pattern");
    default:
      return t("imports.otherKind");
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
