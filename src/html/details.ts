import type { Node } from "./tree.ts";
import { contains, rewrite, textOf, withAttributes } from "./tree.ts";
import type { Words } from "./words.ts";

/** Gives a word to a summary that has none, as browsers do. */
export function nameDetails(nodes: readonly Node[], t: Words): Node[] {
  return rewrite(nodes, (node) => {
    if (node.name !== "summary" || textOf([node]) !== "") return [node];
    const hasPicture = contains(node.children, ({ name }) => name === "img");
    return [hasPicture ? node : withAttributes(node, {}, [t("html.details")])];
  });
}
