import type { Arrange, Scope } from "./nesting-scope.ts";
import { deeper } from "./nesting-scope.ts";
import type { Element, Node } from "./tree.ts";
import { element, isBlank, isElement, withAttributes } from "./tree.ts";

const isItem = (node: Node) => isElement(node, "li");
const isDefinition = (node: Node) => isElement(node, "dt") || isElement(node, "dd");

/** Items without their list get one, in which those that follow join them. */
export function gatherOrphans(nodes: readonly Node[]): readonly Node[] {
  if (!nodes.some((node) => isItem(node) || isDefinition(node))) return nodes;
  const result: Node[] = [];
  let home: { name: string; children: Node[] } | undefined;
  for (const node of nodes) {
    const name = isItem(node) ? "ul" : isDefinition(node) ? "dl" : undefined;
    if (name === undefined) {
      if (home !== undefined && isBlank(node)) continue;
      home = undefined;
      result.push(node);
    } else if (home?.name === name) home.children.push(node);
    else {
      home = { name, children: [node] };
      result.push({ ...home, attributes: {} });
    }
  }
  return result;
}

/** `ul` and `ol`: items only. A list directly inside a list joins the item before it, other content gets an item. */
export function arrangeList(node: Element, scope: Scope, flow: Arrange): Node[] {
  const items: { item: Element; content: Node[] }[] = [];
  let isStray = false;
  for (const child of node.children) {
    if (isBlank(child)) continue;
    if (isElement(child, "li")) items.push({ item: child, content: [...child.children] });
    else {
      const joinsLast = isStray || isElement(child, "ul") || isElement(child, "ol");
      if (!joinsLast || items.length === 0) items.push({ item: element("li"), content: [] });
      items.at(-1)!.content.push(child);
    }
    isStray = !isElement(child, "li");
  }
  const inside = deeper(scope);
  const children = items.map(({ item, content }) => {
    const plain = node.name === "ul" ? { value: undefined } : {};
    return withAttributes(item, plain, flow(content, deeper(inside)));
  });
  return children.length > 0 ? [{ ...node, children: onLines(children) }] : [];
}

/** `dl`: terms and definitions only; a `div` around a pair is taken away, other content becomes a definition. */
export function arrangeDefinitions(node: Element, scope: Scope, flow: Arrange): Node[] {
  const inside = deeper(scope);
  const entries = node.children.flatMap((child) => (isElement(child, "div") ? child.children : [child]));
  const children: Element[] = [];
  for (const child of entries) {
    if (isBlank(child)) continue;
    const entry = isElement(child) && isDefinition(child) ? child : element("dd", {}, [child]);
    const scopeInside = deeper(inside, entry.name === "dt" ? { noHeadings: true } : {});
    children.push(withAttributes(entry, {}, flow(entry.children, scopeInside)));
  }
  if (children.length === 0) return [];
  if (children[0]!.name === "dd") children.unshift(element("dt"));
  if (children.at(-1)!.name === "dt") children.push(element("dd"));
  return [{ ...node, children: onLines(children) }];
}

/** Every entry on a line of its own, for whoever reads the source. */
export function onLines(children: readonly Element[]): Node[] {
  return ["\n", ...children.flatMap((child): Node[] => [child, "\n"])];
}
