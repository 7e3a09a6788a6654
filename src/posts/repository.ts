import { perEdition } from "../cache/per-edition.ts";
import type { Database } from "../database/driver.ts";
import type { PostAddress } from "../paths.ts";
import { listedCount } from "./counts.ts";
import type { Post, PostCard } from "./post.ts";
import { relatedPosts } from "./related-repository.ts";
import {
  cardColumns,
  LISTED,
  postColumns,
  READABLE,
  toCard,
  toPost,
  type CardRow,
  type PostRow,
} from "./rows.ts";

export type PostRepository = ReturnType<typeof postRepository>;

/** Cards remembered at most. */
const MOST_CARDS = 2000;

export interface Neighbours {
  older: PostCard | undefined;
  newer: PostCard | undefined;
}

/**
 * What readers may see of posts and pages. Names carry the rule: `find…` needs READABLE, `list…`, `latest…` and
 * `count…` need LISTED; `…Any…` is for authors. Rows stay in this folder. `edition` is a number that grows with
 * everything that changes for readers, null while a change is half done: cards are remembered for one.
 */
export function postRepository(db: Database, edition: () => number | null) {
  const bySlug = db.prepare<{ slug: string; now: string }, PostRow>(
    `SELECT ${postColumns} FROM posts AS p WHERE p.kind = 'post' AND p.slug = @slug AND ${READABLE}`,
  );
  const byPath = db.prepare<{ path: string; now: string }, PostRow>(
    `SELECT ${postColumns} FROM posts AS p WHERE p.kind = 'page' AND p.path = @path AND ${READABLE}`,
  );
  const byId = db.prepare<{ id: number; now: string }, PostRow>(
    `SELECT ${postColumns} FROM posts AS p WHERE p.id = @id AND ${READABLE}`,
  );
  const open = db
    .prepare<{ id: number; now: string }, number>(
      `SELECT p.id FROM posts AS p WHERE p.id = @id AND p.password IS NULL AND ${READABLE}`,
    )
    .pluck();
  const anyById = db.prepare<{ id: number }, PostRow>(
    `SELECT ${postColumns} FROM posts AS p WHERE p.id = @id`,
  );
  const newest = db.prepare<{ now: string; limit: number; offset: number }, CardRow>(
    `SELECT ${cardColumns} FROM posts AS p WHERE p.kind = 'post' AND ${LISTED}
     ORDER BY p.listed_at DESC, p.id DESC LIMIT @limit OFFSET @offset`,
  );
  const countSticky = db
    .prepare<{ now: string }, number>(
      `SELECT count(*) FROM posts AS p WHERE p.kind = 'post' AND p.is_sticky = 1 AND ${LISTED}`,
    )
    .pluck();
  // Ids come from an index alone, so that a deep page costs little more than the first.
  const places = (isSticky: 0 | 1) =>
    db
      .prepare<{ now: string; limit: number; offset: number }, number>(
        `SELECT p.id FROM posts AS p WHERE p.kind = 'post' AND p.is_sticky = ${isSticky} AND ${LISTED}
         ORDER BY p.listed_at DESC, p.id DESC LIMIT @limit OFFSET @offset`,
      )
      .pluck();
  const [notSticky, sticky] = [places(0), places(1)];
  const count = db.prepare<{ now: string }, number>(`SELECT ${listedCount("'post'")}`).pluck();
  const byIds = db.prepare<{ ids: string; now: string }, CardRow>(
    `SELECT ${cardColumns} FROM json_each(@ids) AS wanted CROSS JOIN posts AS p ON p.id = wanted.value
     WHERE p.kind = 'post' AND ${LISTED}`,
  );
  const anyKindByIds = db.prepare<{ ids: string; now: string }, CardRow>(
    `SELECT ${cardColumns} FROM json_each(@ids) AS wanted CROSS JOIN posts AS p ON p.id = wanted.value
     WHERE ${LISTED}`,
  );
  // One bound at each end of the index: a comparison of pairs would read all that is newer.
  const older = db
    .prepare<{ now: string; at: string; id: number }, number>(
      `SELECT p.id FROM posts AS p
       WHERE p.kind = 'post' AND ${LISTED.replace("@now", "min(@now, @at)")} AND (p.listed_at < @at OR p.id < @id)
       ORDER BY p.listed_at DESC, p.id DESC LIMIT 1`,
    )
    .pluck();
  const newer = db
    .prepare<{ now: string; at: string; id: number }, number>(
      `SELECT p.id FROM posts AS p
       WHERE p.kind = 'post' AND ${LISTED} AND p.listed_at >= @at AND (p.listed_at > @at OR p.id > @id)
       ORDER BY p.listed_at, p.id LIMIT 1`,
    )
    .pluck();
  const addresses = db.prepare<
    { ids: string },
    Omit<CardRow, "published_at"> & { published_at: string | null }
  >(`SELECT ${cardColumns} FROM json_each(@ids) AS wanted CROSS JOIN posts AS p ON p.id = wanted.value`);
  const expired = (which: string) =>
    db
      .prepare<{ key: string | number }, number>(
        `SELECT 1 FROM posts AS p WHERE ${which} AND p.status = 'published' AND p.is_expired = 1`,
      )
      .pluck();
  const expiredPost = expired("p.kind = 'post' AND p.slug = @key");
  const expiredPage = expired("p.kind = 'page' AND p.path = @key");
  const expiredId = expired("p.id = @key");
  let said = { time: NaN, text: "" };
  /** Asked many times for the same moment: a page is made in one. */
  const at = (now: Date): string => {
    const time = now.getTime();
    if (said.time !== time) said = { time, text: now.toISOString() };
    return said.text;
  };
  const one = (row: PostRow | undefined): Post | undefined => row && toPost(row);
  const cards = perEdition(edition, () => new Map<number, PostCard | undefined>());
  const listByIds = (ids: number[], now: Date): PostCard[] => {
    const known = cards();
    const unknown = ids.filter((id) => !known.has(id));
    if (unknown.length > 0) {
      if (known.size > MOST_CARDS) known.clear();
      for (const id of ids) known.set(id, undefined);
      for (const row of byIds.all({ ids: JSON.stringify(ids), now: at(now) })) known.set(row.id, toCard(row));
    }
    return ids.flatMap((id) => known.get(id) ?? []);
  };
  const kinOf = relatedPosts(db, edition);
  return {
    /** The post with this slug, or undefined while it is a draft, private, in the trash, or its hour has not come. */
    findPost: (slug: string, now: Date) => one(bySlug.get({ slug, now: at(now) })),
    /** The page at this path, under the same rule. */
    findPage: (path: string, now: Date) => one(byPath.get({ path, now: at(now) })),
    findById: (id: number, now: Date) => one(byId.get({ id, now: at(now) })),
    /** Whether everybody may read it, without a password. */
    isOpen: (id: number, now: Date): boolean => open.get({ id, now: at(now) }) !== undefined,
    /** Whatever its state: for the preview of an author. */
    findAny: (id: number) => one(anyById.get({ id })),
    /** Whether readers could once read the post with this slug, the page at this path or what has this id, and its time is over. */
    isExpiredPost: (slug: string): boolean => expiredPost.get({ key: slug }) !== undefined,
    isExpiredPage: (path: string): boolean => expiredPage.get({ key: path }) !== undefined,
    isExpired: (id: number): boolean => expiredId.get({ key: id }) !== undefined,
    /** Where these stand once readers may see them, whatever their state. */
    listAnyAddresses: (ids: number[]): PostAddress[] =>
      addresses.all({ ids: JSON.stringify(ids) }).map(({ published_at: at, ...row }) => ({
        ...toCard({ ...row, published_at: at ?? "" }),
        publishedAt: at === null ? null : new Date(at),
      })),
    latest: (limit: number, now: Date, offset = 0): PostCard[] =>
      newest.all({ limit, offset, now: at(now) }).map(toCard),
    /** The newest, with the sticky ones before all others. */
    latestStickyFirst(limit: number, now: Date, offset = 0): PostCard[] {
      const time = at(now);
      const stuck = countSticky.get({ now: time })!;
      const first = offset < stuck ? sticky.all({ limit, offset, now: time }) : [];
      const left = limit - first.length;
      const others =
        left > 0 ? notSticky.all({ limit: left, offset: Math.max(0, offset - stuck), now: time }) : [];
      return listByIds([...first, ...others], now);
    },
    /** Posts that share most topics with this one, newest first among equals. */
    related: (post: Pick<Post, "id" | "categories" | "tags">, limit: number, now: Date): PostCard[] =>
      listByIds(kinOf(post, limit, now), now),
    count: (now: Date): number => count.get({ now: at(now) })!,
    /** Those of these posts that are listed, in the order of `ids`. */
    listByIds,
    /** Posts and pages among these that are listed, in no order. */
    findByIds: (ids: number[], now: Date): PostCard[] =>
      ids.length === 0 ? [] : anyKindByIds.all({ ids: JSON.stringify(ids), now: at(now) }).map(toCard),
    neighbours(post: { id: number; publishedAt: Date | null }, now: Date): Neighbours {
      if (!post.publishedAt) return { older: undefined, newer: undefined };
      const place = { now: at(now), at: at(post.publishedAt), id: post.id };
      const [before, after] = [older.get(place), newer.get(place)];
      const beside = listByIds([before ?? [], after ?? []].flat(), now);
      const card = (id: number | undefined) => beside.find((one) => one.id === id);
      return { older: card(before), newer: card(after) };
    },
  };
}
