import type { Paths } from "../paths.ts";
import type { DeskQuery } from "../posts/desk-repository.ts";
import { drawers, type Drawer } from "../posts/drawers.ts";
import type { PostKind } from "../posts/post.ts";

/** What the address of a list says: /admin/posts?status=draft&author=3&q=ships&page=2. "mine" is a drawer of its own. */
export interface ListQuery {
  drawer: Drawer | "mine";
  author: number | undefined;
  category: number | undefined;
  text: string;
  isOldestFirst: boolean;
  page: number;
  /** The row that is open for a quick edit. */
  edit?: number | undefined;
}

const LONGEST_TEXT = 200;

/** Reads an address; what makes no sense counts as not said. */
export function parseListQuery(query: Record<string, unknown>): ListQuery {
  const text = (name: string) => (typeof query[name] === "string" ? query[name] : "");
  const number = (name: string) => (/^[1-9]\d{0,9}$/.test(text(name)) ? Number(text(name)) : undefined);
  const status = text("status");
  return {
    drawer: status === "mine" ? "mine" : (drawers.find((drawer) => drawer === status) ?? "all"),
    author: number("author"),
    category: number("category"),
    text: text("q").trim().slice(0, LONGEST_TEXT),
    isOldestFirst: text("sort") === "oldest",
    page: number("page") ?? 1,
    edit: number("edit"),
  };
}

/** The query text of a list, with what stands at its default left out: '' or '?status=draft'. */
export function listQueryText(query: Partial<ListQuery>): string {
  const parameters = new URLSearchParams();
  if (query.drawer && query.drawer !== "all") parameters.set("status", query.drawer);
  if (query.author) parameters.set("author", String(query.author));
  if (query.category) parameters.set("category", String(query.category));
  if (query.text) parameters.set("q", query.text);
  if (query.isOldestFirst) parameters.set("sort", "oldest");
  if (query.page && query.page > 1) parameters.set("page", String(query.page));
  if (query.edit) parameters.set("edit", String(query.edit));
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

export function toDeskQuery(query: ListQuery, viewerId: number): DeskQuery {
  const author = query.drawer === "mine" ? viewerId : query.author;
  return {
    drawer: query.drawer === "mine" ? "all" : query.drawer,
    isOldestFirst: query.isOldestFirst,
    ...(author !== undefined && { author }),
    ...(query.category !== undefined && { category: query.category }),
    ...(query.text !== "" && { text: query.text }),
  };
}

/** The list somebody came from, made anew from what a hidden field says of it. */
export function listAddress(kind: PostKind, text: string, paths: Paths): string {
  const query = listQueryText(parseListQuery(Object.fromEntries(new URLSearchParams(text))));
  return paths.admin.list(kind, query);
}
