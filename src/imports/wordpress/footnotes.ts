import * as z from "zod";
import { escapeHtml } from "../../html/safe-html.ts";

const notes = z.array(z.object({ id: z.string(), content: z.string() }));

/**
 * The notes of a post of the block editor, which keeps them beside the body as JSON (meta "footnotes"); "" where there
 * are none. `back` names the way from the nth note back to the text.
 */
export function footnoteList(meta: string | undefined, back: (number: number) => string): string {
  const found = notes.safeParse(parsed(meta ?? ""));
  if (!found.success || found.data.length === 0) return "";
  const items = found.data.map(({ id, content }, index) => {
    const label = escapeHtml(back(index + 1));
    return `<li id="${escapeHtml(id)}">${content} <a href="#${escapeHtml(id)}-link" aria-label="${label}">↩</a></li>`;
  });
  return `<ol class="footnotes">${items.join("")}</ol>\n`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
