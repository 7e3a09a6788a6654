import markdownIt from "markdown-it";
import type { MarkdownIt } from "markdown-it";
import { COMMENT_ELEMENTS } from "./allowed.ts";
import { bracketLimit } from "./bracket-limit.ts";
import { withoutIds } from "./ids.ts";
import { linkAddresses } from "./markdown.ts";
import { autoParagraphs } from "./paragraphs.ts";
import { arrange } from "./nesting.ts";
import { SafeHtml } from "./safe-html.ts";
import { cleanCharacters, sanitise } from "./sanitise.ts";
import type { Node } from "./tree.ts";
import { element, rewrite, serialise, textOf, visit, withAttributes } from "./tree.ts";
import { unmarkedParagraphs } from "./unmarked.ts";

/** `links` counts the links of the finished comment, as WordPress does for its limit. `text` is plain. */
export interface RenderedComment {
  html: SafeHtml;
  text: string;
  links: number;
}

/** Nobody vouches for what a stranger links to. */
const STRANGER = "nofollow ugc noopener";

let parser: MarkdownIt | undefined;

function commentParser(): MarkdownIt {
  if (parser === undefined) {
    parser = markdownIt({ html: false, linkify: true, breaks: true, maxNesting: 20 });
    linkAddresses(parser);
    parser.use(bracketLimit);
    parser.disable([
      "table",
      "code",
      "hr",
      "heading",
      "lheading",
      "reference",
      "image",
      "html_block",
      "html_inline",
    ]);
  }
  return parser;
}

function finish(nodes: readonly Node[]): RenderedComment {
  let links = 0;
  const finished = arrange(
    withoutIds(
      rewrite(nodes, (node) => {
        if (node.name === "pre") return [withAttributes(node, { tabindex: "0" })];
        if (node.name !== "a") return [node];
        const { href, title } = node.attributes;
        return href === undefined || textOf([node]) === ""
          ? node.children
          : [element("a", { href, title, rel: STRANGER }, node.children)];
      }),
    ),
  );
  visit(finished, ({ name }) => (links += Number(name === "a")));
  return written(finished, links);
}

function written(nodes: readonly Node[], links: number): RenderedComment {
  return { html: SafeHtml.trust(serialise(nodes)), text: textOf(nodes), links };
}

/** A reader's comment: a small part of Markdown. HTML, pictures and headings stay the characters they are. */
export function renderComment(source: string): RenderedComment {
  const clean = cleanCharacters(source);
  const unmarked = unmarkedParagraphs(clean);
  if (unmarked) return written(unmarked, 0);
  return finish(sanitise(commentParser().render(clean), COMMENT_ELEMENTS));
}

/** A comment from a WordPress export: the HTML it allows there, blank lines between paragraphs, line breaks kept. */
export function renderImportedComment(html: string): RenderedComment {
  return finish(autoParagraphs(sanitise(cleanCharacters(html), COMMENT_ELEMENTS)));
}
