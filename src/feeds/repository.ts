import type { Database } from "../database/driver.ts";
import type { Post } from "../posts/post.ts";
import { LISTED, postColumns, toPost, type PostRow } from "../posts/rows.ts";

export type FeedRepository = ReturnType<typeof feedRepository>;

export interface FeedTopic {
  id: number;
  name: string;
  description: string;
}
export interface PictureFile {
  type: string;
  bytes: number;
}

/** What feeds read: whole posts, newest first, and only listed ones. */
export function feedRepository(db: Database) {
  const newest = db.prepare<{ limit: number; now: string }, PostRow>(
    `SELECT ${postColumns} FROM posts AS p WHERE p.kind = 'post' AND ${LISTED}
     ORDER BY p.listed_at DESC, p.id DESC LIMIT @limit`,
  );
  const newestInTopic = db.prepare<{ topicId: number; limit: number; now: string }, PostRow>(
    `SELECT ${postColumns} FROM post_topics AS pt CROSS JOIN posts AS p ON p.id = pt.post_id
     WHERE pt.topic_id = @topicId AND pt.listed_at <= @now AND p.kind = 'post' AND ${LISTED}
     ORDER BY pt.listed_at DESC, pt.post_id DESC LIMIT @limit`,
  );
  const newestByAuthor = db.prepare<{ userId: number; limit: number; now: string }, PostRow>(
    `SELECT ${postColumns} FROM post_authors AS pa CROSS JOIN posts AS p ON p.id = pa.post_id
     WHERE pa.user_id = @userId AND pa.listed_at <= @now AND p.kind = 'post' AND ${LISTED}
     ORDER BY pa.listed_at DESC, pa.post_id DESC LIMIT @limit`,
  );
  const newestWithin = db.prepare<{ from: string; to: string; limit: number; now: string }, PostRow>(
    `SELECT ${postColumns} FROM posts AS p WHERE p.kind = 'post' AND ${LISTED}
       AND p.listed_at >= @from AND p.listed_at < @to
     ORDER BY p.listed_at DESC, p.id DESC LIMIT @limit`,
  );
  const topic = db.prepare<{ kind: string; path: string }, FeedTopic>(
    "SELECT id, name, description FROM topics WHERE kind = @kind AND path = @path",
  );
  const files = db.prepare<{ paths: string }, PictureFile & { path: string }>(
    `SELECT path, mime AS type, bytes FROM media WHERE path IN (SELECT value FROM json_each(@paths))
     UNION SELECT path, mime, bytes FROM media_variants WHERE path IN (SELECT value FROM json_each(@paths))`,
  );
  const at = (now: Date) => now.toISOString();
  return {
    latest: (limit: number, now: Date): Post[] => newest.all({ limit, now: at(now) }).map(toPost),
    /** Of a category, with those of its children, or of a tag. */
    latestInTopic: (topicId: number, limit: number, now: Date): Post[] =>
      newestInTopic.all({ topicId, limit, now: at(now) }).map(toPost),
    latestByAuthor: (userId: number, limit: number, now: Date): Post[] =>
      newestByAuthor.all({ userId, limit, now: at(now) }).map(toPost),
    /** Published from the one moment until before the other. */
    latestWithin: ({ from, to }: { from: Date; to: Date }, limit: number, now: Date): Post[] =>
      newestWithin.all({ from: at(from), to: at(to), limit, now: at(now) }).map(toPost),
    /** The category or tag at this path: 'world/europe'. */
    findTopic: (kind: "category" | "tag", path: string): FeedTopic | undefined => topic.get({ kind, path }),
    /** Type and size of picture files, by their path below /media/. */
    pictureFiles: (paths: string[]): Map<string, PictureFile> =>
      new Map(
        files.all({ paths: JSON.stringify(paths) }).map(({ path, type, bytes }) => [path, { type, bytes }]),
      ),
  };
}
