import { arrangeDetails, arrangeFigure } from "./nesting-figures.ts";
import { arrangeDefinitions, arrangeList, gatherOrphans } from "./nesting-lists.ts";
import { arrangeTable } from "./nesting-tables.ts";
import type { Scope } from "./nesting-scope.ts";
import { deeper, hasWords, holdsBlock, isBlock } from "./nesting-scope.ts";
import type { Element, Node } from "./tree.ts";
import { VOID, element, isBlank, isElement, withAttributes } from "./tree.ts";

/**
 * Puts a tree of allowed elements into the order the HTML standard asks for, so that every browser builds the same tree
 * from our output (that is what makes it safe) and a checker has nothing to say. Content models: HTML Living Standard, §4.
 */
export function arrange(nodes: readonly Node[]): Node[] {
  return flow(nodes, { formats: [], depth: 0, inLink: false, noHeadings: false });
}

/** Nesting of the output; what lies deeper loses its elements and keeps its words. */
const DEEPEST = 48;
/** Inline elements carried into a block; more are lost. Bounds the growth of hostile bodies. */
const MOST_FORMATS = 6;

/** Elements that may hold blocks where their parent may. */
const TRANSPARENT = new Set(["a", "ins", "del"]);

/** Blocks and runs of text side by side, as in a `div`. */
function flow(nodes: readonly Node[], scope: Scope): Node[] {
  // Lists of lists: one with more entries than a call takes arguments must not end in one.
  const result: Node[][] = [];
  let run: Node[][] = [];
  const flush = () => {
    result.push(dress(run.flat(), scope));
    run = [];
  };
  // A list that is too deep must stay lost: a new one around its items would be lost again, without end.
  for (const node of scope.depth < DEEPEST ? gatherOrphans(nodes) : nodes) {
    if (typeof node === "string") run.push([node]);
    else if (isBlock(node)) {
      flush();
      result.push(block(node, scope));
    } else if (holdsBlock(node)) {
      flush();
      result.push(carryOver(node, scope));
    } else run.push(inline(node, scope));
  }
  flush();
  return result.flat();
}

/** Text and inline elements only: blocks give up their element and keep their words. */
function phrasing(nodes: readonly Node[], scope: Scope, separator = " "): Node[] {
  const plain: Node[] = [];
  for (const node of nodes) {
    if (!isElement(node) || (!isBlock(node) && !holdsBlock(node))) plain.push(node);
    else if (isBlock(node)) {
      if (plain.length > 0 && node.name !== "col") plain.push(separator);
      for (const inside of flatten(node.children, separator)) plain.push(inside);
    } else plain.push({ ...node, children: flatten(node.children, separator) });
  }
  const tidy = plain.flatMap((node) => (isElement(node) ? inline(node, scope) : [node]));
  return dress(tidy, scope);
}

function flatten(nodes: readonly Node[], separator: string): Node[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return [node];
    const children = flatten(node.children, separator);
    return isBlock(node) ? [...children, separator] : [{ ...node, children }];
  });
}

/** The run inside the inline elements that were open around its block. */
function dress(run: readonly Node[], scope: Scope): Node[] {
  if (scope.formats.length === 0 || run.every(isBlank)) return [...run];
  return scope.formats.reduceRight<Node[]>(
    (children, format) => [withAttributes(format, { id: undefined }, children)],
    [...run],
  );
}

/** An inline element around blocks: a link stays one link; anything else moves into each block. */
function carryOver(node: Element, scope: Scope): Node[] {
  if (isLost(node, scope)) return flow(node.children, scope);
  if (TRANSPARENT.has(node.name)) {
    const inside = deeper(scope, { inLink: scope.inLink || node.name === "a" });
    const children = flow(node.children, inside);
    return isEmpty(children) ? [] : [{ ...node, children }];
  }
  if (scope.formats.length >= MOST_FORMATS || scope.formats.some((format) => isSame(format, node))) {
    return flow(node.children, scope);
  }
  return flow(node.children, { ...scope, formats: [...scope.formats, withAttributes(node, {}, [])] });
}

function isSame(one: Element, other: Element): boolean {
  return one.name === other.name && JSON.stringify(one.attributes) === JSON.stringify(other.attributes);
}

/** Must the element go, its content staying? A link in a link, too deep, an annotation without its ruby … */
function isLost(node: Element, scope: Scope): boolean {
  if (scope.depth >= DEEPEST) return true;
  if (node.name === "a") {
    return scope.inLink || (node.attributes.href === undefined && node.attributes.id === undefined);
  }
  return node.name === "bdo" && node.attributes.dir === undefined;
}

function inline(node: Element, scope: Scope, parent?: Element): Node[] {
  const { name } = node;
  if (name === "source" || name === "track") return [];
  if (name === "input") {
    return node.attributes.type === "checkbox" && !scope.inLink
      ? [withAttributes(node, { disabled: "" }, [])]
      : [];
  }
  if (name === "img" && node.attributes.src === undefined) return [];
  if (VOID.has(name)) return [node];
  if (name === "audio" || name === "video") {
    const tracks = node.children.filter((child) => isElement(child, "source") || isElement(child, "track"));
    const sources = tracks.filter((child) => child.attributes.src !== undefined);
    return scope.inLink || (sources.length === 0 && node.attributes.src === undefined)
      ? []
      : [{ ...node, children: sources }];
  }
  const inside = deeper(scope, { formats: [], inLink: scope.inLink || name === "a" });
  const lost =
    isLost(node, scope) ||
    ((name === "rt" || name === "rp") && parent?.name !== "ruby") ||
    (parent !== undefined && isSame(parent, node));
  const children = node.children.flatMap((child) =>
    isElement(child) ? inline(child, lost ? scope : inside, lost ? parent : node) : [child],
  );
  if (lost) return children;
  const isFrame = node.attributes.class === "embed-frame";
  if (children.every(isBlank) && !isFrame) {
    if (node.attributes.id !== undefined && (name === "a" || name === "span")) {
      return [element("span", { id: node.attributes.id }), ...children];
    }
    return children;
  }
  return [{ ...node, children }];
}

function isEmpty(nodes: readonly Node[]): boolean {
  return nodes.every(isBlank);
}

const CONTAINERS = new Set(["div", "section", "blockquote", "address"]);

function block(node: Element, scope: Scope): Node[] {
  const { name } = node;
  if (scope.depth >= DEEPEST) return flow(node.children, scope);
  if (CONTAINERS.has(name)) {
    const children = flow(node.children, deeper(scope, name === "address" ? { noHeadings: true } : {}));
    if (isEmpty(children) && !(name === "div" && node.attributes.class !== undefined)) return [];
    const isPlain = scope.noHeadings || (name === "section" && node.attributes["aria-label"] === undefined);
    if (!isPlain) return [{ ...node, children }];
    return [
      withAttributes(
        { ...node, name: "div" },
        { cite: undefined, tabindex: undefined, "aria-label": undefined },
        children,
      ),
    ];
  }
  switch (name) {
    case "hr":
      return [node];
    case "pre": {
      const children = phrasing(node.children, deeper(scope), "\n");
      return isEmpty(children) ? [] : [{ ...node, children }];
    }
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6": {
      if (scope.noHeadings) return paragraph(element("p", node.attributes, node.children), scope);
      const children = phrasing(node.children, deeper(scope));
      return hasWords(children) ? [{ ...node, children }] : children.filter((child) => !isBlank(child));
    }
    case "ul":
    case "ol":
      return arrangeList(node, scope, flow);
    case "dl":
      return arrangeDefinitions(node, scope, flow);
    case "table":
      return arrangeTable(node, scope, { flow, phrasing });
    case "figure":
      return arrangeFigure(node, scope, flow);
    case "details":
      return scope.inLink || scope.noHeadings
        ? flow(node.children, scope)
        : arrangeDetails(node, scope, { flow, phrasing });
    case "p":
    case "figcaption":
    case "summary":
      return paragraph(element("p", node.attributes, node.children), scope);
    default:
      return flow(node.children, scope);
  }
}

/** A paragraph; blocks inside it split it. */
function paragraph(node: Element, scope: Scope): Node[] {
  const result: Node[] = [];
  let run: Node[] = [];
  let attributes = node.attributes;
  const flush = () => {
    if (!isEmpty(run)) {
      result.push(element("p", attributes, run));
      attributes = withAttributes(node, { id: undefined }).attributes;
    }
    run = [];
  };
  for (const child of flow(node.children, deeper(scope))) {
    if (isBlock(child) || holdsBlock(child)) {
      flush();
      result.push(child);
    } else run.push(child);
  }
  flush();
  return result;
}
