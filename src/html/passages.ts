import type { BodyText } from "./body-text.ts";
import { bodyTextOf } from "./body-text.ts";
import type { BodyLink } from "./links.ts";
import { linksOf } from "./links.ts";
import { countWords, readingTime } from "./text.ts";
import type { Node } from "./tree.ts";
import { isElement, isLineOfItsOwn, serialise } from "./tree.ts";

/** A block of a finished body, or the bare text between two of them, and what is stored about it. */
export interface Passage extends BodyText {
  html: string;
  wordCount: number;
  /** Minutes, with their fraction. */
  readingTime: number;
  links: BodyLink[];
}

/** Answers what was finished before of a node that only holds its place; undefined for any other node. */
export type Kept = (node: Node) => Passage[] | undefined;

/** The passages of a finished body, in order. Their HTML, one after the other, is the body's. */
export function passagesOf(nodes: readonly Node[], baseUrl: string, kept: Kept = () => undefined): Passage[] {
  const passages: Passage[] = [];
  let run: Node[] = [];
  const flush = () => {
    if (run.length > 0) passages.push(passageOf(run, baseUrl));
    run = [];
  };
  for (const node of nodes) {
    const before = kept(node);
    if (!before && !(isElement(node) && isLineOfItsOwn(node))) run.push(node);
    else {
      flush();
      for (const passage of before ?? [passageOf([node], baseUrl)]) passages.push(passage);
    }
  }
  flush();
  return passages;
}

function passageOf(nodes: readonly Node[], baseUrl: string): Passage {
  const words = bodyTextOf(nodes);
  return {
    ...words,
    html: serialise(nodes),
    wordCount: countWords(words.text),
    readingTime: readingTime(words.text),
    links: linksOf(nodes, baseUrl),
  };
}
