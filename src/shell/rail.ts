import type { MessageKey } from "../messages/translator.ts";
import type { Paths } from "../paths.ts";
import { may, type Permission } from "../users/permissions.ts";
import type { Viewer } from "../users/user.ts";

/** One entry of the admin menu. */
export interface RailEntry {
  label: MessageKey;
  href: string;
  /** A drawing of partials/_desk-icon; entries below another have none. */
  icon: string | null;
  /** How many things wait there; null for none. */
  waiting: number | null;
  isCurrent: boolean;
  below: RailEntry[];
}

export interface RailParts {
  paths: Paths;
  /** Who may open the page at an address, or undefined where no page is. */
  accessTo: (address: string) => Permission | "everyone" | undefined;
  countPending: () => number;
}

interface Place {
  key: string;
  label: MessageKey;
  href: string;
  below?: Place[];
}

/**
 * The admin menu of one person: a page that does not exist, or that this role may not open, has no entry. An entry
 * whose own page is closed leads to the first one below it.
 */
export function createRail({ paths, accessTo, countPending }: RailParts) {
  const { admin } = paths;
  const places: Place[] = [
    { key: "dashboard", label: "admin.dashboard", href: admin.dashboard() },
    {
      ...{ key: "posts", label: "admin.posts", href: admin.list("post") },
      below: [
        { key: "calendar", label: "admin.calendar", href: admin.calendar() },
        { key: "categories", label: "admin.categories", href: admin.topics("category") },
        { key: "tags", label: "admin.tags", href: admin.topics("tag") },
      ],
    },
    { key: "media", label: "admin.media", href: admin.media() },
    { key: "pages", label: "admin.pages", href: admin.list("page") },
    { key: "comments", label: "admin.comments", href: admin.comments() },
    {
      ...{ key: "appearance", label: "admin.appearance", href: admin.appearance() },
      below: [
        { key: "widgets", label: "admin.widgets", href: admin.widgets() },
        { key: "menus", label: "admin.menus", href: admin.menus() },
      ],
    },
    { key: "users", label: "admin.users", href: admin.users() },
    {
      ...{ key: "tools", label: "admin.tools", href: admin.redirects() },
      below: [{ key: "redirects", label: "admin.redirects", href: admin.redirects() }],
    },
    { key: "settings", label: "admin.settings", href: admin.settings() },
  ];

  /** `section` is `meta.section` of the page: the key of an entry. */
  return (viewer: Viewer, section: string | undefined): RailEntry[] => {
    const isOpen = (href: string) => {
      const access = accessTo(href);
      return access === "everyone" || (access !== undefined && may(viewer, access));
    };
    const toEntry = ({ key, label, href, below = [] }: Place, isTop: boolean): RailEntry | undefined => {
      const entries = below.flatMap((place) => toEntry(place, false) ?? []);
      const target = isOpen(href) ? href : entries[0]?.href;
      if (target === undefined) return undefined;
      const waiting = key === "comments" ? countPending() : 0;
      return {
        ...{ label, href: target, icon: isTop ? key : null, below: entries },
        waiting: waiting > 0 ? waiting : null,
        isCurrent: key === section,
      };
    };
    return places.flatMap((place) => toEntry(place, true) ?? []);
  };
}
