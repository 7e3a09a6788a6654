import type { Database, Statement } from "../database/driver.ts";
import type { RenderedBody } from "../html/render.ts";
import { NO_OPTIONS, optionColumns, optionsRow, toOptions, type OptionsRow } from "./options.ts";
import type { PostDraft } from "./post.ts";

export type PostStore = ReturnType<typeof postStore>;

/** A draft whose slug and path are settled. */
export interface SettledDraft extends PostDraft {
  path: string | null;
}

/** With all that readers get of it. */
export interface PostRecord extends SettledDraft {
  rendered: RenderedBody;
  summary: string;
}

/** The writing half of the SQL about posts. Callers hold the transaction. */
export function postStore(db: Database) {
  const sources = [
    "kind", "status", "published_at", "password", "slug", "parent_id", "path", "position", "title", "excerpt",
    "featured_media_id", "is_sticky", "comments_open", "tags_text", "body_format", "body_source", ...optionColumns,
  ]; // prettier-ignore
  const renderings = [
    "summary", "word_count", "reading_minutes", "renderer_version", "headings", "body_html", "body_text",
  ]; // prettier-ignore
  const fields = [...sources, ...renderings];
  const insert = db.prepare(
    `INSERT INTO posts (id, ${fields.join(", ")}, created_at, updated_at)
     VALUES ((SELECT max(highest, coalesce((SELECT max(id) FROM posts), 0)) + 1 FROM post_ids),
       ${fields.map((field) => `@${field}`).join(", ")}, @now, @now)`,
  );
  const [update, updateSource] = [fields, sources].map((set) =>
    db.prepare(
      `UPDATE posts SET ${set.map((field) => `${field} = @${field}`).join(", ")}, updated_at = @now,
       revision = revision + 1 WHERE id = @id`,
    ),
  ) as [Statement<[object]>, Statement<[object]>];
  const options = db.prepare<{ id: number }, OptionsRow>(
    `SELECT ${optionColumns.join(", ")} FROM posts WHERE id = @id`,
  );
  const tagsText = db
    .prepare<{ ids: string }, string | null>(
      "SELECT group_concat(name, ' ') FROM topics WHERE id IN (SELECT value FROM json_each(@ids))",
    )
    .pluck();
  const clear = ["post_images", "post_links"].map((table) =>
    db.prepare(`DELETE FROM ${table} WHERE post_id = @id`),
  );
  // Rows that stay as they are are not touched: who reads an archive of theirs has nothing new to read.
  const authors = [
    "DELETE FROM post_authors WHERE post_id = @id AND user_id NOT IN (SELECT value FROM json_each(@ids))",
    `INSERT INTO post_authors (post_id, user_id, position, listed_at)
     SELECT @id, value, min(key), (SELECT listed_at FROM posts WHERE id = @id AND kind = 'post') FROM json_each(@ids)
     WHERE true GROUP BY value
     ON CONFLICT DO UPDATE SET position = excluded.position WHERE position <> excluded.position`,
  ].map((sql) => db.prepare(sql));
  const chosen = `WITH RECURSIVE chosen (topic_id, position, is_direct) AS (
       SELECT value, key, 1 FROM json_each(@ids)
       UNION SELECT t.parent_id, c.position, 0 FROM chosen AS c JOIN topics AS t ON t.id = c.topic_id
       WHERE t.parent_id IS NOT NULL)`;
  const topics = [
    `${chosen} DELETE FROM post_topics WHERE post_id = @id AND topic_id NOT IN (SELECT topic_id FROM chosen)`,
    `${chosen} INSERT INTO post_topics (post_id, topic_id, position, is_direct, listed_at)
     SELECT @id, topic_id, min(position), max(is_direct), (SELECT listed_at FROM posts WHERE id = @id AND kind = 'post')
     FROM chosen WHERE true GROUP BY topic_id
     ON CONFLICT DO UPDATE SET position = excluded.position, is_direct = excluded.is_direct
     WHERE (position, is_direct) IS NOT (excluded.position, excluded.is_direct)`,
  ].map((sql) => db.prepare(sql));
  const images = db.prepare(
    `INSERT INTO post_images (post_id, position, url, alt, media_id)
     SELECT @id, key, value ->> 'url', value ->> 'alt', value ->> 'mediaId' FROM json_each(@list)`,
  );
  const links = db.prepare(
    `INSERT INTO post_links (post_id, position, url, is_internal)
     SELECT @id, key, value ->> 'url', value ->> 'isInternal' FROM json_each(@list)`,
  );
  const slugTaken = db
    .prepare<{ slug: string; id: number }, number>(
      "SELECT 1 FROM posts WHERE kind = 'post' AND slug = @slug AND id <> @id",
    )
    .pluck();
  const pathTaken = db
    .prepare<{ path: string; id: number }, number>(
      "SELECT 1 FROM posts WHERE kind = 'page' AND path = @path AND id <> @id",
    )
    .pluck();
  const pagePath = db
    .prepare<{ id: number }, string>("SELECT path FROM posts WHERE kind = 'page' AND id = @id")
    .pluck();

  const pageBelow = db
    .prepare<{ id: number; top: number }, number>(
      `WITH RECURSIVE up (id) AS (
         SELECT @id UNION SELECT p.parent_id FROM up JOIN posts AS p ON p.id = up.id WHERE p.parent_id IS NOT NULL)
       SELECT 1 FROM up WHERE id = @top`,
    )
    .pluck();

  const sourceColumns = (record: SettledDraft, now: Date) => ({
    kind: record.kind,
    status: record.status,
    published_at: record.publishedAt?.toISOString() ?? null,
    password: record.password,
    slug: record.slug,
    parent_id: record.parentId,
    path: record.path,
    position: record.position,
    title: record.title,
    excerpt: record.excerpt,
    featured_media_id: record.featuredMediaId,
    is_sticky: record.isSticky ? 1 : 0,
    comments_open: record.commentsOpen ? 1 : 0,
    tags_text: tagsText.get({ ids: JSON.stringify(record.tagIds) }) ?? "",
    body_format: record.bodyFormat,
    body_source: record.bodySource,
    ...optionsRow(record.options ?? NO_OPTIONS, now),
    now: now.toISOString(),
  });
  const columns = (record: PostRecord, now: Date) => ({
    ...sourceColumns(record, now),
    summary: record.summary,
    word_count: record.rendered.wordCount,
    reading_minutes: record.rendered.readingMinutes,
    renderer_version: record.rendered.rendererVersion,
    headings: JSON.stringify(record.rendered.headings),
    body_html: String(record.rendered.html),
    body_text: record.rendered.text,
  });
  const file = (id: number, record: SettledDraft) => {
    const authorIds = JSON.stringify(record.authorIds);
    for (const statement of authors) statement.run({ id, ids: authorIds });
    const topicIds = JSON.stringify([...record.categoryIds, ...record.tagIds]);
    for (const statement of topics) statement.run({ id, ids: topicIds });
  };
  const attach = (id: number, record: PostRecord) => {
    file(id, record);
    images.run({ id, list: JSON.stringify(record.rendered.images) });
    links.run({
      id,
      list: JSON.stringify(
        record.rendered.links.map((link) => ({ ...link, isInternal: link.isInternal ? 1 : 0 })),
      ),
    });
  };
  /** A form that does not speak of the options leaves them as they are. */
  const withOptions = <Draft extends SettledDraft>(id: number, draft: Draft): Draft => ({
    ...draft,
    options: draft.options ?? toOptions(options.get({ id })!),
  });
  return {
    insert(record: PostRecord, now: Date): number {
      const id = Number(insert.run(columns(record, now)).lastInsertRowid);
      attach(id, record);
      return id;
    },
    update(id: number, record: PostRecord, now: Date): void {
      update.run({ ...columns(withOptions(id, record), now), id });
      for (const statement of clear) statement.run({ id });
      attach(id, record);
    },
    /** Writes what the desk reads of a post, and leaves what readers get of it as it was. */
    updateSource(id: number, draft: SettledDraft, now: Date): void {
      updateSource.run({ ...sourceColumns(withOptions(id, draft), now), id });
      file(id, draft);
    },
    /** Whether another post has this slug; `id` 0 for a new post. */
    isSlugTaken: (slug: string, id: number): boolean => slugTaken.get({ slug, id }) !== undefined,
    isPathTaken: (path: string, id: number): boolean => pathTaken.get({ path, id }) !== undefined,
    /** Whether a page is another one, or stands somewhere below it. */
    isPageBelow: (id: number, top: number): boolean => pageBelow.get({ id, top }) !== undefined,
    pagePath: (id: number): string | undefined => pagePath.get({ id }),
  };
}
