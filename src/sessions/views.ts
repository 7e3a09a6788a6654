import type { Message } from "../messages/translator.ts";
import type { ProfileField, TypedProfile } from "../users/form.ts";
import type { Portrait } from "../users/views.ts";
import type { FieldErrors } from "../web/form.ts";
import { view } from "../web/view.ts";
import type { AccessField } from "./account-form.ts";

export const loginForm = view<{ email: string; next: string; problem: Message | null }>(
  "sessions/new",
  "bare",
);

export const passwordForm = view<{ token: string; email: string; errors: FieldErrors<"password"> }>(
  "sessions/password",
  "bare",
);

/** The link was used or has expired. */
export const passwordLinkGone = view<object>("sessions/password-gone", "bare");
/** Words typed while a session ended. Long ones are shown, the others go along unseen. */
export const keptWords = view<{
  /** Where the form was sent. */
  action: string;
  fields: { name: string; value: string; isLong: boolean }[];
}>("sessions/kept", "bare");

export interface AccountModel {
  typed: TypedProfile;
  errors: FieldErrors<ProfileField>;
  email: string;
  accessErrors: FieldErrors<AccessField>;
  /** Why the change of e-mail address or password was not even looked at. */
  problem: Message | null;
  pictures: Portrait[];
  /** How many browsers are signed in. */
  sessions: number;
}

export const accountPage = view<AccountModel>("sessions/account", "admin");
