import type { Database } from "../database/driver.ts";
import { contentVersion, oncePerVersion } from "../database/version.ts";
import { settingGroups, type SettingGroup, type SettingGroups } from "./setting.ts";

export type SettingsRepository = ReturnType<typeof settingsRepository>;

/** Settings by group. Reading costs nothing while the content has not changed, also by another process. */
export function settingsRepository(db: Database, version: () => string = contentVersion(db)) {
  const all = db.prepare<[], { key: string; value: string }>("SELECT key, value FROM settings");
  const put = db.prepare<{ key: string; value: string; now: string }>(
    `INSERT INTO settings (key, value, updated_at) VALUES (@key, @value, @now)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
  );
  const current = oncePerVersion(version, (): SettingGroups => {
    const stored = new Map(all.all().map(({ key, value }) => [key, JSON.parse(value) as unknown]));
    const group = <Group extends SettingGroup>(name: Group) =>
      settingGroups[name].parse(stored.get(name) ?? {}) as SettingGroups[Group];
    return {
      general: group("general"),
      reading: group("reading"),
      discussion: group("discussion"),
      caching: group("caching"),
      permalinks: group("permalinks"),
    };
  });
  return {
    get: <Group extends SettingGroup>(group: Group): SettingGroups[Group] => current()[group],
    /** Changes some settings of a group; the others stay. */
    update<Group extends SettingGroup>(
      group: Group,
      changes: Partial<SettingGroups[Group]>,
      now: Date,
    ): void {
      const value = settingGroups[group].parse({ ...current()[group], ...changes });
      put.run({ key: group, value: JSON.stringify(value), now: now.toISOString() });
    },
  };
}
