import markdownIt from "markdown-it";
import type { MarkdownIt } from "markdown-it";
import { bracketLimit } from "./bracket-limit.ts";
import { withoutIds } from "./ids.ts";
import { linkAddresses } from "./markdown.ts";
import { SafeHtml } from "./safe-html.ts";
import { cleanCharacters, sanitise } from "./sanitise.ts";
import type { Node } from "./tree.ts";
import { rewrite, serialise, withAttributes } from "./tree.ts";

const INLINE_ELEMENTS = "a br code del em s strong".split(" ");
const SHORT_ELEMENTS = [...INLINE_ELEMENTS, ..."p ul ol li blockquote pre".split(" ")];

let parser: MarkdownIt | undefined;

function shortParser(): MarkdownIt {
  if (parser === undefined) {
    parser = markdownIt({ html: false, linkify: true, breaks: true, maxNesting: 20 });
    linkAddresses(parser);
    parser.use(bracketLimit);
    parser.disable(["table", "code", "hr", "heading", "lheading", "image"]);
  }
  return parser;
}

function finish(nodes: readonly Node[]): SafeHtml {
  const finished = rewrite(nodes, (node) =>
    node.name === "a" && /^(?:https?:)?\/\//i.test(node.attributes.href ?? "")
      ? [withAttributes(node, { rel: "noopener" })]
      : [node],
  );
  return SafeHtml.trust(serialise(withoutIds(finished)));
}

/** Short Markdown by staff, such as a biography or a text widget: paragraphs, lists, quotes, links, emphasis. */
export function renderShort(source: string): SafeHtml {
  return finish(sanitise(shortParser().render(cleanCharacters(source)), SHORT_ELEMENTS));
}

/** One line of Markdown by staff, such as a caption or the footer: links and emphasis only, no block. */
export function renderInline(source: string): SafeHtml {
  const line = cleanCharacters(source).replace(/\s+/g, " ").trim();
  return finish(sanitise(shortParser().renderInline(line), INLINE_ELEMENTS));
}
