import type { Database } from "../database/driver.ts";
import { READABLE } from "../posts/rows.ts";
import type { TopicKind } from "../topics/topic.ts";
import type { ItemKind, Location, Menu, MenuItem, NewItem, Place } from "./menu.ts";

export type MenuRepository = ReturnType<typeof menuRepository>;

interface ItemRow {
  id: number;
  menu_id: number;
  parent_id: number | null;
  kind: ItemKind;
  label: string;
  url: string | null;
  location: Location | null;
  post_id: number | null;
  post_kind: "post" | "page";
  post_slug: string;
  post_path: string | null;
  post_title: string;
  post_language: string | null;
  post_published_at: string | null;
  post_category: string | null;
  post_author: string | null;
  is_readable: number | null;
  topic_kind: TopicKind | null;
  topic_name: string;
  topic_path: string;
}

/** How long a removed entry can be brought back. */
const KEPT_MS = 86_400_000;

const columns = `i.id, i.menu_id, i.parent_id, i.kind, i.label, i.url, m.location,
  p.id AS post_id, p.kind AS post_kind, p.slug AS post_slug, p.path AS post_path, p.title AS post_title,
  p.language AS post_language, p.published_at AS post_published_at, ${READABLE} AS is_readable,
  (SELECT t.path FROM post_topics AS pt JOIN topics AS t ON t.id = pt.topic_id
   WHERE pt.post_id = p.id AND pt.is_direct = 1 AND t.kind = 'category' ORDER BY pt.position, t.name LIMIT 1) AS post_category,
  (SELECT u.slug FROM post_authors AS pa JOIN users AS u ON u.id = pa.user_id
   WHERE pa.post_id = p.id ORDER BY pa.position LIMIT 1) AS post_author,
  t.kind AS topic_kind, t.name AS topic_name, t.path AS topic_path`;
const source = `menus AS m JOIN menu_items AS i ON i.menu_id = m.id AND i.removed_at IS NULL
  LEFT JOIN posts AS p ON p.id = i.post_id LEFT JOIN topics AS t ON t.id = i.topic_id`;
const below = `WITH RECURSIVE below (id) AS (
  SELECT id FROM menu_items WHERE id = @id AND menu_id = @menuId
  UNION SELECT i.id FROM below JOIN menu_items AS i ON i.parent_id = below.id)`;

/** All SQL about menus. Rows stay in this file. */
export function menuRepository(db: Database) {
  const list = db.prepare<[], Menu & { items: number }>(
    `SELECT m.id, m.name, m.location,
       (SELECT count(*) FROM menu_items WHERE menu_id = m.id AND removed_at IS NULL) AS items
     FROM menus AS m ORDER BY m.name COLLATE NOCASE, m.id`,
  );
  const byId = db.prepare<{ id: number }, Menu>("SELECT id, name, location FROM menus WHERE id = @id");
  const byName = db.prepare<{ name: string }, Menu>(
    "SELECT id, name, location FROM menus WHERE name = @name",
  );
  const placed = db.prepare<{ now: string }, ItemRow>(
    `SELECT ${columns} FROM ${source} WHERE m.location IS NOT NULL ORDER BY i.position, i.id`,
  );
  const locationsInUse = db
    .prepare<[], Location>("SELECT location FROM menus WHERE location IS NOT NULL")
    .pluck();
  const items = db.prepare<{ menuId: number; now: string }, ItemRow>(
    `SELECT ${columns} FROM ${source} WHERE m.id = @menuId ORDER BY i.position, i.id`,
  );
  const countItems = db
    .prepare<{ menuId: number }, number>(
      "SELECT count(*) FROM menu_items WHERE menu_id = @menuId AND removed_at IS NULL",
    )
    .pluck();
  const insert = db.prepare<{ name: string; location: Location | null }>(
    "INSERT INTO menus (name, location) VALUES (@name, @location)",
  );
  const vacate = db.prepare<{ id: number; location: Location | null }>(
    "UPDATE menus SET location = NULL WHERE location = @location AND id <> @id",
  );
  const update = db.prepare<Menu>("UPDATE menus SET name = @name, location = @location WHERE id = @id");
  const remove = db.prepare<{ id: number }>("DELETE FROM menus WHERE id = @id");
  const insertItem = db.prepare<NewItem & { menuId: number }>(
    `INSERT INTO menu_items (menu_id, parent_id, position, kind, label, url, post_id, topic_id)
     VALUES (@menuId, NULL, (SELECT coalesce(max(position) + 1, 0) FROM menu_items WHERE menu_id = @menuId),
       @kind, @label, @url, @postId, @topicId)`,
  );
  const updateItem = db.prepare<{ id: number; menuId: number; label: string; url: string | null }>(
    "UPDATE menu_items SET label = @label, url = @url WHERE id = @id AND menu_id = @menuId",
  );
  const arrange = db.prepare<{ menuId: number; places: string }>(
    `UPDATE menu_items SET position = wanted.key, parent_id = wanted.value ->> 'parentId'
     FROM json_each(@places) AS wanted
     WHERE menu_items.id = wanted.value ->> 'id' AND menu_items.menu_id = @menuId`,
  );
  const removeItem = db.prepare<{ id: number; menuId: number; now: string }>(
    `${below} UPDATE menu_items SET removed_at = @now WHERE id IN (SELECT id FROM below) AND removed_at IS NULL`,
  );
  const restoreItem = db.prepare<{ id: number; menuId: number }>(
    `${below} UPDATE menu_items SET removed_at = NULL
     WHERE id IN (SELECT id FROM below) AND removed_at = (SELECT removed_at FROM menu_items WHERE id = @id)`,
  );
  const forget = db.prepare<{ before: string }>("DELETE FROM menu_items WHERE removed_at < @before");
  const at = (now: Date) => now.toISOString();
  return {
    /** All menus by name, with the number of their entries. */
    list: () => list.all(),
    find: (id: number): Menu | undefined => byId.get({ id }),
    findByName: (name: string): Menu | undefined => byName.get({ name }),
    /** The entries of every menu that stands somewhere, in their order; also of those that have none. One query each. */
    listPlaced(now: Date): Map<Location, MenuItem[]> {
      const menus = new Map(locationsInUse.all().map((location) => [location, [] as MenuItem[]]));
      for (const row of placed.all({ now: at(now) })) menus.get(row.location!)?.push(toItem(row));
      return menus;
    },
    listItems: (menuId: number, now: Date): MenuItem[] => items.all({ menuId, now: at(now) }).map(toItem),
    countItems: (menuId: number): number => countItems.get({ menuId })!,
    create: (name: string, location: Location | null = null): number =>
      db.transaction(() => {
        vacate.run({ id: 0, location });
        return Number(insert.run({ name, location }).lastInsertRowid);
      })(),
    /** A location has one menu: the one that stood there stands nowhere afterwards. */
    update(menu: Menu): void {
      db.transaction(() => {
        vacate.run({ id: menu.id, location: menu.location });
        update.run(menu);
      })();
    },
    remove: (id: number): void => void remove.run({ id }),
    /** Adds an entry at the end of the top level and returns its id. */
    addItem: (menuId: number, item: NewItem): number =>
      Number(insertItem.run({ ...item, menuId }).lastInsertRowid),
    updateItem: (menuId: number, id: number, label: string, url: string | null): void =>
      void updateItem.run({ menuId, id, label, url }),
    /** Puts the entries of a menu in this order, each below its parent. */
    arrange: (menuId: number, places: Place[]): void =>
      void arrange.run({ menuId, places: JSON.stringify(places) }),
    /** Takes an entry away with all below it, and returns how many that were; for a day they can be restored. */
    removeItem: (menuId: number, id: number, now: Date): number =>
      db.transaction(() => {
        forget.run({ before: at(new Date(now.getTime() - KEPT_MS)) });
        return removeItem.run({ menuId, id, now: at(now) }).changes;
      })(),
    /** Whether anything could be brought back. */
    restoreItem: (menuId: number, id: number): boolean => restoreItem.run({ menuId, id }).changes > 0,
  };
}

function toItem(row: ItemRow): MenuItem {
  return {
    id: row.id,
    menuId: row.menu_id,
    parentId: row.parent_id,
    kind: row.kind,
    label: row.label,
    url: row.url,
    post:
      row.post_id === null
        ? null
        : {
            id: row.post_id,
            kind: row.post_kind,
            slug: row.post_slug,
            path: row.post_path,
            title: row.post_title,
            language: row.post_language,
            publishedAt: row.post_published_at === null ? null : new Date(row.post_published_at),
            category: row.post_category,
            author: row.post_author,
            isReadable: row.is_readable === 1,
          },
    topic: row.topic_kind && { kind: row.topic_kind, name: row.topic_name, path: row.topic_path },
  };
}
