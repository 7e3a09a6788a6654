import type { Database } from "../database/driver.ts";
import { Conflict, NotFound } from "../errors.ts";
import { freeSlug, slugify } from "../slug.ts";
import type { Topic, TopicChanges, TopicKind } from "./topic.ts";

/** The topic @id and everything below it. */
const SUBTREE = `WITH RECURSIVE below (id) AS (
  SELECT @id UNION SELECT t.id FROM below JOIN topics AS t ON t.parent_id = below.id)`;

/**
 * Changes that move addresses: renaming, moving, merging, deleting. Each is one transaction that also leads former
 * addresses to the new ones, and brings `post_topics` and what search knows of a post's tags up to date.
 */
export function topicMoves(
  db: Database,
  {
    find,
    isTaken,
  }: { find: (id: number) => Topic | undefined; isTaken: (kind: TopicKind, path: string) => boolean },
) {
  const isBelow = db
    .prepare<{ id: number; other: number }, number>(`${SUBTREE} SELECT 1 FROM below WHERE id = @other`)
    .pluck();
  const childrenOf = db.prepare<{ id: number }, { id: number }>(
    "SELECT id FROM topics WHERE parent_id = @id",
  );
  const describe = db.prepare("UPDATE topics SET name = @name, description = @description WHERE id = @id");
  const leaveRedirects = db.prepare(
    `${SUBTREE} INSERT INTO redirects (path, topic_id, created_at)
     SELECT t.kind || '/' || t.path, t.id, @now FROM below JOIN topics AS t ON t.id = below.id WHERE true
     ON CONFLICT (path) DO UPDATE SET topic_id = excluded.topic_id, post_id = NULL, to_path = NULL, is_gone = 0,
       created_at = excluded.created_at`,
  );
  const place = db.prepare("UPDATE topics SET slug = @slug, parent_id = @parentId WHERE id = @id");
  const carry = db.prepare(
    `${SUBTREE} UPDATE topics SET path = @path || substr(path, length(@from) + 1)
     WHERE id IN (SELECT id FROM below)`,
  );
  const postsOf = db
    .prepare<{ id: number }, string>("SELECT json_group_array(post_id) FROM post_topics WHERE topic_id = @id")
    .pluck();
  const forgetAncestors = db.prepare(
    "DELETE FROM post_topics WHERE is_direct = 0 AND post_id IN (SELECT value FROM json_each(@posts))",
  );
  const addAncestors = db.prepare(
    `WITH RECURSIVE up (post_id, topic_id, position, listed_at) AS (
       SELECT pt.post_id, t.parent_id, pt.position, pt.listed_at
       FROM json_each(@posts) AS wanted CROSS JOIN post_topics AS pt ON pt.post_id = wanted.value
       JOIN topics AS t ON t.id = pt.topic_id WHERE pt.is_direct = 1 AND t.parent_id IS NOT NULL
       UNION SELECT up.post_id, t.parent_id, up.position, up.listed_at
       FROM up JOIN topics AS t ON t.id = up.topic_id WHERE t.parent_id IS NOT NULL)
     INSERT INTO post_topics (post_id, topic_id, position, is_direct, listed_at)
     SELECT post_id, topic_id, min(position), 0, listed_at FROM up GROUP BY post_id, topic_id
     ON CONFLICT DO NOTHING`,
  );
  const refreshTags = db.prepare(
    `UPDATE posts SET tags_text = coalesce((
       SELECT group_concat(t.name, ' ') FROM post_topics AS pt JOIN topics AS t ON t.id = pt.topic_id
       WHERE pt.post_id = posts.id AND pt.is_direct = 1 AND t.kind = 'tag'), '')
     WHERE id IN (SELECT value FROM json_each(@posts))`,
  );
  const handOver = db.prepare(
    `INSERT INTO post_topics (post_id, topic_id, position, is_direct, listed_at)
     SELECT post_id, @to, position, 1, listed_at FROM post_topics WHERE topic_id = @from AND is_direct = 1
     ON CONFLICT (post_id, topic_id) DO UPDATE SET is_direct = 1`,
  );
  const referrers = ["menu_items SET topic_id = @to WHERE topic_id = @from",
    "redirects SET topic_id = @to WHERE topic_id = @from",
    "import_items SET target_id = @to WHERE target_id = @from AND kind IN ('category', 'tag')",
  ].map((change) => db.prepare(`UPDATE ${change}`)); // prettier-ignore
  const leadTo = db.prepare(
    `INSERT INTO redirects (path, topic_id, created_at) VALUES (@path, @to, @now)
     ON CONFLICT (path) DO UPDATE SET topic_id = excluded.topic_id, post_id = NULL, to_path = NULL, is_gone = 0,
       created_at = excluded.created_at`,
  );
  const forget = db.prepare("DELETE FROM topics WHERE id = @id");

  const existing = (id: number): Topic => {
    const topic = find(id);
    if (!topic) throw new NotFound("There is no such topic.");
    return topic;
  };
  /** Gives a topic a new slug and parent; everything below comes along. */
  const move = (topic: Topic, slug: string, parentId: number | null, now: Date) => {
    const parent = parentId === null || topic.kind === "tag" ? undefined : existing(parentId);
    const below = (part: string) => (parent ? `${parent.path}/${part}` : part);
    const free = freeSlug(slug, (part) => below(part) !== topic.path && isTaken(topic.kind, below(part)));
    place.run({ id: topic.id, slug: free, parentId: parent?.id ?? null });
    if (below(free) === topic.path) return;
    leaveRedirects.run({ id: topic.id, now: now.toISOString() });
    carry.run({ id: topic.id, path: below(free), from: topic.path });
  };
  const rebuild = (posts: string) => {
    forgetAncestors.run({ posts });
    addAncestors.run({ posts });
    refreshTags.run({ posts });
  };
  /** The children of a topic that goes stand below another one, or at the top. */
  const rehouse = (from: number, parentId: number | null, now: Date) => {
    for (const child of childrenOf.all({ id: from })) {
      const topic = existing(child.id);
      move(topic, topic.slug, parentId, now);
    }
  };

  return {
    /**
     * Changes a topic. Former addresses lead to the new ones. Throws Conflict where the parent stands below it,
     * NotFound where topic or parent are missing.
     */
    update(id: number, changes: TopicChanges, now: Date): void {
      db.transaction(() => {
        const topic = existing(id);
        const { name, description, parentId } = changes;
        if (parentId !== null && isBelow.get({ id, other: parentId }))
          throw new Conflict("A category cannot stand below itself.");
        const posts = postsOf.get({ id })!;
        describe.run({ id, name, description });
        move(topic, slugify(changes.slug) || slugify(name) || topic.slug, parentId, now);
        if (parentId !== topic.parentId || name !== topic.name) rebuild(posts);
      })();
    },
    /** Deletes a topic. Its posts stay, its children move up to its parent. */
    remove(id: number, now: Date): void {
      db.transaction(() => {
        const topic = existing(id);
        const posts = postsOf.get({ id })!;
        rehouse(id, topic.parentId, now);
        forget.run({ id });
        rebuild(posts);
      })();
    },
    /** Makes one topic of two: posts, children, menu entries and addresses of `fromId` are those of `toId` then. */
    merge(fromId: number, toId: number, now: Date): void {
      db.transaction(() => {
        const [from, to] = [existing(fromId), existing(toId)];
        if (from.id === to.id || from.kind !== to.kind) throw new Conflict("These two cannot be merged.");
        const posts = postsOf.get({ id: fromId })!;
        if (isBelow.get({ id: fromId, other: toId })) move(to, to.slug, from.parentId, now);
        handOver.run({ from: fromId, to: toId });
        rehouse(fromId, toId, now);
        for (const statement of referrers) statement.run({ from: fromId, to: toId });
        forget.run({ id: fromId });
        leadTo.run({ path: `${from.kind}/${from.path}`, to: toId, now: now.toISOString() });
        rebuild(posts);
      })();
    },
  };
}
