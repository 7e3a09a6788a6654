import { renderBody, type RenderContext } from "../html/render.ts";
import { htmlToMarkdown, shown } from "../html/to-markdown.ts";

/** A stretch of text, and whether only one of two has it. */
interface Part {
  kind: "same" | "added" | "removed";
  text: string;
}

/** An HTML body as Markdown, and what readers would be shown differently. */
export interface ConvertedBody {
  markdown: string;
  /** Blocks that stay HTML inside the Markdown. */
  keptBlocks: number;
  isSame: boolean;
  /** The passages of the rendered page that differ; empty where nothing does. */
  changes: Part[][];
}

interface Parts {
  context: () => RenderContext;
  /** Two texts, line by line. */
  compare: (
    before: string,
    after: string,
  ) => { blocks: ({ kind: "same" | "folded" } | { kind: "changed"; parts: Part[] })[] };
}

/** Turns HTML of a post into Markdown; saves nothing. The answer throws BodyTooLarge. */
export function bodyConversion({ context, compare }: Parts) {
  return (html: string): ConvertedBody => {
    const { markdown, keptBlocks } = htmlToMarkdown(html, context());
    const before = shown(renderBody(html, "html", context()).html.toString());
    const after = shown(renderBody(markdown, "markdown", context()).html.toString());
    const { blocks } = before === after ? { blocks: [] } : compare(before, after);
    const changes = blocks.flatMap((block) => (block.kind === "changed" ? [block.parts] : []));
    return { markdown, keptBlocks, isSame: before === after, changes };
  };
}
