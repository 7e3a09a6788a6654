import type { Database } from "../database/driver.ts";
import { contentVersion, oncePerVersion } from "../database/version.ts";
import { settingGroups, type SettingGroup, type SettingGroups } from "./setting.ts";

export type SettingsRepository = ReturnType<typeof settingsRepository>;

/** Settings by group. Reading costs nothing while the content has not changed, also by another process. */
export function settingsRepository(db: Database, version: () => string = contentVersion(db)) {
  const all = db.prepare<[], string>("SELECT json_group_object(key, json(value)) FROM settings").pluck();
  const put = db.prepare<{ key: string; value: string; now: string }>(
    `INSERT INTO settings (key, value, updated_at) VALUES (@key, @value, @now)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at`,
  );
  let known: { text: string; groups: SettingGroups } | undefined;
  // Most of what is written is no setting.
  const current = oncePerVersion(version, (): SettingGroups => {
    const text = all.get()!;
    if (known?.text !== text) known = { text, groups: parseGroups(text) };
    return known.groups;
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

/** `text` is a JSON object with the groups that were ever changed. */
function parseGroups(text: string): SettingGroups {
  const stored = JSON.parse(text) as Record<string, unknown>;
  const group = <Group extends SettingGroup>(name: Group) =>
    settingGroups[name].parse(stored[name] ?? {}) as SettingGroups[Group];
  return {
    general: group("general"),
    reading: group("reading"),
    discussion: group("discussion"),
    caching: group("caching"),
    permalinks: group("permalinks"),
  };
}
