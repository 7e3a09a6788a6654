import { autop } from "./autop.ts";
import { hasBlocks, unwrapBlocks, type BlockContext } from "./blocks.ts";
import { embed, expandShortcodes, type Leftovers, type Library } from "./shortcodes.ts";
import { rewriteAddresses } from "./addresses.ts";

export interface ContentContext extends Library, BlockContext {
  /** Where an address of the old site leads now; undefined to leave it as it is. */
  resolve(url: string): string | undefined;
}

/**
 * The body of a WordPress post as plain HTML, to be kept as the post's source: without block comments, with WordPress's
 * shortcodes as elements and with paragraphs. `<!--more-->` stays; `<!--nextpage-->` becomes a rule, since all pages of
 * a post stand on one. It is still foreign HTML: what is shown goes through the renderer.
 */
export function toHtml(content: string, context: ContentContext, leftovers: Leftovers): string {
  const source = content.replace(/\r\n?/g, "\n");
  const html = hasBlocks(source)
    ? expandShortcodes(unwrapBlocks(source, context, leftovers), context, leftovers)
    : autop(expandShortcodes(embedLines(source), context, leftovers));
  const paged = html
    .replace(
      /<!--\s*more\b([^<>]*?)-->/g,
      (_, words: string) => `<!--more${words.trim() && ` ${words.trim()}`}-->`,
    )
    .replace(/<!--nextpage-->/g, "<hr>")
    .replace(/<p>\s*(<!--more[^<>]*-->|<hr>)\s*<\/p>/g, "$1");
  return rewriteAddresses(paged, (url) => context.resolve(url)).trim();
}

/** A line that is only an address: WordPress showed a player, a card or a link for it. */
function embedLines(text: string): string {
  return text.replace(
    /(^|\n)[ \t]*(https?:\/\/[^\s<>"[\]]+)[ \t]*(?=\n|$)/gi,
    (whole, start: string, url: string) => {
      const shown = embed(url);
      return shown === undefined ? whole : start + shown;
    },
  );
}
