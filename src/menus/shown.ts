import { perEdition } from "../cache/per-edition.ts";
import type { Paths } from "../paths.ts";
import type { CurrentWords } from "../web/words.ts";
import { grow, type Branch, type Location, type MenuItem } from "./menu.ts";

/** A menu as a page shows it. */
export interface ShownMenu {
  items: ShownItem[];
}
export interface ShownItem {
  label: string;
  language?: string | null;
  href: string;
  children: ShownItem[];
}

interface Parts {
  listPlaced: (now: Date) => Map<Location, MenuItem[]>;
  /** A number that grows with everything that changes for readers; null while a change is half done. */
  edition: () => number | null;
  paths: Paths;
  words: CurrentWords;
}

/**
 * What an entry leads to: its label, in the language of the post where that lends its title, and its address; null for one that
 * leads nowhere a reader may go.
 */
export function targetOf(
  { kind, label, url, post, topic }: MenuItem,
  { paths, words }: Pick<Parts, "paths" | "words">,
): { label: string; language?: string | null; href: string; isOpen: boolean } | null {
  const { t } = words();
  if (kind === "home") return { label: label || t("menus.home"), href: paths.home(), isOpen: true };
  if (kind === "link") return url === null ? null : { label: label || url, href: url, isOpen: true };
  if (kind === "topic")
    return topic && { label: label || topic.name, href: paths.topic(topic), isOpen: true };
  return (
    post && {
      label: label || post.title || t("menus.untitled"),
      language: !label && post.title ? post.language : null,
      href: paths.post(post),
      isOpen: post.isReadable,
    }
  );
}

/**
 * The menu of each place, for readers: an entry whose post they may not open is left out, and what stood below it takes
 * its place. Worked out once for each edition.
 */
export function shownMenus({ listPlaced, edition, paths, words }: Parts) {
  const show = (branch: Branch<MenuItem>): ShownItem[] => {
    const children = branch.children.flatMap(show);
    const target = targetOf(branch, { paths, words });
    return target?.isOpen
      ? [{ label: target.label, language: target.language, href: target.href, children }]
      : children;
  };
  const menus = perEdition(edition, (now: Date): Map<Location, ShownMenu> => {
    const placed = [...listPlaced(now)];
    return new Map(placed.map(([place, items]) => [place, { items: grow(items).flatMap(show) }]));
  });
  return (location: Location, now: Date): ShownMenu | null => menus(now).get(location) ?? null;
}
