import { lineOf, type FieldErrors, type FormBody, type FormResult } from "../web/form.ts";
import { areas, type AnyWidget, type Area, type BaseSettings } from "./widget.ts";

/** So many widgets fit into one area: more is a mistake, and every page pays for them. */
export const MAX_WIDGETS = 30;

export function areaOf(body: FormBody): Area | undefined {
  return areas.find((area) => area === lineOf(body, "area"));
}

/** Which kind is to be added where. `isFull` says whether an area has no room. */
export function parseAddForm(
  body: FormBody,
  kinds: ReadonlyMap<string, AnyWidget>,
  isFull: (area: Area) => boolean,
): FormResult<{ widget: AnyWidget; area: Area }, "kind" | "area"> {
  const widget = kinds.get(lineOf(body, "kind"));
  const area = areaOf(body);
  if (widget && area && !isFull(area)) return { ok: true, value: { widget, area } };
  const errors: FieldErrors<"kind" | "area"> = {};
  if (!widget) errors.kind = "widgets.choose";
  if (!area) errors.area = "widgets.choose";
  else if (isFull(area)) errors.area = fullMessage;
  return { ok: false, errors };
}

/** The settings of a widget and the area it is to stand in. */
export function parseWidgetForm(
  body: FormBody,
  widget: AnyWidget,
  isFull: (area: Area) => boolean,
): FormResult<{ area: Area; settings: BaseSettings }> {
  const settings = widget.parse(body);
  const area = areaOf(body);
  const errors: FieldErrors = settings.ok ? {} : { ...settings.errors };
  if (!area) errors.area = "widgets.choose";
  else if (isFull(area)) errors.area = fullMessage;
  if (settings.ok && area && Object.keys(errors).length === 0)
    return { ok: true, value: { area, settings: settings.value } };
  return { ok: false, errors };
}

const fullMessage = { key: "widgets.full", values: { max: MAX_WIDGETS } } as const;
