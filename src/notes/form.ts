import { idOf, lineOf, textOf, type FieldErrors, type FormBody, type FormResult } from "../web/form.ts";
import { LONGEST_NOTE, quoteOf } from "./note.ts";

export type NoteField = "text" | "name";

export interface TypedNote {
  text: string;
  /** Of somebody without an account. */
  name: string;
  /** Which block it is about; null for the whole. */
  block: number | null;
  /** The words of that block, as whoever writes saw them; '' where the form did not say. */
  quote: string;
  /** The note it answers; null for none. */
  parent: number | null;
}

const LONGEST_NAME = 100;

export function parseNote(
  body: FormBody,
  { asksName, blocks }: { asksName: boolean; blocks: number },
): FormResult<TypedNote, NoteField> & { typed: TypedNote } {
  const block = /^\d{1,6}$/.test(lineOf(body, "block")) ? Number(lineOf(body, "block")) : null;
  const quote = quoteOf(textOf(body, "quote").replaceAll("\r\n", "\n"));
  const typed: TypedNote = {
    text: textOf(body, "text").replaceAll("\r\n", "\n").trim(),
    name: lineOf(body, "name"),
    ...{ block: block !== null && (block < blocks || quote !== "") ? block : null, quote },
    parent: idOf(body, "parent") ?? null,
  };
  const errors: FieldErrors<NoteField> = {};
  if (typed.text === "") errors.text = "form.required";
  if (typed.text.length > LONGEST_NOTE) errors.text = { key: "form.tooLong", values: { max: LONGEST_NOTE } };
  if (asksName && typed.name === "") errors.name = "form.required";
  if (typed.name.length > LONGEST_NAME) errors.name = { key: "form.tooLong", values: { max: LONGEST_NAME } };
  return Object.keys(errors).length > 0 ? { ok: false, errors, typed } : { ok: true, value: typed, typed };
}
