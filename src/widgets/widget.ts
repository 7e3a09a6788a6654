import type { z } from "zod";
import type { MessageKey } from "../messages/translator.ts";
import type { FormBody, FormResult } from "../web/form.ts";

/** Where widgets stand, in the order in which the admin shows the areas. */
export const areas = ["sidebar", "below-post", "footer"] as const;
export type Area = (typeof areas)[number];

/** What every kind lets an editor set. An empty title stands for the heading of the catalogue. */
export interface BaseSettings {
  title: string;
}

/**
 * A kind of widget. `kind` is stored and names its templates: views/widgets/<kind>.ejs shows `Model` to readers,
 * views/widgets/admin/<kind>.ejs holds the fields of its settings. registry.ts lists all kinds.
 */
export interface Widget<Settings extends BaseSettings, Model extends object> {
  kind: string;
  /** What it is called in the admin, and one sentence on what it shows. */
  name: MessageKey;
  about: MessageKey;
  /** Stands above it where the title is empty; null for none. */
  heading: MessageKey | null;
  /** What a new one starts with. */
  defaults: Settings;
  /** Reads stored settings: a row that this refuses is shown to nobody. */
  schema: z.ZodType<Settings>;
  /** Reads the settings an editor typed. */
  parse(body: FormBody): FormResult<Settings>;
  /** What to show at this moment; null for nothing, heading included. */
  load(settings: Settings, now: Date): Model | null;
  /** When that goes stale although no content changed and no scheduled post came out; never where it is missing. */
  expires?(now: Date): Date;
  /** What the settings form offers beside the settings themselves, such as people to choose from. */
  choices?(): object;
}

/** A kind whose settings only the kind itself understands. */
export type AnyWidget = Widget<BaseSettings, object>;

/** A widget as it is stored. */
export interface Placement {
  id: number;
  area: Area;
  kind: string;
  /** JSON that the module of its kind understands, or once understood. */
  settings: string;
}

/** The stored settings as their kind reads them; undefined where the kind is unknown or the settings are broken. */
export function understand(
  { kind, settings }: Pick<Placement, "kind" | "settings">,
  kinds: ReadonlyMap<string, AnyWidget>,
): { widget: AnyWidget; settings: BaseSettings } | undefined {
  const widget = kinds.get(kind);
  const read = widget?.schema.safeParse(parseJson(settings));
  return widget && read?.success ? { widget, settings: read.data } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
