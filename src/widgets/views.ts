import type { MessageKey } from "../messages/translator.ts";
import type { FieldErrors } from "../web/form.ts";
import { view } from "../web/view.ts";
import type { Area } from "./widget.ts";

/** A widget in the list of its area. */
export interface WidgetRow {
  id: number;
  kind: string;
  title: string;
  /** The title, or the name of its kind: what messages call it. */
  name: string;
  /** "silent": it has nothing to show now. "broken", "unknown": readers will never see it. */
  state: "shown" | "silent" | "broken" | "unknown";
  isFirst: boolean;
  isLast: boolean;
}

export interface Option {
  value: string;
  label: string;
}

export const widgetIndex = view<{
  areas: { name: string; rows: WidgetRow[] }[];
  kinds: Option[];
  areaOptions: Option[];
  typed: Record<string, string>;
  errors: FieldErrors;
}>("widgets/admin/index", "admin");

export const widgetEdit = view<{
  id: number;
  kind: string;
  name: string;
  about: MessageKey;
  /** The area chosen in the form. */
  area: Area;
  areaOptions: Option[];
  heading: string | null;
  /** The settings, or what was typed. */
  values: object;
  choices: object;
  errors: FieldErrors;
}>("widgets/admin/edit", "admin");
