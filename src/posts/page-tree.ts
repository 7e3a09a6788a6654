/** Each item behind its parent and one level deeper, siblings as they came. An item whose parent is missing is at the top. */
export function inTreeOrder<Item extends { id: number; parentId: number | null }>(
  items: Item[],
): { item: Item; depth: number }[] {
  const ids = new Set(items.map(({ id }) => id));
  const children = new Map<number | null, Item[]>();
  for (const item of items) {
    const parent = item.parentId !== null && ids.has(item.parentId) ? item.parentId : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(item);
    else children.set(parent, [item]);
  }
  const walk = (parent: number | null, depth: number): { item: Item; depth: number }[] =>
    (children.get(parent) ?? []).flatMap((item) => [{ item, depth }, ...walk(item.id, depth + 1)]);
  return walk(null, 0);
}
