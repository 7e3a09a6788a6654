import { complaintAboutPassword } from "../users/password.ts";
import { isEmail, lineOf, textOf, type FieldErrors, type FormBody, type FormResult } from "../web/form.ts";

export type SetupField = "title" | "name" | "email" | "password";
export type Setup = Record<SetupField, string>;

/** What the founder typed: the site's title and the first account. */
export function parseSetupForm(body: FormBody): FormResult<Setup, SetupField> {
  const value = {
    title: lineOf(body, "title"),
    name: lineOf(body, "name"),
    email: lineOf(body, "email"),
    password: textOf(body, "password"),
  };
  const errors: FieldErrors<SetupField> = {};
  if (value.title === "") errors.title = "form.required";
  if (value.title.length > 200) errors.title = { key: "form.tooLong", values: { max: 200 } };
  if (value.name === "") errors.name = "form.required";
  if (value.name.length > 100) errors.name = { key: "form.tooLong", values: { max: 100 } };
  if (!isEmail(value.email)) errors.email = value.email === "" ? "form.required" : "form.email";
  const complaint = complaintAboutPassword(value.password);
  if (complaint) errors.password = complaint;
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value };
}
