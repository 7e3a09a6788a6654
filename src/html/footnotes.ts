import type { MarkdownIt, RendererRule } from "markdown-it";
import footnote from "markdown-it-footnote";
import { escapeHtml } from "./safe-html.ts";
import type { Words } from "./words.ts";

/** What the plugin notes on its tokens: numbers from 0; `subId` counts the references to one note. */
interface Note {
  id: number;
  subId: number;
}

/** The id of a note, and of the place in the text that points to it. They work as plain links, without JavaScript. */
const noteId = ({ id }: Note) => `fn-${id + 1}`;
const referenceId = ({ id, subId }: Note) => `fn-ref-${id + 1}${subId > 0 ? `-${subId + 1}` : ""}`;

/** Footnotes `[^1]` and `^[inline]`. The words come from `env.t`. */
export function footnotes(md: MarkdownIt): void {
  md.use(footnote);
  const rule =
    (write: (note: Note, t: Words) => string): RendererRule =>
    (tokens, index, _options, env) =>
      write(tokens[index]!.meta as unknown as Note, env!.t as Words);
  Object.assign(md.renderer.rules, {
    footnote_ref: rule((note, t) => {
      const label = escapeHtml(t("html.footnote", { number: note.id + 1 }));
      return (
        `<sup class="footnote-ref"><a href="#${noteId(note)}" id="${referenceId(note)}" aria-label="${label}">` +
        `${note.id + 1}</a></sup>`
      );
    }),
    footnote_block_open: rule(
      (_, t) => `<section class="footnotes" aria-label="${escapeHtml(t("html.footnotes"))}">\n<ol>\n`,
    ),
    footnote_block_close: () => "</ol>\n</section>\n",
    footnote_open: rule((note) => `<li id="${noteId(note)}" class="footnote-item">`),
    footnote_close: () => "</li>\n",
    footnote_anchor: rule((note, t) => {
      const label = escapeHtml(t("html.footnoteBack", { number: note.id + 1 }));
      // U+FE0E asks for the text form of the arrow, not the picture.
      return ` <a href="#${referenceId(note)}" class="footnote-backref" aria-label="${label}">\u21a9\ufe0e</a>`;
    }),
  } satisfies Record<string, RendererRule>);
}
