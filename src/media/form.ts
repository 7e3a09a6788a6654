import { lineOf, type FieldErrors, type FormBody, type FormResult } from "../web/form.ts";
import type { Description } from "./media.ts";

const LONGEST: Record<keyof Description, number> = { alt: 500, caption: 1000, credit: 200 };

/** What is said about a file: alternative text, caption, credit. */
export function parseDescription(
  body: FormBody,
): FormResult<Description, keyof Description> & { typed: Description } {
  const typed = {
    alt: lineOf(body, "alt"),
    caption: lineOf(body, "caption"),
    credit: lineOf(body, "credit"),
  };
  const errors: FieldErrors<keyof Description> = {};
  for (const field of ["alt", "caption", "credit"] as const)
    if (typed[field].length > LONGEST[field])
      errors[field] = { key: "form.tooLong", values: { max: LONGEST[field] } };
  return Object.keys(errors).length > 0 ? { ok: false, errors, typed } : { ok: true, value: typed, typed };
}
