import type { Role } from "./user.ts";

/** Who may do what. The one table: guards, menus and tests read it. */
export const permissions = {
  "desk.enter": ["admin", "editor", "author", "contributor"],
  "posts.write": ["admin", "editor", "author", "contributor"],
  "posts.publish": ["admin", "editor", "author"],
  "posts.editOthers": ["admin", "editor"],
  "media.upload": ["admin", "editor", "author"],
  "media.editOthers": ["admin", "editor"],
  "pages.manage": ["admin", "editor"],
  "topics.manage": ["admin", "editor"],
  "comments.moderate": ["admin", "editor"],
  "redirects.manage": ["admin", "editor"],
  "appearance.manage": ["admin"],
  "users.manage": ["admin"],
  "settings.manage": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export function may(viewer: { role: Role } | null | undefined, permission: Permission): boolean {
  return viewer ? (permissions[permission] as readonly Role[]).includes(viewer.role) : false;
}
