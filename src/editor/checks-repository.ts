import type { Database } from "../database/driver.ts";
import type { PostKind, PostStatus } from "../posts/post.ts";
import type { PostFacts } from "./checks.ts";

export type ChecksRepository = ReturnType<typeof checksRepository>;

interface FactsRow {
  kind: PostKind;
  status: PostStatus;
  published_at: string | null;
  excerpt: string;
  headings: string;
  has_picture: number;
  picture_alt: string | null;
  silent_images: string;
  own_links: string;
}

/** What was found in a post when it was saved. */
export function checksRepository(db: Database) {
  const facts = db.prepare<{ id: number }, FactsRow>(
    `SELECT p.kind, p.status, p.published_at, p.excerpt, p.headings, p.featured_media_id IS NOT NULL AS has_picture,
       m.alt AS picture_alt,
       (SELECT json_group_array(i.url) FROM post_images AS i WHERE i.post_id = p.id AND trim(i.alt) = '') AS silent_images,
       (SELECT json_group_array(l.url) FROM post_links AS l WHERE l.post_id = p.id AND l.is_internal = 1) AS own_links
     FROM posts AS p LEFT JOIN media AS m ON m.id = p.featured_media_id WHERE p.id = @id`,
  );
  return {
    /** Undefined where there is no such post. */
    findFacts(id: number): PostFacts | undefined {
      const row = facts.get({ id });
      if (!row) return undefined;
      const images = JSON.parse(row.silent_images) as string[];
      const isOut = row.status === "published" || row.status === "private";
      return {
        ...{ kind: row.kind, excerpt: row.excerpt, hasPicture: row.has_picture === 1 },
        pictureAlt: row.picture_alt ?? "",
        silentImages: images.map((url) => url.split("/").at(-1)!),
        ownLinks: JSON.parse(row.own_links) as string[],
        headings: JSON.parse(row.headings) as PostFacts["headings"],
        comesOutAt: isOut || row.published_at === null ? null : new Date(row.published_at),
      };
    },
  };
}
