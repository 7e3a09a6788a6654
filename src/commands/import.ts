import { stat } from "node:fs/promises";
import { Command } from "commander";
import { createWords } from "../web/words.ts";
import { importWordPress, type Progress } from "../imports/wordpress/importer.ts";
import { NotAnExport } from "../imports/wordpress/reader.ts";
import type { ImportResult } from "../imports/wordpress/report.ts";
import type { KeepMedia } from "../imports/wordpress/media.ts";
import { MAX_UPLOAD_BYTES, RefusedFile } from "../media/media.ts";
import { say, type Translate } from "../messages/translator.ts";
import type { Parts } from "../parts.ts";
import { UsageError, withSite, type Env, type PartsOn } from "./site.ts";

interface Options {
  media?: string;
  dryRun?: boolean;
  json?: boolean;
}

const LISTED = 20;

/** `broadsheet import`: what another system exported, into this site. */
export function importCommand(env: Env) {
  const command = new Command("import").description("bring in what another system exported");
  command
    .command("wordpress")
    .description("import a WordPress export (WXR), plain or .gz; nothing is fetched from the old site")
    .argument("<file>", "the export")
    .option("--media <folder>", "a copy of the old site's wp-content/uploads")
    .option("--dry-run", "say what would come, and write nothing")
    .option("--json", "print the result as JSON")
    .action((file: string, options: Options) =>
      withSite(env, (parts, partsOn) => run(parts, partsOn, file, options)),
    );
  return command;
}

async function run(parts: Parts, partsOn: PartsOn, file: string, options: Options) {
  const { content, activity, temporary, vault, settings, clock } = parts;
  // Commands speak English, as their help does.
  const { t } = createWords("en", settings.get("general").timeZone);
  const isDryRun = options.dryRun ?? false;
  const progress = showProgress(t);
  try {
    const result = await importWordPress(
      file,
      { mediaFolder: options.media, isDryRun },
      {
        ...{ content, activity, temporary, vault, t, keepMedia: keepIn(parts, t) },
        writersOf: partsOn,
        zone: settings.get("general").timeZone,
        now: clock(),
        onProgress: progress.show,
      },
    );
    progress.clear();
    process.stdout.write(
      options.json ? `${JSON.stringify(forMachines(result, t))}\n` : `${describe(result, isDryRun, t)}\n`,
    );
  } catch (error) {
    progress.clear();
    if (error instanceof NotAnExport) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

/** Files of the old site go through the library like uploads: made upright, without EXIF, in several widths. */
function keepIn({ library }: Parts, t: Translate): KeepMedia {
  return async ({ file, name, alt, caption, createdAt }) => {
    if ((await stat(file)).size > MAX_UPLOAD_BYTES) return { refused: t("imports.fileTooLarge") };
    try {
      return await library.add({ file, originalName: name, alt, caption, uploadedBy: null }, createdAt);
    } catch (error) {
      if (error instanceof RefusedFile) return { refused: say(t, error.reason) };
      throw error;
    }
  };
}

/** One line that is written over, on a terminal only. */
function showProgress(t: Translate) {
  const isTerminal = process.stderr.isTTY;
  let shownAt = 0;
  return {
    show({ stage, done, total }: Progress) {
      const now = performance.now();
      if (!isTerminal || now - shownAt < 100) return;
      shownAt = now;
      const percent = total === 0 ? 100 : Math.floor((100 * done) / total);
      const line = {
        reading: () => t("imports.progressReading", { percent }),
        media: () => t("imports.progressMedia", { done, total }),
        trying: () => t("imports.progressTrying", { done, total }),
        writing: () => t("imports.progressWriting", { done, total }),
      }[stage]();
      process.stderr.write(`\r\u001b[K${line}`);
    },
    clear() {
      if (isTerminal) process.stderr.write("\r\u001b[K");
    },
  };
}

/** The report as `--json` promises it: what stayed in texts, or was left out of them, stands among the skipped. */
function forMachines({ unlistedTopics: _, shortcodes, blocks, ...report }: ImportResult, t: Translate) {
  const left = [
    ...shortcodes.map((name) => ({ item: `[${name}]`, reason: t("imports.shortcode") })),
    ...blocks.map((name) => ({ item: `wp:${name}`, reason: t("imports.block") })),
  ];
  return { ...report, skipped: [...report.skipped, ...left] };
}

/** The report for a person. Long lists are cut; `--json` has them whole. */
function describe(result: ImportResult, isDryRun: boolean, t: Translate): string {
  const { posts, pages, media, comments, categories, tags, authors, menuItems } = result;
  const counts = t("imports.counts", { posts, pages, media, comments, categories, tags, authors, menuItems });
  const lines = [t(isDryRun ? "imports.dryRun" : "imports.done", { counts })];
  if (result.unlistedTopics > 0) lines.push(t("imports.unlistedTopics", { count: result.unlistedTopics }));
  if (result.updated > 0) lines.push(t("imports.updated", { count: result.updated }));
  if (result.shortcodes.length > 0)
    lines.push(t("imports.shortcodes", { names: result.shortcodes.join(", ") }));
  if (result.blocks.length > 0) lines.push(t("imports.blocks", { names: result.blocks.join(", ") }));
  const list = (heading: string, items: string[]) => {
    if (items.length === 0) return;
    lines.push(heading, ...items.slice(0, LISTED).map((item) => `  ${item}`));
    if (items.length > LISTED) lines.push(`  ${t("imports.more", { count: items.length - LISTED })}`);
  };
  list(
    t("imports.skipped"),
    result.skipped.map(({ item, reason }) => `${item}: ${reason}`),
  );
  list(t("imports.missing", { count: result.missingMedia.length }), result.missingMedia);
  return lines.join("\n");
}
