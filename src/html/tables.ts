import type { Node } from "./tree.ts";
import { classesOf, element, isBlank, isElement, textOf } from "./tree.ts";
import type { Words } from "./words.ts";

/**
 * Lets wide tables scroll by themselves, also by keyboard. Each scroller is named, by its caption or its number; `before`
 * is how many tables the body has before these nodes.
 */
export function scrollTables(nodes: readonly Node[], t: Words, before = 0): Node[] {
  let count = before;
  const walk = (list: readonly Node[]): Node[] =>
    list.map((node) => {
      if (!isElement(node)) return node;
      const inside = node.children.filter((child) => !isBlank(child));
      const isScroller = node.name === "section" && classesOf(node).includes("table-scroll");
      const table = node.name === "table" ? node : isScroller && inside.length === 1 ? inside[0] : undefined;
      if (!isElement(table, "table")) {
        if (!isScroller) return { ...node, children: walk(node.children) };
        return element("div", {}, walk(node.children));
      }
      count += 1;
      const caption = table.children.find((child) => isElement(child, "caption"));
      const name = caption ? textOf([caption]).replace(/\n/g, " ") : "";
      const label =
        name === "" ? t("html.table", { number: count }) : t("html.tableNamed", { number: count, name });
      return element("section", { class: "table-scroll", tabindex: "0", "aria-label": label }, [table]);
    });
  return walk(nodes);
}
