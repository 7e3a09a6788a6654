import type { Database } from "../database/driver.ts";
import { freeSlug, slugify } from "../slug.ts";
import { topicMoves } from "./moves-repository.ts";
import { countInTopic, topicColumns, toTopic, type TopicRow } from "./rows.ts";
import {
  inTreeOrder,
  SUFFIXES,
  type CountedTopic,
  type NewTopic,
  type Topic,
  type TopicKind,
} from "./topic.ts";

export type TopicRepository = ReturnType<typeof topicRepository>;

/** How many posts a reader finds under `topics AS t`. */
const COUNT = countInTopic("t.id");

/** All SQL about categories and tags. */
export function topicRepository(db: Database) {
  const byId = db.prepare<{ id: number }, TopicRow>(
    `SELECT ${topicColumns} FROM topics AS t WHERE t.id = @id`,
  );
  const byPath = db.prepare<{ kind: TopicKind; path: string }, TopicRow>(
    `SELECT ${topicColumns} FROM topics AS t WHERE t.kind = @kind AND t.path = @path`,
  );
  const list = db.prepare<{ kind: TopicKind }, TopicRow>(
    `SELECT ${topicColumns} FROM topics AS t WHERE t.kind = @kind ORDER BY t.name COLLATE NOCASE, t.id`,
  );
  const counted = db.prepare<{ kind: TopicKind; now: string }, TopicRow & { count: number }>(
    `SELECT ${topicColumns}, ${COUNT} AS count FROM topics AS t WHERE t.kind = @kind
     ORDER BY t.name COLLATE NOCASE, t.id`,
  );
  // A topic with scheduled posts may stand too high among those counted: so many more are looked at.
  const mostUsed = db.prepare<{ kind: TopicKind; limit: number; now: string }, TopicRow & { count: number }>(
    `SELECT ${topicColumns}, ${COUNT} AS count FROM (
       SELECT t.id FROM counted_topics AS c CROSS JOIN topics AS t ON t.id = c.topic_id
       WHERE t.kind = @kind AND c.posts > 0 ORDER BY c.posts DESC, c.topic_id
       LIMIT @limit + (SELECT count(DISTINCT pt.topic_id) FROM posts AS p
         CROSS JOIN post_topics AS pt ON pt.post_id = p.id WHERE p.kind = 'post' AND p.listed_at > @now)) AS most
     CROSS JOIN topics AS t ON t.id = most.id WHERE count > 0
     ORDER BY count DESC, t.name COLLATE NOCASE, t.id LIMIT @limit`,
  );
  const ofPost = db.prepare<{ postId: number }, TopicRow>(
    `SELECT ${topicColumns} FROM post_topics AS pt JOIN topics AS t ON t.id = pt.topic_id
     WHERE pt.post_id = @postId AND pt.is_direct = 1 ORDER BY t.kind, pt.position, t.name`,
  );
  const ancestors = db.prepare<{ id: number }, TopicRow>(
    `WITH RECURSIVE up (id, distance) AS (
       SELECT parent_id, 1 FROM topics WHERE id = @id AND parent_id IS NOT NULL
       UNION ALL SELECT t.parent_id, up.distance + 1 FROM up JOIN topics AS t ON t.id = up.id
       WHERE t.parent_id IS NOT NULL)
     SELECT ${topicColumns} FROM up JOIN topics AS t ON t.id = up.id ORDER BY up.distance DESC`,
  );
  const children = db.prepare<{ id: number; now: string }, TopicRow & { count: number }>(
    `SELECT ${topicColumns}, ${COUNT} AS count FROM topics AS t WHERE t.parent_id = @id
     ORDER BY t.name COLLATE NOCASE, t.id`,
  );
  const tagsLike = db.prepare<{ names: string; slugs: string }, TopicRow>(
    `SELECT ${topicColumns} FROM topics AS t WHERE t.kind = 'tag'
       AND t.name COLLATE NOCASE IN (SELECT value FROM json_each(@names))
     UNION SELECT ${topicColumns} FROM topics AS t WHERE t.kind = 'tag'
       AND t.path IN (SELECT value FROM json_each(@slugs))`,
  );
  const beginning = db
    .prepare<{ text: string; limit: number }, string>(
      `SELECT t.name FROM topics AS t LEFT JOIN counted_topics AS c ON c.topic_id = t.id
       WHERE t.kind = 'tag' AND t.name LIKE @text ESCAPE '!' ORDER BY coalesce(c.posts, 0) DESC, t.name LIMIT @limit`,
    )
    .pluck();
  const insert = db.prepare<{ list: string; now: string }, number>(
    `INSERT INTO topics (kind, parent_id, name, slug, path, description, created_at)
     SELECT value ->> 'kind', value ->> 'parentId', value ->> 'name', value ->> 'slug', value ->> 'path',
       value ->> 'description', @now
     FROM json_each(@list) RETURNING id`,
  );

  const toCounted = ({ count, ...row }: TopicRow & { count: number }) => ({ ...toTopic(row), count });
  const findByPath = (kind: TopicKind, path: string): Topic | undefined => {
    const row = byPath.get({ kind, path });
    return row && toTopic(row);
  };
  const find = (id: number): Topic | undefined => {
    const row = byId.get({ id });
    return row && toTopic(row);
  };
  const isTaken = (kind: TopicKind, path: string) =>
    SUFFIXES.has(path.split("/").at(-1)!) || findByPath(kind, path) !== undefined;
  const settle = ({ kind, name, slug = "", parentId = null, description = "" }: NewTopic) => {
    const parent = kind === "category" && parentId !== null ? find(parentId) : undefined;
    const below = (part: string) => (parent ? `${parent.path}/${part}` : part);
    const wanted = slugify(slug) || slugify(name) || kind;
    const free = freeSlug(wanted, (part) => isTaken(kind, below(part)));
    return {
      kind,
      name,
      slug: free,
      path: below(free),
      parentId: parent?.id ?? null,
      description,
      wanted: below(wanted),
    };
  };
  const store = (topics: object[], now: Date) =>
    (insert.all({ list: JSON.stringify(topics), now: now.toISOString() }) as unknown as { id: number }[]).map(
      ({ id }) => id,
    );
  const create = (topic: NewTopic, now: Date): number => store([settle(topic)], now)[0]!;

  return {
    find,
    findByPath,
    /** Every topic of a kind: categories in the order of their tree, tags by name. */
    list: (kind: TopicKind): (Topic & { depth: number })[] => inTreeOrder(list.all({ kind }).map(toTopic)),
    /** The same with how many listed posts each has; a category's count includes its children's. */
    listWithCounts: (kind: TopicKind, now: Date): CountedTopic[] =>
      inTreeOrder(counted.all({ kind, now: now.toISOString() }).map(toCounted)),
    /** The topics with most listed posts, most first; none without a post. */
    listMostUsed: (kind: TopicKind, limit: number, now: Date): CountedTopic[] =>
      mostUsed.all({ kind, limit, now: now.toISOString() }).map((row) => ({ ...toCounted(row), depth: 0 })),
    /** What the author chose for a post: categories first, then tags. */
    listOfPost: (postId: number): Topic[] => ofPost.all({ postId }).map(toTopic),
    /** From the top down to its parent. */
    listAncestors: (id: number): Topic[] => ancestors.all({ id }).map(toTopic),
    listChildren: (id: number, now: Date): (Topic & { count: number })[] =>
      children.all({ id, now: now.toISOString() }).map(toCounted),
    /** Names of tags that begin like this, the most used first. */
    listTagsLike: (text: string, limit: number): string[] =>
      beginning.all({ text: `${text.replace(/[%_!]/g, "!$&")}%`, limit }),
    /** A new topic under a free address. */
    create,
    /** The topic at the address that this name (or slug) has below this parent, made where there is none. */
    findOrCreate(topic: NewTopic, now: Date): number {
      return findByPath(topic.kind, settle(topic).wanted)?.id ?? create(topic, now);
    },
    /** The ids of tags with these names, in their order and each once; upper and lower case are the same tag. */
    findOrCreateTags(names: string[], now: Date): number[] {
      const wanted = new Map<string, string>();
      for (const name of names.map((typed) => typed.trim().replace(/\s+/g, " ")))
        if (name !== "" && !wanted.has(folded(name))) wanted.set(folded(name), name);
      if (wanted.size === 0) return [];
      return db.transaction(() => {
        const slugs = [...wanted.values()].map((name) => slugify(name));
        const rows = tagsLike.all({
          names: JSON.stringify([...wanted.values()]),
          slugs: JSON.stringify(slugs),
        });
        const known = new Map(rows.map((row) => [folded(row.name), row.id]));
        const missing = [...wanted].filter(([key]) => !known.has(key));
        const taken = new Set<string>();
        const settled = missing.map(([, name]) => {
          const slug = freeSlug(slugify(name) || "tag", (part) => taken.has(part) || isTaken("tag", part));
          taken.add(slug);
          return { kind: "tag", name, slug, path: slug, parentId: null, description: "" };
        });
        const ids = settled.length > 0 ? store(settled, now) : [];
        for (const [index, [key]] of missing.entries()) known.set(key, ids[index]!);
        return [...wanted.keys()].map((key) => known.get(key)!);
      })();
    },
    ...topicMoves(db, { find, isTaken }),
  };
}

/** Names that people take for the same word. */
function folded(name: string) {
  return name.normalize("NFKC").toLowerCase();
}
