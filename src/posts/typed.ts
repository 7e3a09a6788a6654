import type { BodyFormat } from "../html/render.ts";
import { toLocalInput } from "../messages/dates.ts";
import { idOf, idsOf, isTicked, lineOf, textOf, type FormBody } from "../web/form.ts";
import { typedOptionsFrom, typedOptionsOf, type TypedOptions } from "./options.ts";
import type { PostSource } from "./post.ts";

/** Who may read a post, as one question: everybody, whoever has the address, whoever knows a password, its editors. */
export const visibilities = ["public", "unlisted", "password", "private"] as const;
export type Visibility = (typeof visibilities)[number];

/** What the editor shows and sends back, as text: it survives every mistake. */
export interface PostTyped extends TypedOptions {
  title: string;
  body: string;
  bodyFormat: BodyFormat;
  excerpt: string;
  slug: string;
  categories: number[];
  newCategory: string;
  newCategoryParent: number | null;
  /** Names, separated by commas. */
  tags: string;
  /** <input type="datetime-local">, in the time zone of the site; '' for none. */
  publishOn: string;
  visibility: Visibility;
  password: string;
  isSticky: boolean;
  commentsOpen: boolean;
  /** In the order of the byline. */
  authors: number[];
  /** Names of people without an account, separated by commas: they follow the others. */
  newGuests: string;
  picture: number | null;
  /** Words by which other pictures are offered; not saved. */
  pictureQuery: string;
  parent: number | null;
  position: string;
  /** The version that was open while this was typed; '' where the form did not say. */
  version: string;
  /** A name that the tab gave itself; '' where the form did not say. */
  tab: string;
}

export function typedOf(body: FormBody): PostTyped {
  const visibility = textOf(body, "visibility");
  return {
    title: lineOf(body, "title"),
    body: textOf(body, "body").replaceAll("\r\n", "\n"),
    bodyFormat: textOf(body, "bodyFormat") === "html" ? "html" : "markdown",
    excerpt: textOf(body, "excerpt").replaceAll("\r\n", "\n").trim(),
    slug: lineOf(body, "slug"),
    categories: idsOf(body, "categories"),
    newCategory: lineOf(body, "newCategory"),
    newCategoryParent: idOf(body, "newCategoryParent") ?? null,
    tags: lineOf(body, "tags"),
    publishOn: lineOf(body, "publishOn"),
    visibility: visibilities.find((known) => known === visibility) ?? "public",
    password: textOf(body, "password"),
    isSticky: isTicked(body, "isSticky"),
    commentsOpen: isTicked(body, "commentsOpen"),
    authors: [...new Set(idsOf(body, "authors"))],
    newGuests: lineOf(body, "newGuests"),
    picture: idOf(body, "picture") ?? null,
    pictureQuery: lineOf(body, "pictureQuery").slice(0, 100),
    parent: idOf(body, "parent") ?? null,
    position: lineOf(body, "position"),
    ...typedOptionsOf(body),
    version: lineOf(body, "version"),
    tab: /^[\w-]{8,64}$/.exec(textOf(body, "tab"))?.[0] ?? "",
  };
}

/** A form as a browser sends it, by field. */
export function sentAs(typed: PostTyped): Record<string, string[]> {
  const values = (value: PostTyped[keyof PostTyped]): string[] => {
    if (Array.isArray(value)) return value.map(String);
    if (typeof value === "boolean") return value ? ["1"] : [];
    return value === null ? [] : [String(value)];
  };
  const entries = Object.entries(typed) as [string, PostTyped[keyof PostTyped]][];
  return Object.fromEntries(entries.map(([name, value]) => [name, values(value)]));
}

export function visibilityOf(post: Pick<PostSource, "status" | "password" | "options">): Visibility {
  if (post.status === "private") return "private";
  if (post.password !== null) return "password";
  return post.options.isUnlisted ? "unlisted" : "public";
}

/** What the editor shows of a post as it is stored. */
export function typedFrom(post: PostSource, timeZone: string): PostTyped {
  return {
    title: post.title,
    body: post.bodySource,
    bodyFormat: post.bodyFormat,
    excerpt: post.excerpt,
    slug: post.slug,
    categories: post.categoryIds,
    newCategory: "",
    newCategoryParent: null,
    tags: post.tags.map(({ name }) => name).join(", "),
    publishOn: post.publishedAt ? toLocalInput(post.publishedAt, timeZone) : "",
    visibility: visibilityOf(post),
    password: post.password ?? "",
    isSticky: post.isSticky,
    commentsOpen: post.commentsOpen,
    authors: post.authorIds,
    newGuests: "",
    picture: post.featuredMediaId,
    pictureQuery: "",
    parent: post.parentId,
    position: String(post.position),
    ...typedOptionsFrom(post.options, timeZone),
    version: String(post.revision),
    tab: "",
  };
}
