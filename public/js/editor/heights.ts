import type { Node } from "prosemirror-model";

const known = new WeakMap<Node, number>();
/** Of a line of text, and of the space between two blocks, in pixels: a guess. */
const LINE = 30;
const SPACE = 20;
const SIGNS_OF_A_LINE = 66;

/** How high a block is with the space after it, in pixels: as it was when it was seen last, or else a guess. */
export function heightOf(block: Node): number {
  let height = known.get(block);
  if (height === undefined) {
    height = guess(block);
    known.set(block, height);
  }
  return height;
}

export function rememberHeight(block: Node, height: number) {
  known.set(block, height);
}

function guess(block: Node): number {
  if (block.isTextblock) return LINE * Math.ceil((block.content.size + 1) / SIGNS_OF_A_LINE) + SPACE;
  let height = SPACE;
  block.forEach((child) => (height += child.isTextblock ? guess(child) - SPACE / 2 : guess(child)));
  return height;
}
