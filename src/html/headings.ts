import { idMaker } from "./ids.ts";
import type { Element, Node } from "./tree.ts";
import { contains, element, rewrite, textOf, visit, withAttributes } from "./tree.ts";

/** A heading of a body. `text` is plain. */
export interface Heading {
  level: 2 | 3 | 4 | 5 | 6;
  id: string;
  text: string;
}

const LEVEL = /^h([1-6])$/;

export const isHeading = ({ name }: Element): boolean => LEVEL.test(name);

function levelOf(node: Element): number | undefined {
  const level = LEVEL.exec(node.name)?.[1];
  return level === undefined ? undefined : Number(level);
}

/** Visits headings in document order and answers new ones. */
function mapHeadings(nodes: readonly Node[], change: (node: Element, level: number) => Element): Node[] {
  return nodes.map((node) => {
    if (typeof node === "string") return node;
    const level = levelOf(node);
    return level === undefined
      ? withAttributes(node, {}, mapHeadings(node.children, change))
      : change(node, level);
  });
}

/**
 * The title of the page is its only `h1`. A body that uses `h1` is moved down as a whole, by rank: what stood below
 * something still does, and no level is left out on the way.
 */
export function lowerHeadings(nodes: readonly Node[]): Node[] {
  if (!contains(nodes, ({ name }) => name === "h1")) return [...nodes];
  const above: number[] = [];
  return mapHeadings(nodes, (node, level) => {
    while (above.length > 0 && above.at(-1)! >= level) above.pop();
    above.push(level);
    return element(`h${Math.min(above.length + 1, 6)}`, node.attributes, node.children);
  });
}

/** Gives every heading an id that its words suggest. Existing ids stay. */
export function nameHeadings(nodes: readonly Node[]): Node[] {
  const makeId = idMaker(nodes);
  return mapHeadings(nodes, (node) =>
    node.attributes.id === undefined ? withAttributes(node, { id: makeId(textOf([node])) }) : node,
  );
}

const NO_CHAPTER = new Set(["blockquote", "table", "figure", "details", "li"]);

/** The headings for a table of contents: those of the text itself, not of quotes, tables and figures. */
export function headingsOf(nodes: readonly Node[]): Heading[] {
  const headings: Heading[] = [];
  visit(nodes, (node, ancestors) => {
    const level = levelOf(node);
    const { id } = node.attributes;
    if (level === undefined || id === undefined || ancestors.some(({ name }) => NO_CHAPTER.has(name))) return;
    const text = textOf([node]).replace(/\n/g, " ");
    if (text !== "") headings.push({ level: level as Heading["level"], id, text });
  });
  return headings;
}

/** Headings as plain bold paragraphs, for places too small for chapters. */
export function withoutHeadings(nodes: readonly Node[]): Node[] {
  return rewrite(nodes, (node) =>
    isHeading(node) ? [element("p", {}, [element("strong", {}, node.children)])] : [node],
  );
}
