import type { Paths } from "../paths.ts";
import type { CurrentWords } from "../web/words.ts";
import { grow, type Branch, type Location, type MenuItem } from "./menu.ts";

/** A menu as a page shows it. */
export interface ShownMenu {
  items: ShownItem[];
}
export interface ShownItem {
  label: string;
  href: string;
  children: ShownItem[];
}

interface Parts {
  listPlaced: (now: Date) => Map<Location, MenuItem[]>;
  /** A text that changes with every change of the content. */
  version: () => string;
  /** When readers may next open something that stands in a menu; undefined where nothing is waiting. */
  nextReadableAt: (now: Date) => Date | undefined;
  paths: Paths;
  words: CurrentWords;
}

/** What an entry leads to: its label and address; null for one that leads nowhere a reader may go. */
export function targetOf(
  { kind, label, url, post, topic }: MenuItem,
  { paths, words }: Pick<Parts, "paths" | "words">,
): { label: string; href: string; isOpen: boolean } | null {
  const { t } = words();
  if (kind === "home") return { label: label || t("menus.home"), href: paths.home(), isOpen: true };
  if (kind === "link") return url === null ? null : { label: label || url, href: url, isOpen: true };
  if (kind === "topic")
    return topic && { label: label || topic.name, href: paths.topic(topic), isOpen: true };
  return (
    post && {
      label: label || post.title || t("menus.untitled"),
      href: paths.post(post),
      isOpen: post.isReadable,
    }
  );
}

/**
 * The menu of each place, for readers: an entry whose post they may not open is left out, and what stood below it takes
 * its place. Worked out once for each version of the content, and again when a scheduled post comes out.
 */
export function shownMenus({ listPlaced, version, nextReadableAt, paths, words }: Parts) {
  let known: { version: string; since: number; until: number; menus: Map<Location, ShownMenu> } | undefined;
  const show = (branch: Branch<MenuItem>): ShownItem[] => {
    const children = branch.children.flatMap(show);
    const target = targetOf(branch, { paths, words });
    return target?.isOpen ? [{ label: target.label, href: target.href, children }] : children;
  };
  return (location: Location, now: Date): ShownMenu | null => {
    const at = version();
    const time = now.getTime();
    if (known?.version !== at || time >= known.until || time < known.since) {
      const menus = [...listPlaced(now)].map(
        ([place, items]) => [place, { items: grow(items).flatMap(show) }] as const,
      );
      const until = nextReadableAt(now)?.getTime() ?? Infinity;
      known = { version: at, since: time, until, menus: new Map(menus) };
    }
    return known.menus.get(location) ?? null;
  };
}
