import type { Database } from "../database/driver.ts";
import type { BodyFormat, RenderedBody } from "../html/render.ts";

export type RerenderStore = ReturnType<typeof rerenderStore>;

export interface StoredSource {
  source: string;
  format: BodyFormat;
}

/** The SQL of making stored HTML again: what was written in, what was made out. Dates stay as they are. */
export function rerenderStore(db: Database) {
  const outdated = db
    .prepare<{ version: number }, number>(
      "SELECT id FROM posts WHERE renderer_version <> @version ORDER BY id",
    )
    .pluck();
  const source = db.prepare<{ id: number }, StoredSource>(
    "SELECT body_source AS source, body_format AS format FROM posts WHERE id = @id",
  );
  const update = db.prepare(
    `UPDATE posts SET body_html = @html, body_text = @text, headings = @headings, word_count = @wordCount,
       reading_minutes = @readingMinutes, renderer_version = @rendererVersion,
       summary = CASE WHEN trim(excerpt) = '' THEN @excerpt ELSE excerpt END
     WHERE id = @id`,
  );
  const clearImages = db.prepare("DELETE FROM post_images WHERE post_id = @id");
  const images = db.prepare(
    `INSERT INTO post_images (post_id, position, url, alt, media_id)
     SELECT @id, key, value ->> 'url', value ->> 'alt', value ->> 'mediaId' FROM json_each(@list)`,
  );
  return {
    /** The posts that another version than this rendered; version -1 for all. */
    listOutdated: (version: number): number[] => outdated.all({ version }),
    find: (id: number): StoredSource | undefined => source.get({ id }),
    replace(id: number, { html, headings, images: list, ...rest }: RenderedBody): void {
      const { text, excerpt, wordCount, readingMinutes, rendererVersion } = rest;
      const made = { text, excerpt, wordCount, readingMinutes, rendererVersion };
      update.run({ id, html: String(html), headings: JSON.stringify(headings), ...made });
      clearImages.run({ id });
      images.run({ id, list: JSON.stringify(list) });
    },
  };
}
