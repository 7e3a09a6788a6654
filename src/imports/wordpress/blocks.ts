import { autop } from "./autop.ts";
import type { Leftovers } from "./shortcodes.ts";

/** Whether the block editor wrote this body: its HTML is complete and gets no further paragraphs. */
export function hasBlocks(content: string): boolean {
  return /<!--\s+wp:[a-z]/.test(content);
}

const DELIMITER = /<!--\s+(\/)?wp:([a-z][a-z0-9_-]*(?:\/[a-z][a-z0-9_-]*)?)\s+(\{[^<>]*?\}\s+)?(\/)?-->/g;
const LONGEST_CHAIN = 5;

/** Blocks that hold others only as a pattern for what WordPress put there. */
const FILLED = new Set(["query", "comments", "navigation", "social-links", "template-part"]);

export interface BlockContext {
  /** The content of a synced pattern ("wp_block") of the old site. */
  reusable(id: number): string | undefined;
  /** The list of the post's notes, where the block for it stands. */
  footnotes(): string;
}

/**
 * A body of the block editor without its comments: the HTML inside them stays, with the classes that carry their
 * meaning. Synced patterns are put in; blocks that WordPress filled when a page was shown leave nothing but their name
 * in `leftovers`. Text outside of blocks gets paragraphs like a classic post.
 */
export function unwrapBlocks(
  content: string,
  context: BlockContext,
  leftovers: Leftovers,
  depth = 0,
): string {
  let output = "";
  let outside = "";
  let position = 0;
  const open: string[] = [];
  const put = (text: string) => {
    if (open.length > 0) output += text;
    else outside += text;
  };
  const flushOutside = () => {
    if (open.length > 0) return;
    if (outside.trim() !== "")
      output += `${/<(?:p|h[1-6]|ul|ol|div|figure|table|blockquote)\b/i.test(outside) ? outside : autop(outside)}\n`;
    outside = "";
  };
  for (const match of content.matchAll(DELIMITER)) {
    const [whole, closing, name, json, selfClosing] = match;
    put(content.slice(position, match.index));
    position = match.index + whole.length;
    flushOutside();
    if (closing) {
      const index = open.lastIndexOf(name!);
      if (index !== -1) open.length = index;
      if (open.length === 0) output += "\n";
    } else if (selfClosing) {
      const shown = open.find((each) => FILLED.has(each)) ?? name!;
      output += emptyBlock(shown, json, context, leftovers, depth);
    } else open.push(name!);
  }
  put(content.slice(position));
  open.length = 0;
  flushOutside();
  return tidy(output);
}

/** A block without HTML of its own. */
function emptyBlock(
  name: string,
  json: string | undefined,
  context: BlockContext,
  leftovers: Leftovers,
  depth: number,
): string {
  const notes = name === "footnotes" ? context.footnotes() : "";
  if (notes !== "") return notes;
  const id = Number(/"ref"\s*:\s*(\d+)/.exec(json ?? "")?.[1] ?? 0);
  const pattern = name === "block" && depth < LONGEST_CHAIN ? context.reusable(id) : undefined;
  if (pattern !== undefined) return `${unwrapBlocks(pattern, context, leftovers, depth + 1)}\n`;
  leftovers.blocks.add(name);
  return "";
}

/** Galleries of older editors without their list, and code of a well-known plugin as <code>. */
function tidy(html: string): string {
  const open = { grid: false, code: false };
  const tags =
    /<ul class="blocks-gallery-grid">|<pre class="wp-block-syntaxhighlighter-code[^"<>]*">|<\/(?:ul|pre)>|<\/?li\b[^<>]*>/g;
  return html
    .replace(tags, (tag) => tidyTag(tag, open))
    .replace(/(<(?:figure|ul) class=")(?=(?:[^"<>]*\s)?wp-block-gallery[\s"])/g, "$1gallery ")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

function tidyTag(tag: string, open: { grid: boolean; code: boolean }): string {
  if (tag.startsWith("<ul")) {
    open.grid = true;
    return "";
  }
  if (tag.startsWith("<pre")) {
    open.code = true;
    return "<pre><code>";
  }
  if (tag === "</pre>" && open.code) {
    open.code = false;
    return "</code></pre>";
  }
  if (!open.grid || tag === "</pre>") return tag;
  if (tag === "</ul>") open.grid = false;
  return "";
}
