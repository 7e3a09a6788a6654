import { languages } from "../messages/translator.ts";
import { isTicked, lineOf, textOf, type FieldErrors, type FormBody } from "../web/form.ts";
import { settingFields, type SettingField } from "./fields.ts";
import { linesOf, settingGroups, type SettingGroup, type SettingGroups } from "./setting.ts";

export type TypedSettings = Record<string, string | boolean>;

export type ParsedSettings<Group extends SettingGroup> =
  { ok: true; value: SettingGroups[Group] } | { ok: false; typed: TypedSettings; errors: FieldErrors };

/** What the admin typed on one settings page. Each value is checked by the schema of its group. */
export function parseSettings<Group extends SettingGroup>(
  group: Group,
  body: FormBody,
): ParsedSettings<Group> {
  const fields: SettingField[] = settingFields[group];
  const typed: TypedSettings = {};
  const value: Record<string, unknown> = {};
  const errors: FieldErrors = {};
  for (const field of fields) {
    const { name, type, maxLength } = field;
    typed[name] =
      type === "tick"
        ? isTicked(body, name)
        : type === "text"
          ? textOf(body, name).replaceAll("\r\n", "\n")
          : lineOf(body, name) || (type === "choice-or-line" ? lineOf(body, `${name}Own`) : "");
    value[name] = meaning(field, typed[name]);
    if (maxLength !== undefined && typeof typed[name] === "string" && typed[name].length > maxLength)
      errors[name] = { key: "form.tooLong", values: { max: maxLength } };
  }
  const isNumber = (name: string) => fields.some((field) => field.name === name && field.type === "number");
  const parsed = settingGroups[group].safeParse(value);
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0]);
    if (issue.code === "too_small")
      errors[name] ??= { key: "form.atLeast", values: { min: Number(issue.minimum) } };
    else if (issue.code === "too_big")
      errors[name] ??= { key: "form.atMost", values: { max: Number(issue.maximum) } };
    else errors[name] ??= isNumber(name) ? "form.wholeNumber" : "form.notOneOfThese";
  }
  if (group === "general") checkGeneral(value, errors);
  if (group === "caching") checkCaching(value as SettingGroups["caching"], errors);
  if (!parsed.success || Object.keys(errors).length > 0) return { ok: false, typed, errors };
  return { ok: true, value: parsed.data as SettingGroups[Group] };
}

/** The stored values as the form shows them. */
export function typedSettings(group: SettingGroup, values: object): TypedSettings {
  const stored = values as Record<string, unknown>;
  return Object.fromEntries(
    settingFields[group].map(({ name, type }): [string, string | boolean] => {
      const value = stored[name];
      if (type === "tick") return [name, value === true];
      return [name, typeof value === "string" ? value : typeof value === "number" ? String(value) : ""];
    }),
  );
}

function meaning({ type }: SettingField, typed: string | boolean): unknown {
  if (typeof typed === "boolean" || type === "line" || type === "text" || type.startsWith("choice"))
    return typed;
  if (type === "page" && typed === "") return null;
  return /^-?\d{1,9}$/.test(typed) ? Number(typed) : typed;
}

function checkGeneral(value: Record<string, unknown>, errors: FieldErrors) {
  if (value.title === "") errors.title = "form.required";
  if (!languages.includes(String(value.language))) errors.language = "form.notOneOfThese";
  if (
    typeof value.timeZone === "string" &&
    !Intl.supportedValuesOf("timeZone").includes(value.timeZone) &&
    value.timeZone !== "UTC"
  )
    errors.timeZone = "form.notOneOfThese";
}

function checkCaching({ purgeAddresses, purgeSecret }: SettingGroups["caching"], errors: FieldErrors) {
  const wrong = linesOf(purgeAddresses).find((line) => !isWebAddress(line));
  if (wrong !== undefined)
    errors.purgeAddresses ??= { key: "settings.caching.notAnAddress", values: { line: wrong } };
  // RFC 9110, section 5.5: what may stand in a header.
  if (!/^[\x21-\x7e]*$/.test(purgeSecret)) errors.purgeSecret ??= "settings.caching.plainSecret";
}

const isWebAddress = (line: string) => /^https?:\/\//i.test(line) && URL.canParse(line);
