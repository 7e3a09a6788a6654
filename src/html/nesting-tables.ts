import { onLines } from "./nesting-lists.ts";
import type { Arrange, Scope } from "./nesting-scope.ts";
import { deeper } from "./nesting-scope.ts";
import type { Element, Node } from "./tree.ts";
import { element, isBlank, isElement, withAttributes } from "./tree.ts";

const SECTIONS = new Set(["thead", "tbody", "tfoot"]);

/** The parts of a table as they were found, before they are put in order. */
interface Parts {
  caption?: Element;
  columns: Element[];
  sections: Element[];
  strays: Node[];
}

function collect(table: Element): Parts {
  const parts: Parts = { columns: [], sections: [], strays: [] };
  let implied: Node[] | undefined;
  const append = (row: Element) => {
    if (implied === undefined) parts.sections.push(element("tbody", {}, (implied = [])));
    implied.push(row);
  };
  for (const child of table.children) {
    if (isBlank(child)) continue;
    if (!isElement(child)) parts.strays.push(child);
    else if (child.name === "caption" && parts.caption === undefined) parts.caption = child;
    else if (child.name === "colgroup") parts.columns.push(child);
    else if (child.name === "col") parts.columns.push(element("colgroup", {}, [child]));
    else if (SECTIONS.has(child.name)) {
      implied = undefined;
      parts.sections.push(child);
    } else if (child.name === "tr" || child.name === "td" || child.name === "th") append(child);
    else parts.strays.push(child);
  }
  return parts;
}

/** Rows of cells; cells without a row share one, anything else leaves the table. */
function rowsOf(section: Element, strays: Node[], scope: Scope, flow: Arrange): Element[] {
  const rows: { row: Element; cells: Element[]; implied: boolean }[] = [];
  const cell = (node: Node, cells: Element[]) => {
    if (isElement(node, "td") || isElement(node, "th"))
      cells.push(
        arrangeCell(node, section.name, cells, (nodes, noHeadings) =>
          flow(nodes, deeper(scope, { noHeadings: noHeadings || scope.noHeadings })),
        ),
      );
    else if (!isBlank(node)) strays.push(node);
  };
  for (const child of section.children) {
    if (isElement(child, "tr")) {
      const row = { row: child, cells: [], implied: false };
      for (const node of child.children) cell(node, row.cells);
      rows.push(row);
    } else if (isElement(child, "td") || isElement(child, "th")) {
      if (rows.at(-1)?.implied !== true) rows.push({ row: element("tr"), cells: [], implied: true });
      cell(child, rows.at(-1)!.cells);
    } else if (!isBlank(child)) strays.push(child);
  }
  return rows
    .filter(({ cells }) => cells.length > 0)
    .map(({ row, cells }) => withAttributes(row, {}, onLines(cells)));
}

/** A heading cell says what it heads (WCAG technique H63). */
function arrangeCell(
  node: Element,
  section: string,
  before: readonly Element[],
  flow: (nodes: readonly Node[], noHeadings: boolean) => Node[],
): Element {
  const children = flow(node.children, node.name === "th");
  if (node.name === "td") return withAttributes(node, {}, children);
  const isFirstOfRow = section !== "thead" && before.length === 0;
  return withAttributes(node, { scope: node.attributes.scope ?? (isFirstOfRow ? "row" : "col") }, children);
}

/** A table in the order caption, columns, head, bodies, foot. What is no part of a table goes before it. */
export function arrangeTable(
  node: Element,
  scope: Scope,
  { flow, phrasing }: { flow: Arrange; phrasing: Arrange },
): Node[] {
  const parts = collect(node);
  const strays = [...parts.strays];
  const inside = deeper(deeper(deeper(scope)));
  const sections: Element[] = [];
  for (const section of parts.sections) {
    const rows = rowsOf(section, strays, inside, flow);
    if (rows.length === 0) continue;
    const isRepeated = section.name !== "tbody" && sections.some(({ name }) => name === section.name);
    const isLateHead = section.name === "thead" && sections.some(({ name }) => name === "tbody");
    const name = isRepeated || isLateHead ? "tbody" : section.name;
    sections.push(element(name, section.attributes, onLines(rows)));
  }
  const loose = flow(strays, scope);
  if (sections.length === 0) return [...(parts.caption ? flow(parts.caption.children, scope) : []), ...loose];
  sections.sort((a, b) => Number(a.name === "tfoot") - Number(b.name === "tfoot"));
  const caption = parts.caption ? phrasing(parts.caption.children, deeper(scope)) : [];
  const columns = parts.columns.map((group) =>
    withAttributes(
      group,
      group.children.some((child) => isElement(child, "col")) ? { span: undefined } : {},
      group.children.filter((child) => isElement(child, "col")),
    ),
  );
  const children = [
    ...(caption.every(isBlank) ? [] : [withAttributes(parts.caption!, {}, caption)]),
    ...columns,
    ...sections,
  ];
  return [...loose, { ...node, children: onLines(children) }];
}
