import type { MarkdownIt } from "markdown-it";
import { escapeHtml } from "./safe-html.ts";
import type { Words } from "./words.ts";

/** The kinds of callout, as GitHub names them. */
export const CALLOUTS = ["note", "tip", "important", "warning", "caution"] as const;
export type Callout = (typeof CALLOUTS)[number];

const MARK = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

/** A quote that begins with `[!NOTE]` on a line of its own is a callout, as on GitHub. Its title comes from `env.t`. */
export function callouts(md: MarkdownIt): void {
  md.core.ruler.after("block", "callouts", (state) => {
    const { tokens } = state;
    for (let index = 0; index + 2 < tokens.length; index += 1) {
      const quote = tokens[index]!;
      if (quote.type !== "blockquote_open" || tokens[index + 1]!.type !== "paragraph_open") continue;
      const inline = tokens[index + 2]!;
      const mark = MARK.exec(inline.content);
      if (mark === null) continue;
      const kind = mark[1]!.toLowerCase() as Callout;
      const close = tokens.findIndex(
        ({ type, level }, at) => at > index && type === "blockquote_close" && level === quote.level,
      );
      for (const [token, type] of [
        [quote, "callout_open"],
        [tokens[close]!, "callout_close"],
      ] as const) {
        token.type = type;
        token.tag = "div";
      }
      quote.attrSet("class", `callout callout-${kind}`);
      quote.meta = { kind };
      const title = new state.Token("callout_title", "p", 0);
      title.meta = { kind };
      title.level = quote.level + 1;
      inline.content = inline.content.slice(mark[0].length);
      const isEmpty = inline.content.trim() === "";
      tokens.splice(index + 1, isEmpty ? 3 : 0, title);
    }
  });
  md.renderer.rules.callout_title = (tokens, index, _options, env) => {
    const { kind } = tokens[index]!.meta as { kind: Callout };
    const word = (env!.t as Words)(`html.callouts.${kind}`);
    return `<p class="callout-title">${escapeHtml(word)}</p>\n`;
  };
}
