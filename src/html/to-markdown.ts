import { markMore, MORE_MARKER } from "./markdown.ts";
import { renderBody, type RenderContext } from "./render.ts";
import { cleanCharacters, sanitise } from "./sanitise.ts";
import type { Element, Node } from "./tree.ts";
import { classesOf, isBlank, isElement, rewrite, serialise, textOf, VOID, withAttributes } from "./tree.ts";

export interface Converted {
  markdown: string;
  /** Blocks that Markdown has no signs for: they stand in it as HTML. */
  keptBlocks: number;
}

/** This has no Markdown that shows the same. */
class NoMarkdown extends Error {}

/**
 * HTML of a post as Markdown, block by block. A block becomes Markdown only where readers are shown the same as before;
 * any other stays HTML, which Markdown allows. Throws BodyTooLarge.
 */
export function htmlToMarkdown(source: string, context: RenderContext): Converted {
  const nodes = rewrite(sanitise(markMore(cleanCharacters(source))), (node) => [withoutBlockNames(node)]);
  let keptBlocks = 0;
  const blocks = nodes
    .filter((node) => !isBlank(node))
    .map((node) => {
      const html = htmlBlock(node);
      const before = shown(renderBody(serialise([node]), "html", context).html.toString());
      for (const isCareful of [false, true]) {
        const markdown = written(node, isCareful);
        if (markdown === undefined) break;
        if (shown(renderBody(markdown, "markdown", context).html.toString()) === before) return markdown;
      }
      keptBlocks += 1;
      return html;
    });
  return { markdown: blocks.length > 0 ? `${blocks.join("\n\n")}\n` : "", keptBlocks };
}

/** A rendered body, a line a block, without what readers cannot see: to be compared with another. */
export function shown(html: string): string {
  return html
    .replace(/ class="([^"]*)"/g, (_, names: string) => {
      const kept = names.split(" ").filter((name) => !UNSEEN.test(name));
      return kept.length > 0 ? ` class="${kept.join(" ")}"` : "";
    })
    .replace(
      /<(\/?)(?:b|(i)|(del))>/g,
      (_, slash: string, i?: string, del?: string) => `<${slash}${i ? "em" : del ? "s" : "strong"}>`,
    )
    .replace(/[ \t\n]+/g, " ")
    .replaceAll(" </code></pre>", "</code></pre>")
    .replace(
      / ?(<\/?(?:p|h[1-6]|ul|ol|li|blockquote|pre|figure|figcaption|table|thead|tbody|tr|th|td|hr|br|div|section)\b[^>]*>) ?/g,
      "$1",
    )
    .replace(/(<\/(?:p|h[1-6]|ul|ol|blockquote|pre|figure|table|div|section)>|<hr>)/g, "$1\n")
    .trim();
}

/** Names that WordPress gives to blocks and that look like nothing. */
const UNSEEN =
  /^(?:wp-block-(?:heading|list|paragraph|quote|code|preformatted|separator|image)|wp-image-\d+|size-\w+|alignnone|is-style-default|has-alpha-channel-opacity|wp-element-[\w-]+)$/;

function withoutBlockNames(node: Element): Element {
  const kept = classesOf(node).filter((name) => !UNSEEN.test(name));
  return withAttributes(node, { class: kept.length > 0 ? kept.join(" ") : undefined });
}

/** HTML as a block of Markdown: it ends at the first blank line, so it has none. */
function htmlBlock(node: Node): string {
  const html = serialise([node]);
  return html
    .split(/(<pre\b[^]*?<\/pre>)/)
    .map((part) =>
      part.startsWith("<pre")
        ? part.replace(/(?<=\n)([ \t]*)\n/g, "$1&#10;")
        : part.replace(/\n(?:[ \t]*\n)+/g, "\n"),
    )
    .join("");
}

function written(node: Node, isCareful: boolean): string | undefined {
  try {
    return typeof node === "string" ? inline([node], isCareful).trim() : block(node, isCareful);
  } catch (error) {
    if (error instanceof NoMarkdown) return undefined;
    throw error;
  }
}

/** Attributes that the element may have; any other has no Markdown. */
function only(node: Element, ...allowed: string[]) {
  if (Object.keys(node.attributes).some((name) => !allowed.includes(name))) throw new NoMarkdown();
}

function block(node: Element, isCareful: boolean): string {
  switch (node.name) {
    case "p": {
      if (serialise(node.children.filter((child) => !isBlank(child))) === MORE_MARKER) return "<!--more-->";
      only(node);
      return inline(node.children, isCareful).trim();
    }
    case "wbr":
      return "<!--more-->";
    case "h1":
    case "h2":
    case "h3":
    case "h4":
    case "h5":
    case "h6":
      only(node);
      return `${"#".repeat(Number(node.name[1]))} ${inline(node.children, isCareful)
        .trim()
        .replace(/(?<!\s)\s*\n\s*/g, " ")}`;
    case "hr":
      only(node);
      return "---";
    case "blockquote":
      only(node);
      return prefixed(blocks(node.children, isCareful), "> ", "> ");
    case "ul":
    case "ol":
      return list(node, isCareful);
    case "pre":
      return code(node);
    case "figure":
      return figure(node, isCareful);
    case "table":
      return table(node, isCareful);
    default:
      throw new NoMarkdown();
  }
}

const INLINE = new Set(
  "a b strong i em s del code br img abbr cite dfn kbd mark q samp small span sub sup time u var ins bdi bdo".split(
    " ",
  ),
);
const isInline = (node: Node) => typeof node === "string" || INLINE.has(node.name);

/** Blocks, with runs of bare text as paragraphs. */
function blocks(nodes: readonly Node[], isCareful: boolean): string {
  const parts: string[] = [];
  let run: Node[] = [];
  const flush = () => {
    if (!run.every(isBlank)) parts.push(inline(run, isCareful).trim());
    run = [];
  };
  for (const node of nodes) {
    if (isInline(node)) run.push(node);
    else {
      flush();
      parts.push(block(node as Element, isCareful));
    }
  }
  flush();
  return parts.join("\n\n");
}

function prefixed(text: string, first: string, rest: string): string {
  return text
    .split("\n")
    .map((line, index) => ((index === 0 ? first : line === "" ? rest.trimEnd() : rest) + line).trimEnd())
    .join("\n");
}

function list(node: Element, isCareful: boolean): string {
  only(node, "start");
  const items = node.children.filter((child): child is Element => isElement(child));
  const isTight = items.every((item) => !item.children.some((child) => isElement(child, "p")));
  const first = Number(node.attributes.start ?? 1);
  const lines = items.map((item, index) => {
    only(item);
    const mark = node.name === "ul" ? "- " : `${first + index}. `;
    const text = isTight ? tightItem(item, isCareful) : blocks(item.children, isCareful);
    return prefixed(text, mark, " ".repeat(mark.length));
  });
  return lines.join(isTight ? "\n" : "\n\n");
}

function tightItem(item: Element, isCareful: boolean): string {
  return blocks(item.children, isCareful).replace(/\n\n(?=[-\d])/g, "\n");
}

function code(node: Element): string {
  only(node, "tabindex");
  const [only1, ...others] = node.children.filter((child) => !isBlank(child));
  if (others.length > 0 || !isElement(only1, "code")) throw new NoMarkdown();
  only(only1, "class");
  const lines = only1.children.filter((child) => typeof child === "string");
  if (lines.length !== only1.children.length) throw new NoMarkdown();
  const text = lines.join("").replace(/\n$/, "");
  const language = /(?:^|\s)language-([\w+#.-]+)/.exec(only1.attributes.class ?? "")?.[1] ?? "";
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

function figure(node: Element, isCareful: boolean): string {
  only(node);
  const [picture, caption, ...others] = node.children.filter((child) => !isBlank(child));
  if (others.length > 0 || (caption !== undefined && !isElement(caption, "figcaption")))
    throw new NoMarkdown();
  if (caption && isElement(caption) && caption.children.some((child) => typeof child !== "string"))
    throw new NoMarkdown();
  const words = caption === undefined ? "" : textOf([caption]).replace(/\s+/g, " ").trim();
  if (isElement(picture, "a")) {
    only(picture, "href");
    const [inside, ...more] = picture.children.filter((child) => !isBlank(child));
    if (more.length > 0 || !isElement(inside, "img")) throw new NoMarkdown();
    return `[${image(inside, words, isCareful)}](${destination(picture.attributes.href ?? "")})`;
  }
  if (!isElement(picture, "img")) throw new NoMarkdown();
  return image(picture, words, isCareful);
}

function image(node: Element, caption: string, isCareful: boolean): string {
  only(node, "src", "alt", "title", "width", "height", "srcset", "sizes", "loading", "decoding");
  const { src = "", alt = "", title = caption } = node.attributes;
  const words = caption === "" ? title : caption;
  return `![${escape(alt, isCareful)}](${destination(src)}${words === "" ? "" : ` "${words.replace(/["\\]/g, "\\$&")}"`})`;
}

function table(node: Element, isCareful: boolean): string {
  only(node);
  const rows: Element[] = [];
  for (const part of node.children.filter((child): child is Element => isElement(child))) {
    if (part.name === "tr") rows.push(part);
    else if (part.name === "thead" || part.name === "tbody")
      rows.push(...part.children.filter((child): child is Element => isElement(child, "tr")));
    else throw new NoMarkdown();
  }
  const cells = rows.map((row) => row.children.filter((child): child is Element => isElement(child)));
  const [head] = cells;
  if (!head || head.some(({ name }) => name !== "th") || cells.some((row) => row.length !== head.length))
    throw new NoMarkdown();
  const line = (row: string[]) => `| ${row.join(" | ")} |`;
  const text = (cell: Element) => {
    only(cell, "class", "scope");
    return inline(cell.children, isCareful)
      .trim()
      .replace(/(?<!\s)\s*\n\s*/g, " ")
      .replaceAll("|", "\\|");
  };
  const rules = head.map((cell) => {
    const align = /has-text-align-(left|center|right)/.exec(cell.attributes.class ?? "")?.[1];
    return { left: ":--", center: ":-:", right: "--:" }[align ?? ""] ?? "---";
  });
  return [line(head.map(text)), line(rules), ...cells.slice(1).map((row) => line(row.map(text)))].join("\n");
}

const SIGNS: Record<string, string> = { strong: "**", b: "**", em: "*", i: "*", s: "~~", del: "~~" };

function inline(nodes: readonly Node[], isCareful: boolean): string {
  return nodes
    .map((node) => {
      if (typeof node === "string") return escape(node.replace(/[ \t\n]+/g, " "), isCareful);
      const plain = Object.keys(node.attributes).length === 0;
      const sign = SIGNS[node.name];
      if (sign !== undefined && plain) {
        const text = inline(node.children, isCareful);
        const [, before = "", inside = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
        return inside === "" ? text : `${before}${sign}${inside}${sign}${after}`;
      }
      if (node.name === "br" && plain) return "\\\n";
      if (node.name === "code" && plain && node.children.every((child) => typeof child === "string"))
        return codeSpan(node.children.join(""));
      if (node.name === "img") return image(node, "", isCareful);
      if (node.name === "a" && node.attributes.href !== undefined) {
        only(node, "href", "title", "rel");
        const { href, title = "" } = node.attributes;
        const end = title === "" ? "" : ` "${title.replace(/["\\]/g, "\\$&")}"`;
        return `[${inline(node.children, isCareful)}](${destination(href)}${end})`;
      }
      if (!INLINE.has(node.name)) throw new NoMarkdown();
      const [open] = serialise([withAttributes(node, {}, [])]).split(/(?<=>)(?=<\/)/);
      return VOID.has(node.name) ? open! : `${open!}${inline(node.children, isCareful)}</${node.name}>`;
    })
    .join("");
}

function codeSpan(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const sign = "`".repeat(longest + 1);
  return /^`|`$|^ .* $/.test(text) ? `${sign} ${text} ${sign}` : sign + text + sign;
}

function destination(address: string): string {
  return /^[^<\s()\\]+$/.test(address) ? address : `<${address.replace(/[<>\\]/g, "\\$&")}>`;
}

function escape(text: string, isCareful: boolean): string {
  if (!isCareful) return text;
  return text.replace(/[\\`*_[\]<>&#|~!+.()-]/g, "\\$&");
}
