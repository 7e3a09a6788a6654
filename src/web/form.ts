import { isBlank } from "../blank.ts";
import type { Message } from "../messages/translator.ts";

/** What form-body.ts made of a form: a field typed twice is an array, which no field here expects. */
export type FormBody = Record<string, unknown> | undefined;
export type FieldErrors<Field extends string = string> = Partial<Record<Field, Message>>;
export type FormResult<Value, Field extends string = string> =
  { ok: true; value: Value } | { ok: false; errors: FieldErrors<Field> };

/** The text of one field as typed, '' where it is missing or no text. */
export function textOf(body: FormBody, field: string): string {
  const value = body?.[field];
  return typeof value === "string" ? value : "";
}

/** The same in one line: trimmed, white space and control characters folded; '' where nothing of it could be seen. */
export function lineOf(body: FormBody, field: string): string {
  const text = textOf(body, field);
  return isBlank(text) ? "" : text.replace(/[\s\p{Cc}]+/gu, " ").trim();
}

/** All values of a field that may stand several times, such as a list of checkboxes. */
export function listOf(body: FormBody, field: string): string[] {
  const value = body?.[field];
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((entry): entry is string => typeof entry === "string" && entry !== "");
}

/** Which of these a field names; '' for anything else. */
export function choiceOf<Choice extends string>(
  body: FormBody,
  field: string,
  choices: readonly Choice[],
): Choice | "" {
  return choices.find((choice) => choice === textOf(body, field)) ?? "";
}

/** Whether a checkbox was ticked. */
export function isTicked(body: FormBody, field: string): boolean {
  return textOf(body, field) !== "";
}

/** What was typed, for showing it again: texts only. */
export function typedIn(body: FormBody): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

/** Every field with each of its texts, so that a page can carry them on. */
export function fieldsOf(body: FormBody): [name: string, value: string][] {
  return Object.keys(body ?? {}).flatMap((name) =>
    [body![name]]
      .flat()
      .filter((value): value is string => typeof value === "string")
      .map((value): [string, string] => [name, value]),
  );
}

/** Everything typed, without the button that was pressed. */
export const sentFields = (body: FormBody) => fieldsOf(body).filter(([name]) => name !== "do");

/** Whether a form is only to be shown again as it is typed: with other pictures to choose from, or after a preview. */
export const isShownAgain = (body: FormBody) => textOf(body, "do") === "edit";

/** The ids in a field, each a positive whole number; anything else is left out. */
export function idsOf(body: FormBody, field: string): number[] {
  return listOf(body, field)
    .filter((id) => /^[1-9]\d{0,14}$/.test(id))
    .map(Number);
}

export function idOf(body: FormBody, field: string): number | undefined {
  return idsOf(body, field)[0];
}

const EMAIL =
  /^[^\s@"(),:;<>[\\\]\p{Cc}]{1,64}@[^\s@"(),:;<>[\\\]_\p{Cc}]{1,190}\.[^\s@"(),:;<>[\\\]_.\p{Cc}]{2,63}$/u;

export function isEmail(text: string): boolean {
  return text.length <= 254 && EMAIL.test(text);
}

/** An http or https address as typed, completed with https:// where the scheme is missing; undefined for anything else. */
export function webAddress(text: string): string | undefined {
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[\w.-]+:\d/.test(text) ? text : `https://${text}`;
  if (full.length > 2000 || !URL.canParse(full)) return undefined;
  const url = new URL(full);
  if ((url.protocol !== "http:" && url.protocol !== "https:") || !url.hostname.includes("."))
    return undefined;
  return url.href;
}
