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

/** The passages of a finished body, in order. Their HTML, one after the other, is the body's. */
export function passagesOf(nodes: readonly Node[], baseUrl: string): Passage[] {
  const passages: Passage[] = [];
  let run: Node[] = [];
  const flush = () => {
    if (run.length > 0) passages.push(passageOf(run, baseUrl));
    run = [];
  };
  for (const node of nodes) {
    if (!(isElement(node) && isLineOfItsOwn(node))) run.push(node);
    else {
      flush();
      passages.push(passageOf([node], baseUrl));
    }
  }
  flush();
  return passages;
}

function passageOf(nodes: readonly Node[], baseUrl: string): Passage {
  const { text, running } = bodyTextOf(nodes);
  return {
    text,
    running: running === text ? text : running,
    html: serialise(nodes),
    wordCount: countWords(text),
    readingTime: readingTime(text),
    links: linksOf(nodes, baseUrl),
  };
}
