/** Things that stand below one another, in the order in which they came. */
export type Nested<Item> = Item & { children: Nested<Item>[] };

/** What has a parent that is missing stands at the top. `maxDepth` 1 is the top alone; what is deeper is left out. */
export function nested<Item extends { id: number; parentId: number | null }>(
  items: readonly Item[],
  maxDepth = Infinity,
): Nested<Item>[] {
  const known = new Set(items.map(({ id }) => id));
  const byParent = new Map<number | null, Item[]>();
  for (const item of items) {
    const parent = item.parentId !== null && known.has(item.parentId) ? item.parentId : null;
    byParent.set(parent, [...(byParent.get(parent) ?? []), item]);
  }
  const below = (parent: number | null, depth: number): Nested<Item>[] =>
    depth > maxDepth
      ? []
      : (byParent.get(parent) ?? []).map((item) => ({ ...item, children: below(item.id, depth + 1) }));
  return below(null, 1);
}
