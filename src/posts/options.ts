import { fromLocalInput, toLocalInput } from "../messages/dates.ts";
import { idOf, lineOf, textOf, webAddress, type FieldErrors, type FormBody } from "../web/form.ts";

/** How the page of a post is laid out: beside the sidebar, without it, or below its picture over the whole width. */
export const postTemplates = ["standard", "wide", "poster"] as const;
export type PostTemplate = (typeof postTemplates)[number];

/** What an author may say of a post beside its text: who finds it and how long, and what machines are told. */
export interface PostOptions {
  /** Readable at its address, and in no list, feed, search or count. */
  isUnlisted: boolean;
  /** From this moment on readers find it gone; null for never. */
  expiresAt: Date | null;
  /** BCP 47; null for the language of the site. */
  language: string | null;
  template: PostTemplate;
  /** Where the original stands, on another site; '' for here. */
  canonicalUrl: string;
  /** For search engines; '' for the title. */
  searchTitle: string;
  /** For search engines and cards; '' for the summary. */
  searchDescription: string;
  /** The picture on cards; null for the featured one. */
  sharingMediaId: number | null;
}

export const NO_OPTIONS: PostOptions = {
  isUnlisted: false,
  expiresAt: null,
  language: null,
  template: "standard",
  canonicalUrl: "",
  searchTitle: "",
  searchDescription: "",
  sharingMediaId: null,
};

/** The columns of the options, and those that follow from them. */
export const optionColumns = [
  ...["is_unlisted", "expires_at", "is_expired", "language", "template"],
  ...["canonical_url", "search_title", "search_description", "sharing_media_id"],
] as const;

export interface OptionsRow {
  is_unlisted: number;
  expires_at: string | null;
  is_expired: number;
  language: string | null;
  template: PostTemplate;
  canonical_url: string;
  search_title: string;
  search_description: string;
  sharing_media_id: number | null;
}

export function toOptions(row: OptionsRow): PostOptions {
  return {
    isUnlisted: row.is_unlisted === 1,
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
    language: row.language,
    template: row.template,
    canonicalUrl: row.canonical_url,
    searchTitle: row.search_title,
    searchDescription: row.search_description,
    sharingMediaId: row.sharing_media_id,
  };
}

export function optionsRow(options: PostOptions, now: Date): OptionsRow {
  return {
    is_unlisted: options.isUnlisted ? 1 : 0,
    expires_at: options.expiresAt?.toISOString() ?? null,
    is_expired: hasExpired(options, now) ? 1 : 0,
    language: options.language,
    template: options.template,
    canonical_url: options.canonicalUrl,
    search_title: options.searchTitle,
    search_description: options.searchDescription,
    sharing_media_id: options.sharingMediaId,
  };
}

export function hasExpired({ expiresAt }: Pick<PostOptions, "expiresAt">, now: Date): boolean {
  return expiresAt !== null && expiresAt <= now;
}

/** Options as JSON keeps them: those that say something. */
export type KeptOptions = Partial<Omit<PostOptions, "expiresAt">> & { expiresAt?: string };

export function keepOptions(options: PostOptions): KeptOptions {
  const said = Object.entries(options).filter(
    ([name, value]) => value !== NO_OPTIONS[name as keyof PostOptions],
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(said))) as KeptOptions;
}

export function keptOptions({ expiresAt, ...kept }: KeptOptions = {}): PostOptions {
  return { ...NO_OPTIONS, ...kept, expiresAt: expiresAt === undefined ? null : new Date(expiresAt) };
}

/** What the editor shows and sends back of the options; whether a post is unlisted is one of its visibilities. */
export interface TypedOptions {
  /** <input type="datetime-local">, in the time zone of the site; '' for never. */
  expiresOn: string;
  language: string;
  template: PostTemplate;
  canonicalUrl: string;
  searchTitle: string;
  searchDescription: string;
  sharingPicture: number | null;
}
/** The options that can be mistyped. */
export const optionFields = [
  "searchTitle",
  "searchDescription",
  "canonicalUrl",
  "language",
  "expiresOn",
] as const;
export type OptionField = (typeof optionFields)[number];

const LONGEST = { searchTitle: 200, searchDescription: 500 };

export function typedOptionsOf(body: FormBody): TypedOptions {
  const template = textOf(body, "template");
  return {
    expiresOn: lineOf(body, "expiresOn"),
    language: lineOf(body, "language"),
    template: postTemplates.find((known) => known === template) ?? "standard",
    canonicalUrl: lineOf(body, "canonicalUrl"),
    searchTitle: lineOf(body, "searchTitle"),
    searchDescription: lineOf(body, "searchDescription"),
    sharingPicture: idOf(body, "sharingPicture") ?? null,
  };
}

export function typedOptionsFrom(options: PostOptions, timeZone: string): TypedOptions {
  return {
    expiresOn: options.expiresAt ? toLocalInput(options.expiresAt, timeZone) : "",
    language: options.language ?? "",
    template: options.template,
    canonicalUrl: options.canonicalUrl,
    searchTitle: options.searchTitle,
    searchDescription: options.searchDescription,
    sharingPicture: options.sharingMediaId,
  };
}

/** What the options are held against. */
export interface OptionsContext {
  previous: PostOptions;
  /** When the post comes out; null where that is not known yet. */
  publishedAt: Date | null;
  now: Date;
  timeZone: string;
  /** Whether it brings back what the post was: its expiry may lie in the past. */
  isUndo: boolean;
  hasPicture: (id: number) => boolean;
}

/** What was typed → the options, with what is wrong beside each field. `isUnlisted` is decided by the visibility. */
export function parseOptions(
  typed: TypedOptions,
  isUnlisted: boolean,
  { previous, publishedAt, now, timeZone, isUndo, hasPicture }: OptionsContext,
): { options: PostOptions; errors: FieldErrors<OptionField> } {
  const errors: FieldErrors<OptionField> = {};
  for (const [field, max] of Object.entries(LONGEST) as [keyof typeof LONGEST, number][])
    if (typed[field].length > max) errors[field] = { key: "form.tooLong", values: { max } };

  const expiresAt = parseLocal(typed.expiresOn, previous.expiresAt, timeZone);
  if (expiresAt === undefined) errors.expiresOn = "desk.dateWrong";
  else if (expiresAt && !isUndo && expiresAt.getTime() !== previous.expiresAt?.getTime()) {
    if (expiresAt <= now) errors.expiresOn = "desk.expiresPast";
    else if (publishedAt && expiresAt <= publishedAt) errors.expiresOn = "desk.expiresBefore";
  }
  const language = typed.language === "" ? null : languageOf(typed.language);
  if (language === undefined) errors.language = "desk.languageWrong";
  const canonicalUrl = typed.canonicalUrl === "" ? "" : webAddress(typed.canonicalUrl);
  if (canonicalUrl === undefined) errors.canonicalUrl = "form.url";
  const { sharingPicture } = typed;
  return {
    options: {
      ...{ isUnlisted, expiresAt: expiresAt ?? null, language: language ?? null, template: typed.template },
      ...{ canonicalUrl: canonicalUrl ?? "", searchTitle: typed.searchTitle },
      searchDescription: typed.searchDescription,
      sharingMediaId: sharingPicture !== null && hasPicture(sharingPicture) ? sharingPicture : null,
    },
    errors,
  };
}

/** A moment, null for none, undefined for a text that is no time. A time nobody touched keeps its seconds. */
export function parseLocal(text: string, before: Date | null, timeZone: string): Date | null | undefined {
  if (text === "") return null;
  if (before && toLocalInput(before, timeZone) === text) return before;
  if (!/^[1-9]\d{3}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/.test(text)) return undefined;
  return fromLocalInput(text.replace(" ", "T"), timeZone);
}

/** A language tag as BCP 47 writes it: 'DE-at' → 'de-AT'; undefined for what is none. */
function languageOf(text: string): string | undefined {
  try {
    return text.length > 35 ? undefined : Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
}
