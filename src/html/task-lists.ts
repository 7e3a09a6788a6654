import type { MarkdownIt, Token } from "markdown-it";
import { escapeHtml } from "./safe-html.ts";
import type { Words } from "./words.ts";

/** The list that the token at `index`, an item, belongs to. */
function listOf(tokens: readonly Token[], index: number): Token | undefined {
  const { level } = tokens[index]!;
  for (let at = index - 1; at >= 0; at--) if (tokens[at]!.level === level - 1) return tokens[at];
  return undefined;
}

/** Items that begin with `[ ]` or `[x]` (GitHub Flavored Markdown, §5.3): a box that shows the state and says it. */
export function taskLists(md: MarkdownIt): void {
  md.core.ruler.after("inline", "task-lists", (state) => {
    const { tokens } = state;
    const t = state.env.t as Words;
    for (let index = 2; index < tokens.length; index++) {
      const token = tokens[index]!;
      if (token.type !== "inline" || tokens[index - 1]!.type !== "paragraph_open") continue;
      if (tokens[index - 2]!.type !== "list_item_open") continue;
      const [first] = token.children ?? [];
      const mark = first?.type === "text" ? /^\[([ xX])\](?=\s)/.exec(first.content) : null;
      if (first === undefined || mark === null) continue;
      const isDone = mark[1] !== " ";
      const box = new state.Token("task_box", "", 0);
      const label = escapeHtml(t(isDone ? "html.taskDone" : "html.taskOpen"));
      box.content = `<input type="checkbox"${isDone ? " checked" : ""} disabled aria-label="${label}">`;
      first.content = first.content.slice(mark[0].length);
      token.children!.unshift(box);
      tokens[index - 2]!.attrJoin("class", "task-list-item");
      const list = listOf(tokens, index - 2);
      if (list?.attrGet("class") == null) list?.attrJoin("class", "contains-task-list");
    }
  });
  md.renderer.rules.task_box = (tokens, index) => tokens[index]!.content;
}
