import type { Node } from "prosemirror-model";
import { countWords, readingTime } from "../../../src/html/text.ts";
import { wordOf } from "./words.ts";

const counted = new WeakMap<Node, { words: number; minutes: number }>();

/**
 * Words and minutes of a text; blocks that did not change are not counted again. Undefined after so many others, to be
 * asked again.
 */
export function measure(doc: Node, most = 500): { words: number; minutes: number } | undefined {
  let words = 0;
  let minutes = 0;
  let fresh = 0;
  for (const block of doc.children) {
    let found = counted.get(block);
    if (!found) {
      if (fresh === most) return undefined;
      fresh += 1;
      const text = block.textBetween(0, block.content.size, "\n", " ");
      found = { words: countWords(text), minutes: readingTime(text) };
      counted.set(block, found);
    }
    words += found.words;
    minutes += found.minutes;
  }
  return { words, minutes: Math.max(1, Math.round(minutes)) };
}

/** "1,234 words · 6 min" */
export function sayLength({ words, minutes }: { words: number; minutes: number }): string {
  const numbers = new Intl.NumberFormat(document.documentElement.lang || undefined);
  return wordOf(words === 1 ? "lengthOne" : "length", {
    words: numbers.format(words),
    minutes: numbers.format(minutes),
  });
}
