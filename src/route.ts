import type { RequestHandler } from "express";
import type { Permission } from "./users/permissions.ts";

/** One address, or all of one form, that the product answers. */
export interface Route {
  method: "get" | "post";
  /** Express 5 path, or a pattern where digits decide. */
  path: string | RegExp;
  /** What the address is called: 'posts.show'. */
  name: string;
  /** Who is let through: everyone, or whoever may do this. */
  access: "everyone" | Permission;
  handle: RequestHandler | RequestHandler[];
  /** Whether something else may stand at the address. */
  isYielding?: boolean;
}

/** A page for everybody. Controllers type their parameters more closely than Express does. */
export function page(path: string | RegExp, name: string, ...handle: unknown[]): Route {
  return { method: "get", path, name, access: "everyone", handle: handle as RequestHandler[] };
}

/** The same route, for addresses at which something else may stand. */
export function yielding(route: Route): Route {
  return { ...route, isYielding: true };
}

/** The feeds below an address, in RSS, Atom and JSON. */
export function feed(
  path: string,
  name: string,
  handle: (format: "rss" | "atom" | "json") => unknown,
): Route[] {
  const below = path === "/" ? "" : path;
  return [
    page(`${below}/feed`, name, handle("rss")),
    page(`${below}/feed/atom`, `${name}.atom`, handle("atom")),
    page(`${below}/feed.json`, `${name}.json`, handle("json")),
  ];
}

/** A form that everybody may send. */
export function form(path: string, name: string, ...handle: unknown[]): Route {
  return { method: "post", path, name, access: "everyone", handle: handle as RequestHandler[] };
}

/** A page of the admin. */
export function desk(path: string, name: string, access: Permission, ...handle: unknown[]): Route {
  return { method: "get", path, name, access, handle: handle as RequestHandler[] };
}

/** A form of the admin. */
export function deskForm(path: string, name: string, access: Permission, ...handle: unknown[]): Route {
  return { method: "post", path, name, access, handle: handle as RequestHandler[] };
}
