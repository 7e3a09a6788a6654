import { hasAddress } from "./markdown.ts";
import { lines } from "./paragraphs.ts";
import { element, type Node } from "./tree.ts";

/** Signs that Markdown may give a meaning, a line that begins as one of a list does, a line that ends in a space. */
const MARK = /[^\p{L}\p{M}\p{N}\n .,;:?!'"“”‘’„…()/–—-]|^[-\d ]| $/mu;

/**
 * Markdown that is nothing but paragraphs of words, as the parser of comments would give them: most comments are, and need
 * neither it nor the sanitiser. Undefined for everything else. Whatever is in the text, no HTML comes of it: it stays text
 * until the tree is written. Each line end is a break.
 */
export function unmarkedParagraphs(source: string): Node[] | undefined {
  if (MARK.test(source) || hasAddress(source)) return undefined;
  const paragraphs = source.match(/[^\n]+(?:\n[^\n]+)*/g) ?? [];
  return paragraphs.flatMap((words) => [element("p", {}, lines(words)), "\n"]);
}
