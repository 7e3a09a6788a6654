import { complaintAboutEmail } from "../users/form.ts";
import { complaintAboutPassword } from "../users/password.ts";
import type { User } from "../users/user.ts";
import { lineOf, textOf, type FieldErrors, type FormBody } from "../web/form.ts";

export type AccessField = "email" | "newPassword" | "currentPassword";

export interface TypedAccess {
  email: string;
  /** '' to keep the one that is. */
  newPassword: string;
  currentPassword: string;
}

/** What a person wants to log in with, and what is wrong with it. Whether the current password is right is not known here. */
export function parseAccess(
  body: FormBody,
  user: User,
  people: { findByEmail: (email: string) => User | undefined },
): { typed: TypedAccess; errors: FieldErrors<AccessField> } {
  const typed = {
    email: lineOf(body, "email"),
    newPassword: textOf(body, "newPassword"),
    currentPassword: textOf(body, "currentPassword"),
  };
  const errors: FieldErrors<AccessField> = {};
  const email = complaintAboutEmail(typed.email, people, user);
  if (email) errors.email = email;
  const password = typed.newPassword === "" ? undefined : complaintAboutPassword(typed.newPassword);
  if (password) errors.newPassword = password;
  if (typed.currentPassword === "") errors.currentPassword = "form.required";
  return { typed, errors };
}
