import type { Database } from "../database/driver.ts";
import type { Area, BaseSettings, Placement } from "./widget.ts";

export type WidgetRepository = ReturnType<typeof widgetRepository>;

/** How long a removed widget can be brought back. */
const KEPT_MS = 86_400_000;

/** All SQL about widgets: what stands where, in which order. */
export function widgetRepository(db: Database) {
  const columns = "id, area, kind, settings";
  const list = db.prepare<[], Placement>(
    `SELECT ${columns} FROM widgets WHERE removed_at IS NULL ORDER BY area, position, id`,
  );
  const byId = db.prepare<{ id: number }, Placement>(
    `SELECT ${columns} FROM widgets WHERE id = @id AND removed_at IS NULL`,
  );
  const count = db
    .prepare<{ area: Area }, number>("SELECT count(*) FROM widgets WHERE area = @area AND removed_at IS NULL")
    .pluck();
  const insert = db.prepare<{ area: Area; kind: string; settings: string }>(
    `INSERT INTO widgets (area, position, kind, settings)
     VALUES (@area, (SELECT coalesce(max(position) + 1, 0) FROM widgets WHERE area = @area), @kind, @settings)`,
  );
  const settle = db.prepare<{ id: number; settings: string }>(
    "UPDATE widgets SET settings = @settings WHERE id = @id",
  );
  const toArea = db.prepare<{ id: number; area: Area }>(
    `UPDATE widgets SET area = @area,
       position = (SELECT coalesce(max(position) + 1, 0) FROM widgets WHERE area = @area)
     WHERE id = @id AND area <> @area`,
  );
  const order = db.prepare<{ ids: string }>(
    `UPDATE widgets SET position = wanted.key FROM json_each(@ids) AS wanted WHERE widgets.id = wanted.value`,
  );
  const remove = db.prepare<{ id: number; now: string }>(
    "UPDATE widgets SET removed_at = @now WHERE id = @id AND removed_at IS NULL",
  );
  const restore = db.prepare<{ id: number }>("UPDATE widgets SET removed_at = NULL WHERE id = @id");
  const forget = db.prepare<{ before: string }>("DELETE FROM widgets WHERE removed_at < @before");
  return {
    /** Every widget, area by area in their order, also those that nobody understands. */
    list: (): Placement[] => list.all(),
    find: (id: number): Placement | undefined => byId.get({ id }),
    count: (area: Area): number => count.get({ area })!,
    /** Puts a widget at the end of an area and returns its id. */
    add: (area: Area, kind: string, settings: BaseSettings): number =>
      Number(insert.run({ area, kind, settings: JSON.stringify(settings) }).lastInsertRowid),
    /** Changes the settings; in another area, the widget goes to its end. */
    update(id: number, area: Area, settings: BaseSettings): void {
      db.transaction(() => {
        settle.run({ id, settings: JSON.stringify(settings) });
        toArea.run({ id, area });
      })();
    },
    /** Moves a widget one place up (-1) or down (1) in its area; at the end it stays. */
    move(id: number, step: -1 | 1): void {
      db.transaction(() => {
        const moved = byId.get({ id });
        const ids = list
          .all()
          .filter(({ area }) => area === moved?.area)
          .map((placement) => placement.id);
        const from = ids.indexOf(id);
        const to = from + step;
        if (from < 0 || to < 0 || to >= ids.length) return;
        [ids[from], ids[to]] = [ids[to]!, ids[from]!];
        order.run({ ids: JSON.stringify(ids) });
      })();
    },
    /** Takes a widget away; for a day it can be restored where it stood. */
    remove(id: number, now: Date): void {
      db.transaction(() => {
        forget.run({ before: new Date(now.getTime() - KEPT_MS).toISOString() });
        remove.run({ id, now: now.toISOString() });
      })();
    },
    /** Whether it could be brought back. */
    restore: (id: number): boolean => restore.run({ id }).changes > 0,
  };
}
