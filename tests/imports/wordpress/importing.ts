import { importWordPress } from "../../../src/imports/wordpress/importer.ts";
import type { ImportResult } from "../../../src/imports/wordpress/report.ts";
import type { Newsroom } from "../../support/newsroom.ts";

/** Imports an export into a newsroom, with the files of a media folder where one is named. */
export function importInto(
  { parts, partsOn, now }: Pick<Newsroom, "parts" | "partsOn" | "now">,
  file: string,
  mediaFolder?: string,
): Promise<ImportResult> {
  const { content, activity, temporary, vault, library, words } = parts;
  return importWordPress(
    file,
    { mediaFolder },
    {
      ...{ content, activity, temporary, vault, writersOf: partsOn },
      ...{ zone: "UTC", t: words().t, now: now() },
      keepMedia: ({ file, name, alt, caption, createdAt }) =>
        library.add({ file, originalName: name, alt, caption, uploadedBy: null }, createdAt),
    },
  );
}
