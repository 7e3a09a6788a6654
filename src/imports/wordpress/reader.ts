import { almostXml } from "./almost-xml.ts";
import { elementReader, type Element } from "./elements.ts";
import { readText } from "./export-file.ts";
import { NotAnExport } from "./not-an-export.ts";
import { toAuthor, toItem, toSite, toTerm } from "./parts.ts";
import type { ExportRecord } from "./records.ts";

/** Elements before the first author, category or item; WordPress writes about ten. */
const MAX_HEAD = 200;

/**
 * Reads a WordPress export (WXR 1.0 to 1.2; plain or gzip), one record at a time: the site first, then the rest in the
 * order of the file. Memory holds one item, however long the file is.
 *
 * Throws NotAnExport, with the line where it helps, for a file that is not one: no RSS, no version, a DTD, XML that is
 * not well-formed or cut off, text that is not UTF-8, or sizes no blog has. This may happen after records were handed
 * out: who writes them down tries it on a copy first.
 * Format: wp-admin/includes/export.php of WordPress.
 */
export async function* readExport(
  file: string,
  options: { maxBytes?: number; onProgress?: (bytes: number) => void } = {},
): AsyncGenerator<ExportRecord, void, undefined> {
  const head: Element[] = [];
  let ready: ExportRecord[] = [];
  const state = { hasSite: false };
  const reader = elementReader((element) => {
    const record = toRecord(element);
    if (!record) {
      if (!state.hasSite && element.children.length === 0 && head.length < MAX_HEAD)
        head.push({ ...element, text: element.text.slice(0, 10_000) });
      return;
    }
    if (!state.hasSite) ready.push(toSite(head));
    state.hasSite = true;
    ready.push(record);
  });
  const mended = almostXml();
  for await (const text of readText(file, options)) {
    reader.write(mended.write(text));
    yield* ready;
    ready = [];
  }
  reader.write(mended.end());
  reader.close();
  yield* ready;
  if (!state.hasSite) yield toSite(head);
}

function toRecord(element: Element): ExportRecord | undefined {
  switch (element.name) {
    case "item":
      return toItem(element);
    case "wp:author":
      return toAuthor(element);
    case "wp:category":
    case "wp:tag":
    case "wp:term":
      return toTerm(element);
    default:
      return undefined;
  }
}

export { NotAnExport };
