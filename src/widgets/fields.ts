import * as z from "zod";
import { isMessageKey, type Message } from "../messages/translator.ts";
import { textOf, type FieldErrors, type FormBody, type FormResult } from "../web/form.ts";

/** The title of every widget. */
export const title = z.string().max(100).default("");

/** A whole number an editor chooses, both ends included. */
export function whole(min: number, max: number, standard: number) {
  return z.number().int().min(min).max(max).default(standard);
}

/** The number in a field; NaN where it is none, which no setting accepts. */
export function numberOf(body: FormBody, field: string): number {
  const text = textOf(body, field).trim();
  return /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
}

/** Checks what an editor typed against the settings of a kind, with a message for each field that does not fit. */
export function check<Settings extends object>(
  schema: z.ZodObject & z.ZodType<Settings>,
  typed: Record<string, unknown>,
): FormResult<Settings> {
  const result = schema.safeParse(typed);
  if (result.success) return { ok: true, value: result.data };
  const errors: FieldErrors = {};
  for (const issue of result.error.issues) {
    const field = String(issue.path[0]);
    errors[field] ??= isMessageKey(issue.message) ? issue.message : complaintAbout(schema.shape[field]);
  }
  return { ok: false, errors };
}

function complaintAbout(field: unknown): Message {
  const inner = field instanceof z.ZodDefault ? field.unwrap() : field;
  if (inner instanceof z.ZodNumber)
    return { key: "widgets.range", values: { min: inner.minValue ?? 0, max: inner.maxValue ?? 0 } };
  if (inner instanceof z.ZodString && inner.maxLength !== null)
    return { key: "form.tooLong", values: { max: inner.maxLength } };
  return "widgets.choose";
}
