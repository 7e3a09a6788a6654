import type { Element, Node } from "./tree.ts";
import { isElement } from "./tree.ts";

/** Where we are: inline elements that were opened outside a block and go on inside it, and what may not stand here. */
export interface Scope {
  readonly formats: readonly Element[];
  readonly depth: number;
  readonly inLink: boolean;
  /** Inside a term, a heading cell or an address: no headings, and nothing that would have an outline of its own. */
  readonly noHeadings: boolean;
}

/** Puts the children of an element in order; lists, tables and figures are handed it by `arrange`. */
export type Arrange = (nodes: readonly Node[], scope: Scope) => Node[];

const BLOCKS = new Set(
  "p h1 h2 h3 h4 h5 h6 blockquote pre ul ol li dl dt dd div section address figure figcaption hr table caption colgroup col thead tbody tfoot tr th td details summary".split(
    " ",
  ),
);

export function isBlock(node: Node): boolean {
  return isElement(node) && BLOCKS.has(node.name);
}

export function holdsBlock(node: Node): boolean {
  if (!isElement(node) || node.name === "audio" || node.name === "video") return false;
  return node.children.some((child) => isBlock(child) || holdsBlock(child));
}

export function deeper(scope: Scope, changes: Partial<Scope> = {}): Scope {
  return { ...scope, depth: scope.depth + 1, ...changes };
}

/** Would a screen reader say anything here? */
export function hasWords(nodes: readonly Node[]): boolean {
  return nodes.some((node) =>
    isElement(node)
      ? node.name === "img"
        ? node.attributes.alt !== undefined && node.attributes.alt !== ""
        : hasWords(node.children)
      : /[^\s\u00a0]/.test(node),
  );
}
