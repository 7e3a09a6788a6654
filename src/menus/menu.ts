import type { PostAddress } from "../paths.ts";
import type { TopicKind } from "../topics/topic.ts";

/** Places of the theme that show a menu. */
export const locations = ["primary", "footer"] as const;
export type Location = (typeof locations)[number];

export const MAX_DEPTH = 3;
export const MAX_ITEMS = 200;

export interface Menu {
  id: number;
  name: string;
  /** null: kept, but shown nowhere. */
  location: Location | null;
}

export type ItemKind = "link" | "post" | "topic" | "home";

/** An entry of a menu. `post` may be a page; `isReadable` says whether readers may open it now. */
export interface MenuItem {
  id: number;
  menuId: number;
  parentId: number | null;
  kind: ItemKind;
  /** Empty: the title of what it leads to. */
  label: string;
  url: string | null;
  post: (PostAddress & { title: string; language: string | null; isReadable: boolean }) | null;
  topic: { kind: TopicKind; name: string; path: string } | null;
}

export interface NewItem {
  kind: ItemKind;
  label: string;
  url: string | null;
  postId: number | null;
  topicId: number | null;
}

export type Branch<Item> = Item & { children: Branch<Item>[] };

type Placed = Pick<MenuItem, "id" | "parentId">;

/**
 * Entries as a tree, in the order given. What stands below a missing entry stands at the top; what is deeper than
 * `maxDepth`, as in an imported menu, stands beside the one above it.
 */
export function grow<Item extends Placed>(items: readonly Item[], maxDepth = MAX_DEPTH): Branch<Item>[] {
  const known = new Map(items.map((item) => [item.id, item]));
  const branches = new Map(items.map((item) => [item.id, { ...item, children: [] }]));
  const above = (item: Item): Item[] => {
    const line: Item[] = [];
    for (let next = parentOf(item); next; next = parentOf(next)) {
      if (next === item || line.includes(next)) return [];
      line.unshift(next);
    }
    return line;
  };
  const parentOf = ({ parentId }: Item) => (parentId === null ? undefined : known.get(parentId));
  const tops: Branch<Item>[] = [];
  for (const item of items) {
    const parent = above(item)
      .slice(0, maxDepth - 1)
      .at(-1);
    (parent ? branches.get(parent.id)!.children : tops).push(branches.get(item.id)!);
  }
  return tops;
}

/** Which entry stands below which, in the order of reading. */
export interface Place {
  id: number;
  parentId: number | null;
}

export function placesOf<Item extends { id: number }>(
  branches: readonly Branch<Item>[],
  parentId: number | null = null,
): Place[] {
  return branches.flatMap(({ id, children }) => [{ id, parentId }, ...placesOf(children, id)]);
}

export const steps = ["up", "down", "in", "out"] as const;
/** One place up or down among its neighbours; below the neighbour before it; or behind the entry above it. */
export type Step = (typeof steps)[number];

/** The places after an entry has moved one step with all below it; undefined where it cannot. */
export function moved<Item extends Placed>(
  items: readonly Item[],
  id: number,
  step: Step,
): Place[] | undefined {
  const tree = grow(items);
  const found = find(tree, id);
  if (!found) return undefined;
  const { siblings, index, parent, depth } = found;
  const entry = siblings[index]!;
  if (step === "up" || step === "down") {
    const other = index + (step === "up" ? -1 : 1);
    if (!siblings[other]) return undefined;
    [siblings[index], siblings[other]] = [siblings[other], entry];
  } else if (step === "in") {
    const before = siblings[index - 1];
    if (!before || depth + heightOf(entry) > MAX_DEPTH) return undefined;
    siblings.splice(index, 1);
    before.children.push(entry);
  } else {
    if (!parent) return undefined;
    siblings.splice(index, 1);
    parent.siblings.splice(parent.index + 1, 0, entry);
  }
  return placesOf(tree);
}

/** What can be done with an entry where it stands. */
export function stepsOpenTo<Item extends Placed>(items: readonly Item[], id: number): Set<Step> {
  return new Set(steps.filter((step) => moved(items, id, step) !== undefined));
}

interface Found<Item> {
  siblings: Branch<Item>[];
  index: number;
  /** 1 at the top. */
  depth: number;
  parent: Found<Item> | undefined;
}

function find<Item extends { id: number }>(
  siblings: Branch<Item>[],
  id: number,
  parent?: Found<Item>,
): Found<Item> | undefined {
  const depth = (parent?.depth ?? 0) + 1;
  for (const [index, branch] of siblings.entries()) {
    const here = { siblings, index, depth, parent };
    const found = branch.id === id ? here : find(branch.children, id, here);
    if (found) return found;
  }
  return undefined;
}

function heightOf<Item>({ children }: Branch<Item>): number {
  return 1 + Math.max(0, ...children.map(heightOf));
}
