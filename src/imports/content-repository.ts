import type { Database } from "../database/driver.ts";
import type { PostDraft } from "../posts/post.ts";

export type ImportContentRepository = ReturnType<typeof importContentRepository>;

export interface ImportedMenuItem {
  menuId: number;
  parentId: number | null;
  position: number;
  kind: "link" | "post" | "topic" | "home";
  label: string;
  url: string | null;
  postId: number | null;
  topicId: number | null;
}

/** The SQL of an import for what has no verb of its own elsewhere: menus, topics of any depth, posts in the trash. */
export function importContentRepository(db: Database) {
  const topic = db
    .prepare<{ kind: string; path: string }, number>(
      "SELECT id FROM topics WHERE kind = @kind AND path = @path",
    )
    .pluck();
  const topicPath = db.prepare<{ id: number }, string>("SELECT path FROM topics WHERE id = @id").pluck();
  const insertTopic = db.prepare(
    `INSERT INTO topics (kind, parent_id, name, slug, path, description, created_at)
     VALUES (@kind, @parentId, @name, @slug, @path, @description, @now)`,
  );
  const post = db.prepare<{ id: number }, { slug: string; path: string | null }>(
    "SELECT slug, path FROM posts WHERE id = @id",
  );
  const exists = db.prepare<{ id: number }, number>("SELECT 1 FROM posts WHERE id = @id").pluck();
  const legacyPost = db
    .prepare<{ legacyId: number }, number>("SELECT post_id FROM legacy_ids WHERE legacy_id = @legacyId")
    .pluck();
  const draft = db.prepare<{ id: number }, DraftRow>(
    `SELECT kind, status, title, slug, parent_id, position, excerpt, body_source, published_at, password, is_sticky,
       comments_open, featured_media_id, updated_at,
       (SELECT json_group_array(user_id ORDER BY position) FROM post_authors WHERE post_id = @id) AS author_ids,
       ${topicIds("category")} AS category_ids, ${topicIds("tag")} AS tag_ids
     FROM posts WHERE id = @id AND body_format = 'html' AND status <> 'trash'`,
  );
  const trash = db.prepare(
    `UPDATE posts SET status = 'trash', status_before_trash = @before, trashed_at = @now WHERE id = @id`,
  );
  const comment = db.prepare<{ id: number }, number>("SELECT 1 FROM comments WHERE id = @id").pluck();
  const mediaPath = db.prepare<{ id: number }, string>("SELECT path FROM media WHERE id = @id").pluck();
  const menuByName = db.prepare<{ name: string }, number>("SELECT id FROM menus WHERE name = @name").pluck();
  const menu = db.prepare<{ id: number }, number>("SELECT 1 FROM menus WHERE id = @id").pluck();
  const menuItem = db.prepare<{ id: number }, number>("SELECT 1 FROM menu_items WHERE id = @id").pluck();
  const insertMenu = db.prepare("INSERT INTO menus (name, location) VALUES (@name, NULL)");
  const hasPrimary = db.prepare<[], number>("SELECT 1 FROM menus WHERE location = 'primary'").pluck();
  const setPrimary = db.prepare("UPDATE menus SET location = 'primary' WHERE id = @id");
  const insertMenuItem = db.prepare(
    `INSERT INTO menu_items (menu_id, parent_id, position, kind, label, url, post_id, topic_id)
     VALUES (@menuId, @parentId, @position, @kind, @label, @url, @postId, @topicId)`,
  );
  const idOf = (result: { lastInsertRowid: number | bigint }) => Number(result.lastInsertRowid);
  return {
    findTopic: (kind: "category" | "tag", path: string): number | undefined => topic.get({ kind, path }),
    topicPath: (id: number): string | undefined => topicPath.get({ id }),
    createTopic: (
      values: {
        kind: "category" | "tag";
        parentId: number | null;
        name: string;
        slug: string;
        path: string;
        description: string;
      },
      now: Date,
    ): number => idOf(insertTopic.run({ ...values, now: now.toISOString() })),
    /** The address of a post or page as it was settled. */
    post: (id: number): { slug: string; path: string | null } | undefined => post.get({ id }),
    hasPost: (id: number): boolean => exists.get({ id }) !== undefined,
    /** The post that an earlier import knew under this number. */
    findLegacyPost: (legacyId: number): number | undefined => legacyPost.get({ legacyId }),
    /** An imported post as it stands; undefined in the trash, and where somebody has rewritten it as Markdown. */
    draft(id: number): { draft: PostDraft; updatedAt: Date } | undefined {
      const row = draft.get({ id });
      return row && { draft: toDraft(row), updatedAt: new Date(row.updated_at) };
    },
    /** Puts a post in the trash; a published one needs its date. */
    trash(id: number, before: "draft" | "pending" | "published" | "private", at: Date): void {
      trash.run({ id, before, now: at.toISOString() });
    },
    hasComment: (id: number): boolean => comment.get({ id }) !== undefined,
    mediaPath: (id: number): string | undefined => mediaPath.get({ id }),
    hasMenu: (id: number): boolean => menu.get({ id }) !== undefined,
    hasMenuItem: (id: number): boolean => menuItem.get({ id }) !== undefined,
    isMenuNameTaken: (name: string): boolean => menuByName.get({ name }) !== undefined,
    createMenu: (name: string): number => idOf(insertMenu.run({ name })),
    hasPrimaryMenu: (): boolean => hasPrimary.get() !== undefined,
    setPrimaryMenu(id: number): void {
      setPrimary.run({ id });
    },
    createMenuItem: (values: ImportedMenuItem): number => idOf(insertMenuItem.run(values)),
  };
}

interface DraftRow {
  kind: PostDraft["kind"];
  status: PostDraft["status"];
  title: string;
  slug: string;
  parent_id: number | null;
  position: number;
  excerpt: string;
  body_source: string;
  published_at: string | null;
  password: string | null;
  is_sticky: number;
  comments_open: number;
  featured_media_id: number | null;
  updated_at: string;
  author_ids: string;
  category_ids: string;
  tag_ids: string;
}

const topicIds = (kind: "category" | "tag") => `(
  SELECT json_group_array(t.id ORDER BY pt.position) FROM post_topics AS pt JOIN topics AS t ON t.id = pt.topic_id
  WHERE pt.post_id = @id AND pt.is_direct = 1 AND t.kind = '${kind}')`;

function toDraft(row: DraftRow): PostDraft {
  return {
    ...{ kind: row.kind, status: row.status, title: row.title, slug: row.slug, parentId: row.parent_id },
    ...{ position: row.position, excerpt: row.excerpt, bodySource: row.body_source, bodyFormat: "html" },
    publishedAt: row.published_at === null ? null : new Date(row.published_at),
    password: row.password,
    isSticky: row.is_sticky === 1,
    commentsOpen: row.comments_open === 1,
    featuredMediaId: row.featured_media_id,
    authorIds: JSON.parse(row.author_ids) as number[],
    categoryIds: JSON.parse(row.category_ids) as number[],
    tagIds: JSON.parse(row.tag_ids) as number[],
  };
}
