import {
  idOf,
  isEmail,
  lineOf,
  webAddress,
  type FieldErrors,
  type FormBody,
  type FormResult,
} from "../web/form.ts";
import { locations, type Location, type NewItem } from "./menu.ts";

export const MAX_NAME = 100;
const MAX_LABEL = 200;

export interface MenuForm {
  name: string;
  location: Location | null;
}

/** The name of a menu, which no other has, and the place where it stands. */
export function parseMenuForm(
  body: FormBody,
  isTaken: (name: string) => boolean,
): FormResult<MenuForm, "name" | "location"> {
  const name = lineOf(body, "name");
  const typed = lineOf(body, "location");
  const location = locations.find((place) => place === typed) ?? null;
  const errors: FieldErrors<"name" | "location"> = {};
  if (name === "") errors.name = "form.required";
  else if (name.length > MAX_NAME) errors.name = { key: "form.tooLong", values: { max: MAX_NAME } };
  else if (isTaken(name)) errors.name = "menus.nameTaken";
  if (typed !== "" && location === null) errors.location = "widgets.choose";
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value: { name, location } };
}

/** Fields of the forms that add an entry; each form sends its `kind`. */
export type ItemField = "kind" | "label" | "url" | "pageId" | "postId" | "categoryId" | "tagId";

interface Targets {
  isPost: (id: number) => boolean;
  isTopic: (id: number) => boolean;
}

const TARGET_FIELDS = { page: "pageId", post: "postId", category: "categoryId", tag: "tagId" } as const;

/** A new entry: home, an address, or something of this site by its id. */
export function parseItemForm(body: FormBody, { isPost, isTopic }: Targets): FormResult<NewItem, ItemField> {
  const kind = lineOf(body, "kind");
  const label = lineOf(body, "label");
  const empty = { label, url: null, postId: null, topicId: null };
  if (label.length > MAX_LABEL) return { ok: false, errors: { label: tooLong } };
  if (kind === "home") return { ok: true, value: { ...empty, kind } };
  if (kind === "link") {
    const url = linkAddress(lineOf(body, "url"));
    const errors: FieldErrors<ItemField> = {};
    if (url === undefined) errors.url = "menus.url";
    if (label === "") errors.label = "form.required";
    return url === undefined || label === ""
      ? { ok: false, errors }
      : { ok: true, value: { ...empty, kind, url } };
  }
  if (kind !== "page" && kind !== "post" && kind !== "category" && kind !== "tag")
    return { ok: false, errors: { kind: "widgets.choose" } };
  const field = TARGET_FIELDS[kind];
  const id = idOf(body, field);
  const isTopicKind = kind === "category" || kind === "tag";
  if (id === undefined || !(isTopicKind ? isTopic(id) : isPost(id)))
    return { ok: false, errors: { [field]: "widgets.choose" } };
  if (isTopicKind) return { ok: true, value: { ...empty, kind: "topic", topicId: id } };
  return { ok: true, value: { ...empty, kind: "post", postId: id } };
}

/** The label of an entry, and its address where it is a link. */
export function parseItemEdit(
  body: FormBody,
  isLink: boolean,
): FormResult<{ label: string; url: string | null }, "label" | "url"> {
  const label = lineOf(body, "label");
  const url = isLink ? linkAddress(lineOf(body, "url")) : null;
  const errors: FieldErrors<"label" | "url"> = {};
  if (label.length > MAX_LABEL) errors.label = tooLong;
  if (isLink && label === "") errors.label = "form.required";
  if (url === undefined) errors.url = "menus.url";
  return url === undefined || errors.label ? { ok: false, errors } : { ok: true, value: { label, url } };
}

const tooLong = { key: "form.tooLong", values: { max: MAX_LABEL } } as const;

/** An address of this site ("/about", "#top"), of the web or of a mailbox; undefined for anything else. */
export function linkAddress(text: string): string | undefined {
  if (text.length > 2000 || text.includes("\\")) return undefined;
  if (/^\/(?!\/)/.test(text) || /^#./.test(text)) return encodeURI(decodable(text));
  const mailbox = /^mailto:(.+)$/i.exec(text)?.[1];
  if (mailbox !== undefined) return isEmail(mailbox) ? `mailto:${mailbox}` : undefined;
  return text === "" ? undefined : webAddress(text);
}

/** Typed with or without percent signs, an address is encoded once. */
function decodable(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
