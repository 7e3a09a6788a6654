import { holdsBlock, isBlock } from "./nesting-scope.ts";
import type { Node } from "./tree.ts";
import { element, isBlank, isElement } from "./tree.ts";

const BREAK = element("br");

/** Text whose line ends mean something, as WordPress stores it: a blank line parts paragraphs, one line end breaks. */
export function autoParagraphs(nodes: readonly Node[]): Node[] {
  const result: Node[] = [];
  let run: Node[] = [];
  const flush = () => {
    const children = trim(run);
    if (children.length > 0) result.push(element("p", {}, children));
    run = [];
  };
  for (const node of nodes) {
    if (isElement(node) && (isBlock(node) || holdsBlock(node))) {
      flush();
      result.push(
        node.name === "blockquote" || !isBlock(node)
          ? { ...node, children: autoParagraphs(node.children) }
          : broken(node),
      );
    } else if (typeof node === "string") {
      for (const [index, part] of node.split(/\n[ \t]*\n\s*/).entries()) {
        if (index > 0) flush();
        for (const line of lines(part)) run.push(line);
      }
    } else run.push(broken(node));
  }
  flush();
  return result;
}

function broken(node: Exclude<Node, string>): Node {
  if (node.name === "pre" || node.name === "ul" || node.name === "ol" || node.name === "code") return node;
  return {
    ...node,
    children: node.children.flatMap((child) => (isElement(child) ? [broken(child)] : lines(child))),
  };
}

/** A text whose line ends are breaks. */
export function lines(text: string): Node[] {
  return text.split("\n").flatMap((line, index): Node[] => (index === 0 ? [line] : [BREAK, "\n", line]));
}

/** Without breaks and white space at the ends, and without two breaks for one written and one typed. */
function trim(run: readonly Node[]): Node[] {
  const isGap = (node: Node) => isBlank(node) || isElement(node, "br");
  const start = run.findIndex((node) => !isGap(node));
  if (start === -1) return [];
  const kept = run.slice(start, run.findLastIndex((node) => !isGap(node)) + 1);
  return kept.filter((node, index) => !(node === BREAK && previousIsBreak(kept, index)));
}

function previousIsBreak(nodes: readonly Node[], index: number): boolean {
  let at = index - 1;
  while (at >= 0 && isBlank(nodes[at]!)) at--;
  return isElement(nodes[at], "br") && nodes[at] !== BREAK;
}
