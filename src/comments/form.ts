import { isBlank } from "../blank.ts";
import type { Viewer } from "../users/user.ts";
import {
  idOf,
  isEmail,
  isTicked,
  lineOf,
  textOf,
  webAddress,
  type FieldErrors,
  type FormBody,
  type FormResult,
} from "../web/form.ts";

export const MAX_NAME_LENGTH = 100;
/** Bytes of UTF-8: rendering stays far below a millisecond a kilobyte. */
export const MAX_COMMENT_BYTES = 10_240;

/** A field that people do not see and programs fill in. */
export const TRAP_FIELD = "summary";

export type CommentField = "comment" | "name" | "email" | "website";
export type CommentErrors = FieldErrors<CommentField>;

/** The form as typed, shown again where something needs another look. */
export interface TypedComment {
  comment: string;
  name: string;
  email: string;
  website: string;
  remember: boolean;
  parentId: number | null;
}

export interface CommentDraft extends TypedComment {
  isTrapFilled: boolean;
}

/** What was typed, whatever it is. Who is signed in needs no name and address. */
export function readTyped(body: FormBody): TypedComment {
  return {
    comment: textOf(body, "comment").replace(/\r\n?/g, "\n"),
    name: lineOf(body, "name"),
    email: lineOf(body, "email"),
    website: lineOf(body, "website"),
    remember: isTicked(body, "remember"),
    parentId: idOf(body, "parent") ?? null,
  };
}

/** What a person typed → a comment, or what is wrong beside each field. */
export function parseCommentForm(
  body: FormBody,
  { requireNameAndEmail }: { requireNameAndEmail: boolean },
  viewer: Viewer | null,
): FormResult<CommentDraft, CommentField> {
  const typed = readTyped(body);
  const comment = typed.comment.trim();
  // In the order of the fields: so they stand in the list above the form.
  const errors: CommentErrors = {
    ...complaintsAboutText(comment),
    ...(viewer ? {} : complaintsAboutPerson(typed, requireNameAndEmail)),
  };
  if (Object.keys(errors).length > 0) return { ok: false, errors };
  const website = typed.website === "" ? "" : webAddress(typed.website)!;
  return {
    ok: true,
    value: { isTrapFilled: textOf(body, TRAP_FIELD) !== "", ...typed, comment, website },
  };
}

/** What is wrong with the text of a comment. */
export function complaintsAboutText(comment: string): CommentErrors {
  if (isBlank(comment)) return { comment: "form.required" };
  if (!isTooLong(comment)) return {};
  return { comment: { key: "comments.form.tooLong", values: { max: MAX_COMMENT_BYTES } } };
}

export function isTooLong(comment: string): boolean {
  return Buffer.byteLength(comment) > MAX_COMMENT_BYTES;
}

/** What is wrong with a name, e-mail address and website. */
export function complaintsAboutPerson(
  { name, email, website }: Pick<TypedComment, "name" | "email" | "website">,
  isRequired: boolean,
): CommentErrors {
  const errors: CommentErrors = {};
  if (isRequired && name === "") errors.name = "form.required";
  if (name.length > MAX_NAME_LENGTH) errors.name = { key: "form.tooLong", values: { max: MAX_NAME_LENGTH } };
  if (isRequired && email === "") errors.email = "form.required";
  if (email !== "" && !isEmail(email)) errors.email = "form.email";
  if (website !== "" && webAddress(website) === undefined) errors.website = "form.url";
  return errors;
}
