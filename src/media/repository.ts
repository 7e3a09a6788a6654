import type { Database } from "../database/driver.ts";
import type { Description, Media, Variant } from "./media.ts";
import { pictureJson, toPicture, type Picture } from "./picture.ts";

export type MediaRepository = ReturnType<typeof mediaRepository>;

interface MediaRow {
  id: number;
  path: string;
  original_name: string;
  mime: string;
  width: number | null;
  height: number | null;
  bytes: number;
  alt: string;
  caption: string;
  credit: string;
  uploaded_by: number | null;
  created_at: string;
}

export interface NewMedia extends Description {
  path: string;
  originalName: string;
  mime: string;
  width: number | null;
  height: number | null;
  bytes: number;
  sha256: Buffer;
  uploadedBy: number | null;
  variants: Variant[];
}

/** A file in the library with the picture that stands for it. */
export interface MediaItem {
  media: Media;
  picture: Picture | null;
}

/** A post or page that shows a file. */
export interface MediaUse {
  id: number;
  kind: "post" | "page";
  title: string;
}

/** All SQL about uploaded files. Rows stay in this file. */
export function mediaRepository(db: Database) {
  const columns =
    "f.id, f.path, f.original_name, f.mime, f.width, f.height, f.bytes, f.alt, f.caption, f.credit, f.uploaded_by, f.created_at";
  const item = `${columns}, ${pictureJson("f.id")} AS picture`;
  const byId = db.prepare<{ id: number }, MediaRow & { picture: string | null }>(
    `SELECT ${item} FROM media AS f WHERE f.id = @id`,
  );
  const byIds = db.prepare<{ ids: string }, MediaRow & { picture: string | null }>(
    `SELECT ${item} FROM media AS f WHERE f.id IN (SELECT value FROM json_each(@ids)) ORDER BY f.created_at DESC, f.id DESC`,
  );
  const byHash = db.prepare<{ sha256: Buffer }, MediaRow>(
    `SELECT ${columns} FROM media AS f WHERE f.sha256 = @sha256`,
  );
  const list = db.prepare<{ limit: number; offset: number }, MediaRow & { picture: string | null }>(
    `SELECT ${item} FROM media AS f ORDER BY f.created_at DESC, f.id DESC LIMIT @limit OFFSET @offset`,
  );
  const search = db.prepare<
    { like: string; limit: number; offset: number },
    MediaRow & { picture: string | null }
  >(
    `SELECT ${item} FROM media AS f
     WHERE f.original_name LIKE @like ESCAPE '\\' OR f.alt LIKE @like ESCAPE '\\' OR f.caption LIKE @like ESCAPE '\\'
     ORDER BY f.created_at DESC, f.id DESC LIMIT @limit OFFSET @offset`,
  );
  const count = db.prepare<[], number>("SELECT count(*) FROM media").pluck();
  const countFound = db
    .prepare<{ like: string }, number>(
      "SELECT count(*) FROM media WHERE original_name LIKE @like ESCAPE '\\' OR alt LIKE @like ESCAPE '\\' OR caption LIKE @like ESCAPE '\\'",
    )
    .pluck();
  const byPaths = db.prepare<{ paths: string }, { wanted: string; picture: string | null }>(
    `SELECT found.wanted, ${pictureJson("found.media_id")} AS picture FROM (
       SELECT value AS wanted, coalesce(
         (SELECT id FROM media WHERE path = value), (SELECT media_id FROM media_variants WHERE path = value)) AS media_id
       FROM json_each(@paths)) AS found WHERE found.media_id IS NOT NULL`,
  );
  const insert = db.prepare(
    `INSERT INTO media (path, original_name, mime, width, height, bytes, sha256, alt, caption, credit, uploaded_by, created_at)
     VALUES (@path, @originalName, @mime, @width, @height, @bytes, @sha256, @alt, @caption, @credit, @uploadedBy, @now)`,
  );
  const insertVariants = db.prepare(
    `INSERT INTO media_variants (media_id, mime, width, height, path, bytes)
     SELECT @id, value ->> 'mime', value ->> 'width', value ->> 'height', value ->> 'path', value ->> 'bytes' FROM json_each(@list)`,
  );
  const describe = db.prepare(
    "UPDATE media SET alt = @alt, caption = @caption, credit = @credit WHERE id = @id",
  );
  const paths = db
    .prepare<{ ids: string }, string>(
      `WITH f AS (SELECT value AS id FROM json_each(@ids))
       SELECT m.path FROM f JOIN media AS m ON m.id = f.id
       UNION SELECT v.path FROM f JOIN media_variants AS v ON v.media_id = f.id`,
    )
    .pluck();
  const remove = db.prepare("DELETE FROM media WHERE id IN (SELECT value FROM json_each(@ids))");
  const uses = db.prepare<{ ids: string }, MediaUse & { mediaId: number }>(
    `WITH f AS (SELECT value AS id FROM json_each(@ids))
     SELECT f.id AS mediaId, p.id, p.kind, p.title FROM f JOIN posts AS p ON p.featured_media_id = f.id
     UNION SELECT f.id, p.id, p.kind, p.title FROM f JOIN posts AS p ON p.sharing_media_id = f.id
     UNION SELECT f.id, p.id, p.kind, p.title
       FROM f JOIN post_images AS i ON i.media_id = f.id JOIN posts AS p ON p.id = i.post_id`,
  );
  const likeOf = (query: string) => `%${query.replace(/[\\%_]/g, "\\$&")}%`;
  const toItem = (row: MediaRow & { picture: string | null }): MediaItem => ({
    media: toMedia(row),
    picture: toPicture(row.picture),
  });
  return {
    find(id: number): MediaItem | undefined {
      const row = byId.get({ id });
      return row && toItem(row);
    },
    /** Those of these files that are there, the newest first. */
    findAll: (ids: readonly number[]): MediaItem[] => byIds.all({ ids: JSON.stringify(ids) }).map(toItem),
    /** The same file, where it was uploaded before. */
    findByHash(sha256: Buffer): Media | undefined {
      const row = byHash.get({ sha256 });
      return row && toMedia(row);
    },
    list: (limit: number, offset = 0): MediaItem[] => list.all({ limit, offset }).map(toItem),
    /** Files whose name or description holds these characters. */
    search: (query: string, limit: number, offset = 0): MediaItem[] =>
      search.all({ like: likeOf(query), limit, offset }).map(toItem),
    count: (query = ""): number => (query === "" ? count.get()! : countFound.get({ like: likeOf(query) })!),
    /** The pictures behind addresses used in a body: '/media/…', with or without this origin. One query. */
    findPictures(urls: string[], baseUrl: string): Map<string, Picture> {
      const wanted = new Map<string, string[]>();
      for (const url of urls) {
        const path = pathOf(url, baseUrl);
        if (path) wanted.set(path, [...(wanted.get(path) ?? []), url]);
      }
      const found = new Map<string, Picture>();
      if (wanted.size === 0) return found;
      for (const row of byPaths.all({ paths: JSON.stringify([...wanted.keys()]) })) {
        const picture = toPicture(row.picture);
        if (picture) for (const url of wanted.get(row.wanted) ?? []) found.set(url, picture);
      }
      return found;
    },
    create(media: NewMedia, now: Date): number {
      const { variants, ...row } = media;
      return db.transaction(() => {
        const id = Number(insert.run({ ...row, now: now.toISOString() }).lastInsertRowid);
        insertVariants.run({ id, list: JSON.stringify(variants) });
        return id;
      })();
    },
    describe: (id: number, description: Description): void => void describe.run({ id, ...description }),
    /** Posts and pages that show these files, by file. */
    usesOf(ids: readonly number[]): Map<number, MediaUse[]> {
      const found = new Map<number, MediaUse[]>(ids.map((id) => [id, []]));
      for (const { mediaId, ...use } of uses.all({ ids: JSON.stringify(ids) })) found.get(mediaId)!.push(use);
      return found;
    },
    /** Forgets these files, all or none, and returns the paths that may now be deleted. */
    remove(ids: readonly number[]): string[] {
      return db.transaction(() => {
        const which = { ids: JSON.stringify(ids) };
        const files = paths.all(which);
        remove.run(which);
        return files;
      })();
    },
  };
}

function pathOf(url: string, baseUrl: string): string | undefined {
  const local = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
  const path = /^\/media\/([^?#]+)/.exec(local)?.[1];
  if (path === undefined) return undefined;
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

function toMedia(row: MediaRow): Media {
  return {
    id: row.id,
    path: row.path,
    originalName: row.original_name,
    mime: row.mime,
    width: row.width,
    height: row.height,
    bytes: row.bytes,
    alt: row.alt,
    caption: row.caption,
    credit: row.credit,
    uploadedBy: row.uploaded_by,
    createdAt: new Date(row.created_at),
  };
}
