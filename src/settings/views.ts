import type { Message, MessageKey } from "../messages/translator.ts";
import type { FieldErrors } from "../web/form.ts";
import { view } from "../web/view.ts";
import type { SettingField } from "./fields.ts";
import type { TypedSettings } from "./form.ts";
import type { SettingGroup } from "./setting.ts";

/** A field with its words and choices, ready to print. */
export interface ShownField extends Omit<SettingField, "options" | "section"> {
  label: string;
  help: string | null;
  section: MessageKey | null;
  choices: { value: string; label: string; help?: string | null }[];
}

/** How the last purge of a cache went. */
export interface PurgeState {
  address: string;
  /** Null where none has worked yet. */
  purgedAt: Date | null;
  /** Null while the last one worked. */
  failure: { attempts: number; why: Message; nextAt: Date } | null;
}

export const settingsForm = view<{
  group: SettingGroup;
  groups: { group: SettingGroup; label: string; href: string }[];
  fields: ShownField[];
  values: TypedSettings;
  errors: FieldErrors;
  labels: Record<string, string>;
  /** Empty outside the settings of caching. */
  purges: PurgeState[];
}>("settings/admin/form", "admin");
