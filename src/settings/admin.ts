import type { Request, Response } from "express";
import { NotFound } from "../errors.ts";
import { languages, type Message, type MessageKey } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import type { FieldErrors, FormBody } from "../web/form.ts";
import type { Render } from "../web/render.ts";
import type { CurrentWords } from "../web/words.ts";
import { settingFields, type SettingField } from "./fields.ts";
import { parseSettings, typedSettings, type TypedSettings } from "./form.ts";
import type { SettingsRepository } from "./repository.ts";
import { settingGroups, type SettingGroup, type SettingGroups } from "./setting.ts";
import { settingsForm, type PurgeState, type ShownField } from "./views.ts";

interface Parts {
  settings: SettingsRepository;
  paths: Paths;
  words: CurrentWords;
  render: Render;
  clock: () => Date;
  /** Pages that can stand at the front. */
  listPages: (now: Date) => { id: number; title: string }[];
  complaintAboutPermalink: (structure: string) => Message | undefined;
  /** Says of any structure which address it gives a post. */
  permalinkExamples: () => (structure: string) => string;
  /** How the last purge of each cache in front went. */
  purges: () => PurgeState[];
}

const GROUPS = Object.keys(settingGroups) as SettingGroup[];

/** The pages of settings: one form a group. */
export function adminSettings(parts: Parts) {
  const { settings, paths, words, render, clock, complaintAboutPermalink } = parts;
  const groupOf = (req: Request<{ group?: string }>): SettingGroup => {
    const group = GROUPS.find((one) => one === (req.params.group ?? "general"));
    if (!group) throw new NotFound("There are no such settings.");
    return group;
  };
  const show = (res: Response, group: SettingGroup, values: TypedSettings, errors: FieldErrors = {}) => {
    const { t } = words();
    const groups = GROUPS.map((one) => ({
      group: one,
      label: t(`settings.groups.${one}`),
      href: paths.admin.settings(one),
    }));
    const fields = settingFields[group].map((field) => shown(group, field));
    const labels = Object.fromEntries(fields.map(({ name, label }) => [name, label]));
    const title = t("settings.of", { group: t(`settings.groups.${group}`) });
    render(
      res,
      { title, section: "settings" },
      settingsForm({
        ...{ group, groups, fields, values, errors, labels },
        purges: group === "caching" ? parts.purges() : [],
      }),
    );
  };
  const shown = (group: SettingGroup, field: SettingField): ShownField => {
    const { t } = words();
    const key = `settings.${group}.${field.name}` as MessageKey;
    const help = field.hasHelp ? t(`${key}Help` as MessageKey) : null;
    return { ...field, label: t(key), help, section: field.section ?? null, choices: choicesOf(field) };
  };
  const structureChoices = (options: { value: string; label: MessageKey }[]): ShownField["choices"] => {
    const { t } = words();
    const example = parts.permalinkExamples();
    const { structure } = settings.get("permalinks");
    const isOwn = options.every(({ value }) => value !== structure);
    return [
      ...options.map(({ value, label }) => ({ value, label: t(label), help: example(value) })),
      { value: "", label: t("settings.permalinks.structureOwn"), help: isOwn ? example(structure) : null },
    ];
  };
  const choicesOf = ({ name, type, options }: SettingField): ShownField["choices"] => {
    const { t, language } = words();
    if (options && name === "structure") return structureChoices(options);
    if (options) return options.map(({ value, label }) => ({ value, label: t(label) }));
    if (type === "page") {
      const pages = parts.listPages(clock()).map(({ id, title }) => ({ value: String(id), label: title }));
      const none = name === "frontPageId" ? "settings.reading.noFrontPage" : "settings.reading.noPostsPage";
      return [{ value: "", label: t(none) }, ...pages];
    }
    if (name === "timeZone")
      return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")].map((zone) => ({
        value: zone,
        label: zone.replaceAll("_", " "),
      }));
    if (name === "language") {
      const names = new Intl.DisplayNames(language, { type: "language" });
      return languages.map((value) => ({ value, label: names.of(value) ?? value }));
    }
    return [];
  };
  return {
    edit(req: Request<{ group?: string }>, res: Response) {
      const group = groupOf(req);
      show(res, group, typedSettings(group, settings.get(group)));
    },
    update(req: Request<{ group?: string }, unknown, FormBody>, res: Response) {
      const group = groupOf(req);
      const form = parseSettings(group, req.body);
      const errors: FieldErrors = form.ok ? complaints(group, form.value) : form.errors;
      if (!form.ok || Object.keys(errors).length > 0) {
        res.status(422);
        return show(res, group, form.ok ? typedSettings(group, form.value) : form.typed, errors);
      }
      settings.update(group, form.value, clock());
      req.session.flash = { tone: "done", message: "settings.saved" };
      res.redirect(303, paths.admin.settings(group));
    },
  };

  function complaints<Group extends SettingGroup>(group: Group, value: SettingGroups[Group]): FieldErrors {
    if (group === "permalinks") {
      const complaint = complaintAboutPermalink((value as SettingGroups["permalinks"]).structure);
      return complaint ? { structure: complaint } : {};
    }
    if (group === "reading") {
      const { frontPageId, postsPageId } = value as SettingGroups["reading"];
      const known = new Set(parts.listPages(clock()).map(({ id }) => id));
      if (frontPageId !== null && !known.has(frontPageId)) return { frontPageId: "form.notOneOfThese" };
      if (postsPageId !== null && !known.has(postsPageId)) return { postsPageId: "form.notOneOfThese" };
      if (frontPageId !== null && frontPageId === postsPageId)
        return { postsPageId: "settings.reading.samePage" };
    }
    return {};
  }
}
