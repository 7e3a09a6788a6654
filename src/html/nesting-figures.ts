import type { Arrange, Scope } from "./nesting-scope.ts";
import { deeper, hasWords } from "./nesting-scope.ts";
import type { Element, Node } from "./tree.ts";
import { element, isBlank, isElement, withAttributes } from "./tree.ts";

/** A figure with one caption, as its last child (first, where it stood first). Without anything to show it goes. */
export function arrangeFigure(node: Element, scope: Scope, flow: Arrange): Node[] {
  const inside = deeper(scope);
  const isCaption = (child: Node): child is Element => isElement(child, "figcaption");
  const found = node.children.filter(isCaption);
  const words =
    found.length > 0
      ? flow(
          found.flatMap((each) => [...each.children]),
          deeper(inside),
        )
      : [];
  const caption = words.every(isBlank) ? [] : [withAttributes(found[0]!, {}, words)];
  const rest = flow(
    node.children.filter((child) => !isCaption(child)),
    inside,
  );
  if (rest.every(isBlank)) return caption.flatMap((each) => flow([element("p", {}, each.children)], scope));
  const isFirst =
    found.length > 0 &&
    isElement(
      node.children.find((child) => !isBlank(child)),
      "figcaption",
    );
  return [{ ...node, children: isFirst ? [...caption, ...rest] : [...rest, ...caption] }];
}

/** Details with their summary first. One without words is filled by the caller, who knows the language. */
export function arrangeDetails(
  node: Element,
  scope: Scope,
  { flow, phrasing }: { flow: Arrange; phrasing: Arrange },
): Node[] {
  const inside = deeper(scope);
  const index = node.children.findIndex((child) => isElement(child, "summary"));
  const found = index === -1 ? undefined : (node.children[index] as Element);
  const words = found ? phrasing(found.children, deeper(inside)) : [];
  const summary = hasWords(words) ? withAttributes(found!, {}, words) : element("summary");
  const rest = flow(
    node.children.filter((_, at) => at !== index),
    inside,
  );
  return [{ ...node, children: [summary, ...rest] }];
}
