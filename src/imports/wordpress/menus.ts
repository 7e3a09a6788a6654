import type { Translate } from "../../messages/translator.ts";
import type { ImportContentRepository, ImportedMenuItem } from "../content-repository.ts";
import type { LedgerRepository } from "../ledger-repository.ts";
import { safeAddress } from "../../html/addresses.ts";
import { plainTitle } from "./plain.ts";
import type { TermRecord } from "./records.ts";
import type { Report } from "./report.ts";
import type { MenuItemRecord, Survey } from "./survey.ts";
import type { ImportedTopics } from "./topics.ts";

interface Tools {
  repository: ImportContentRepository;
  ledger: LedgerRepository;
  topics: ImportedTopics;
  report: Report;
  findPost: (oldId: number) => number | undefined;
  /** A link of the old site to itself, as a path here. */
  within: (url: string) => string | undefined;
  siteUrl: string;
  t: Translate;
}

type Target = Pick<ImportedMenuItem, "kind" | "url" | "postId" | "topicId">;

/** More links at the top would not stand in one line below a title. */
const MOST_AT_THE_TOP = 8;

/** Menus with their nested links. Where the site shows none yet, the likeliest becomes the one below the title. */
export function importMenus({ terms, menuItems }: Pick<Survey, "terms" | "menuItems">, tools: Tools): void {
  const { repository, ledger, report, t } = tools;
  const menuIds = new Map<string, number>();
  for (const term of terms.filter(({ taxonomy }) => taxonomy === "nav_menu"))
    settleMenu(term, tools, menuIds);

  const ids = new Map<string, number>();
  const sizes = new Map<number, { all: number; top: number }>();
  for (const item of parentsFirst(menuItems)) {
    const guid = `${item.menu} ${item.guid} #${item.id}`;
    const known = ledger.find("menu-item", guid);
    if (known !== undefined) {
      if (repository.hasMenuItem(known)) ids.set(keyOf(item), known);
      continue;
    }
    const menuId = menuIds.get(item.menu);
    const target = menuId === undefined ? undefined : targetOf(item, tools);
    if (menuId === undefined || !target) {
      report.skip(
        nameOf(item),
        t(menuId === undefined ? "imports.menuUnknown" : "imports.menuTargetUnknown"),
      );
      continue;
    }
    const parentId = ids.get(keyOf(item, item.parentId)) ?? null;
    const label = plainTitle(item.label) || (target.kind === "link" ? item.url : "");
    const id = repository.createMenuItem({ ...target, menuId, parentId, position: item.position, label });
    ledger.add("menu-item", guid, id);
    ids.set(keyOf(item), id);
    report.count.menuItems += 1;
    const size = sizes.get(menuId) ?? { all: 0, top: 0 };
    sizes.set(menuId, { all: size.all + 1, top: size.top + (parentId === null ? 1 : 0) });
  }
  if (!repository.hasPrimaryMenu()) {
    const primary = likeliest(terms, menuIds, sizes);
    if (primary !== undefined) repository.setPrimaryMenu(primary);
  }
}

/** One that was imported before and deleted since stays away. */
function settleMenu(term: TermRecord, { repository, ledger }: Tools, menuIds: Map<string, number>) {
  const known = ledger.find("menu", term.slug);
  if (known !== undefined) {
    if (repository.hasMenu(known)) menuIds.set(term.slug, known);
    return;
  }
  const name = plainTitle(term.name) || term.slug;
  let free = name;
  for (let number = 2; repository.isMenuNameTaken(free); number += 1) free = `${name} ${number}`;
  const id = repository.createMenu(free);
  ledger.add("menu", term.slug, id);
  menuIds.set(term.slug, id);
}

function targetOf({ type, objectId, url }: MenuItemRecord, tools: Tools): Target | undefined {
  const none = { url: null, postId: null, topicId: null };
  if (type === "post_type") {
    const postId = tools.findPost(objectId);
    return postId === undefined ? undefined : { ...none, kind: "post", postId };
  }
  if (type === "taxonomy") {
    const topicId = tools.topics.findByOldId(objectId);
    return topicId === undefined ? undefined : { ...none, kind: "topic", topicId };
  }
  if (type !== "custom") return undefined;
  if (url !== "" && (url === "/" || url.replace(/\/+$/, "") === tools.siteUrl))
    return { ...none, kind: "home" };
  const address = safeAddress(tools.within(url) ?? url);
  return address === undefined ? undefined : { ...none, kind: "link", url: address };
}

function likeliest(
  terms: TermRecord[],
  menuIds: ReadonlyMap<string, number>,
  sizes: ReadonlyMap<number, { all: number; top: number }>,
): number | undefined {
  const filled = terms.flatMap(({ taxonomy, slug, name }) => {
    const id = taxonomy === "nav_menu" ? menuIds.get(slug) : undefined;
    const size = id === undefined ? undefined : sizes.get(id);
    return id !== undefined && size ? [{ id, words: `${slug} ${name}`, ...size }] : [];
  });
  const named = filled.find(({ words }) => /\b(?:primary|main|header|top)\b/i.test(words));
  const short = filled.filter(({ top, words }) => top <= MOST_AT_THE_TOP && !/social|footer/i.test(words));
  return (named ?? short.sort((a, b) => b.all - a.all)[0] ?? filled[0])?.id;
}

/** Each below its parent; where parents go in a circle, in the order of the menu. */
function parentsFirst(items: MenuItemRecord[]): MenuItemRecord[] {
  const sorted = [...items].sort((a, b) => a.position - b.position);
  const byId = new Map(sorted.map((item) => [keyOf(item), item]));
  const done = new Set<MenuItemRecord>();
  for (const item of sorted) {
    const chain = new Set<MenuItemRecord>();
    for (
      let at: MenuItemRecord | undefined = item;
      at && !done.has(at) && !chain.has(at);
      at = byId.get(keyOf(at, at.parentId))
    )
      chain.add(at);
    for (const each of [...chain].reverse()) done.add(each);
  }
  return [...done];
}

/** The same number may stand in two menus of one export. */
function keyOf({ menu, id }: MenuItemRecord, number = id): string {
  return `${menu} ${number}`;
}

function nameOf({ label, menu, id }: MenuItemRecord): string {
  return `${menu || "menu"}: ${plainTitle(label) || id}`;
}
