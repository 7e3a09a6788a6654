import { SafeHtml } from "./safe-html.ts";
import { isBlank, parseTree, serialise, textOf } from "./tree.ts";

/** A paragraph, heading, list, figure … of a body. `text` is plain, in one line. */
export interface Block {
  html: SafeHtml;
  text: string;
}

/** The blocks of a body, in order. Together they are the body. */
export function blocksOf(body: SafeHtml): Block[] {
  return parseTree(body.toString())
    .filter((node) => !isBlank(node))
    .map((node) => ({ html: SafeHtml.trust(serialise([node])), text: textOf([node]).replaceAll("\n", " ") }));
}
