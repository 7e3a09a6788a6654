import type { Node } from "prosemirror-model";
import { Plugin } from "prosemirror-state";
import { directionOf } from "../../../src/html/direction.ts";

/** Lists, tables and cards stand as the text is read; a paragraph as its own first letter tells. */
export function readingDirection(): Plugin {
  return new Plugin({
    props: { attributes: ({ doc }): Record<string, string> => ({ dir: directionOfDoc(doc) }) },
  });
}

function directionOfDoc(doc: Node): "ltr" | "rtl" {
  for (const block of doc.children) {
    const found = block.type.spec.code ? undefined : directionOf(firstWords(block));
    if (found) return found;
  }
  return "ltr";
}

/** As much of the text of a block as is needed to find a letter. */
const firstWords = (block: Node) => block.textBetween(0, Math.min(block.content.size, 200), " ");
