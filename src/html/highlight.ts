import { createRequire } from "node:module";
import type { HLJSApi } from "highlight.js";
import type { Node } from "./tree.ts";
import { addClass, classesOf, isBlank, isElement, parseTree, withAttributes } from "./tree.ts";

let loaded: HLJSApi | undefined;
/** Loaded at the first block of code that names a language: 19 MB and 40 ms that most processes never need. */
function highlighter(): HLJSApi {
  loaded ??= createRequire(import.meta.url)("highlight.js/lib/common") as HLJSApi;
  return loaded;
}

/**
 * Longer code stays plain, in characters: a listing of this length is read in an editor. Twice as much code can take four
 * times as long, up to a second for this much, so that a body has a bound for the sum of the squares.
 */
const LONGEST_BLOCK = 10_000;
export const MOST_SQUARES = 2 * LONGEST_BLOCK ** 2;

const LANGUAGE = /^language-(.+)$/;

/** Colours code that names its language, by class names, and lets every preformatted block scroll by keyboard. */
export function highlightCode(nodes: readonly Node[]): Node[] {
  let left = MOST_SQUARES;
  const colour = (code: string, language: string): Node[] | undefined => {
    const square = code.length ** 2;
    if (code.length > LONGEST_BLOCK || square > left) return undefined;
    if (highlighter().getLanguage(language) === undefined) return undefined;
    left -= square;
    return parseTree(highlighter().highlight(code, { language, ignoreIllegals: true }).value);
  };
  const walk = (list: readonly Node[]): Node[] =>
    list.map((node) => {
      if (!isElement(node)) return node;
      if (node.name !== "pre") return { ...node, children: walk(node.children) };
      const [code, ...rest] = node.children.filter((child) => !isBlank(child));
      if (!isElement(code, "code") || rest.length > 0) return withAttributes(node, { tabindex: "0" });
      const language = [...classesOf(code), ...classesOf(node)]
        .map((name) => LANGUAGE.exec(name)?.[1])
        .find(Boolean);
      const text = code.children.filter((child) => typeof child === "string");
      const isPlain = text.length === code.children.length;
      const coloured = language !== undefined && isPlain ? colour(text.join(""), language) : undefined;
      const children = coloured ?? code.children;
      const named = language === undefined ? code.attributes.class : addClass(code, `language-${language}`);
      return withAttributes(node, { class: addClass(node, "code"), tabindex: "0" }, [
        withAttributes(code, { class: named }, children),
      ]);
    });
  return walk(nodes);
}
