import type { Arrange, Scope } from "./nesting-scope.ts";
import { deeper } from "./nesting-scope.ts";
import type { Element, Node } from "./tree.ts";
import { element, isBlank, isElement, withAttributes } from "./tree.ts";

const isItem = (node: Node) => isElement(node, "li");
const isDefinition = (node: Node) => isElement(node, "dt") || isElement(node, "dd");

/** Items without their list get one. */
export function gatherOrphans(nodes: readonly Node[]): readonly Node[] {
  if (!nodes.some((node) => isItem(node) || isDefinition(node))) return nodes;
  const result: Node[] = [];
  for (const node of nodes) {
    const home = isItem(node) ? "ul" : isDefinition(node) ? "dl" : undefined;
    const last = result.at(-1);
    if (home === undefined) result.push(node);
    else if (isElement(last, home) && Object.keys(last.attributes).length === 0) {
      result[result.length - 1] = withAttributes(last, {}, [...last.children, node]);
    } else if (isBlank(last ?? "x") && isElement(result.at(-2), home)) {
      result.pop();
      result[result.length - 1] = withAttributes(result.at(-1) as Element, {}, [
        ...(result.at(-1) as Element).children,
        node,
      ]);
    } else result.push(element(home, {}, [node]));
  }
  return result;
}

/** `ul` and `ol`: items only. A list directly inside a list joins the item before it, other content gets an item. */
export function arrangeList(node: Element, scope: Scope, flow: Arrange): Node[] {
  const items: Element[] = [];
  const add = (content: readonly Node[], toLast: boolean) => {
    const last = items.at(-1);
    if (toLast && last) items[items.length - 1] = withAttributes(last, {}, [...last.children, ...content]);
    else items.push(element("li", {}, content));
  };
  let stray = false;
  for (const child of node.children) {
    if (isBlank(child)) continue;
    if (isElement(child, "li")) {
      items.push(child);
      stray = false;
    } else {
      add([child], stray || isElement(child, "ul") || isElement(child, "ol"));
      stray = true;
    }
  }
  const inside = deeper(scope);
  const children = items.map((item) => {
    const plain = node.name === "ul" ? withAttributes(item, { value: undefined }) : item;
    return withAttributes(plain, {}, flow(item.children, deeper(inside)));
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
