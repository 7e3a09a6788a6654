import { DOMSerializer, Fragment, Slice, type Node } from "prosemirror-model";
import type { EditorView } from "prosemirror-view";
import { schema } from "./schema.ts";
import { MarkdownSource } from "./source.ts";

const { nodes } = schema;

/** Plain text is Markdown, unless somebody asks for it as it is, or it goes into code. */
export function pastedText(text: string, isPlain: boolean, view: EditorView): Slice | undefined {
  const clean = text.replace(/\r\n?/g, "\n");
  if (view.state.selection.$from.parent.type.spec.code) return undefined;
  if (isPlain) {
    const lines = clean
      .split(/\n+/)
      .map((line) => nodes.paragraph.create(null, line ? schema.text(line) : null));
    return new Slice(Fragment.from(lines), 1, 1);
  }
  return markdownSlice(clean);
}

/** Markdown as a piece of a document; a single paragraph goes into the line. */
export function markdownSlice(text: string): Slice {
  const doc = new MarkdownSource().open(text.replace(/^\n+|\n+$/g, ""));
  const first = doc.firstChild!;
  const isLine = doc.childCount === 1 && first.type === nodes.paragraph;
  if (!isLine) return new Slice(doc.content, open(first), open(doc.lastChild!));
  // spaces at the ends belong to what is pasted into a line
  const before = /^[ \t]+/.exec(text)?.[0] ?? "";
  const after = /[ \t]+$/.exec(text)?.[0] ?? "";
  const content = Fragment.from([
    ...(before ? [schema.text(before)] : []),
    ...childrenOf(first.content),
    ...(after && text.trim() !== "" ? [schema.text(after)] : []),
  ]);
  return new Slice(Fragment.from(nodes.paragraph.create(null, content)), 1, 1);
}

function childrenOf(content: Fragment): Node[] {
  const children: Node[] = [];
  content.forEach((node) => children.push(node));
  return children;
}

const open = (node: Node) => (node.type === nodes.paragraph ? 1 : 0);

/** Copied text is Markdown for whoever takes plain text. */
export function copiedText(slice: Slice): string {
  const { content } = slice;
  const isInline = content.firstChild?.isInline ?? false;
  const blocks = isInline ? [nodes.paragraph.create(null, content)] : childrenOf(content);
  try {
    const parts = blocks.map((node) => {
      if (node.type.spec.code && slice.openStart > 0 && blocks.length === 1) return node.textContent;
      return new MarkdownSource().writeBlock(node);
    });
    return parts.join("\n\n");
  } catch {
    return content.textBetween(0, content.size, "\n\n", "\n");
  }
}

/** What Word, Google Docs and web pages put on the clipboard, without their clothes. */
export function cleanPasted(html: string): string {
  const doc = new DOMParser().parseFromString(
    html
      .replace(/<!--\[if[\s\S]*?<!\[endif\]-->/g, "")
      .replace(/<\/?o:p>/g, "")
      // the content security policy takes styles away before they can be read
      .replace(/(<[a-z][^>]*?\s)style(?=\s*=)/gi, "$1data-style"),
    "text/html",
  );
  const { body } = doc;
  for (const node of body.querySelectorAll(
    "script, style, meta, link, title, template, noscript, iframe, object, embed, svg, button, input:not([type=checkbox]), select, textarea, nav, xml",
  ))
    node.remove();
  wordLists(body);
  for (const element of body.querySelectorAll<HTMLElement>("b, strong, i, em, span, font, u")) dress(element);
  for (const heading of body.querySelectorAll("h1")) rename(heading, "h2");
  for (const cell of body.querySelectorAll("td, th")) flatten(cell);
  for (const image of body.querySelectorAll("img")) {
    const src = image.getAttribute("src") ?? "";
    if (!/^(?:https?:)?\/\//i.test(src) && !src.startsWith("/")) image.remove();
  }
  for (const link of body.querySelectorAll("a")) if (!isGoodAddress(link.getAttribute("href"))) unwrap(link);
  for (const br of body.querySelectorAll("br.Apple-interchange-newline")) br.remove();
  return body.innerHTML;
}

/** Addresses that mean something outside the page they come from. */
function isGoodAddress(href: string | null): boolean {
  return href !== null && /^(?:https?:|mailto:|tel:|\/(?!\/)|#(?!_))/i.test(href);
}

/** Looks given by style become the elements that say so; Google Docs wraps everything in a <b> that is not bold. */
function dress(element: HTMLElement) {
  if (element.dataset.soft !== undefined || element.dataset.note !== undefined) return;
  const style = element.dataset.style ?? "";
  const styleOf = (name: string) =>
    new RegExp(`(?:^|[;\\s])${name}\\s*:\\s*([^;]+)`, "i").exec(style)?.[1]?.trim() ?? "";
  const fontWeight = styleOf("font-weight");
  const fontStyle = styleOf("font-style");
  const decoration = styleOf("text-decoration(?:-line)?");
  const isBoldTag = /^(?:b|strong)$/i.test(element.tagName);
  const isItalicTag = /^(?:i|em)$/i.test(element.tagName);
  const isNormal = fontWeight === "normal" || fontWeight === "400";
  if ((isBoldTag && isNormal) || (isItalicTag && fontStyle === "normal")) return unwrap(element);
  const wanted: string[] = [];
  if (!isBoldTag && (fontWeight === "bold" || Number(fontWeight) >= 600)) wanted.push("strong");
  if (!isItalicTag && fontStyle === "italic") wanted.push("em");
  if (decoration.includes("line-through")) wanted.push("s");
  for (const tag of wanted) {
    const wrapper = element.ownerDocument.createElement(tag);
    wrapper.append(...element.childNodes);
    element.append(wrapper);
  }
  if (!isBoldTag && !isItalicTag) unwrap(element);
}

function unwrap(element: Element) {
  element.replaceWith(...element.childNodes);
}

function rename(element: Element, name: string) {
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
}

/** Cells of Markdown hold one line. */
function flatten(cell: Element) {
  const blocks = [...cell.querySelectorAll("p, div, li, h1, h2, h3, h4, h5, h6")];
  for (const [index, block] of blocks.entries()) {
    if (index > 0) block.before(cell.ownerDocument.createElement("br"));
    unwrap(block);
  }
  for (const list of cell.querySelectorAll("ul, ol, table")) unwrap(list);
}

/** Word writes lists as paragraphs that say their level, with the sign as text. */
function wordLists(body: HTMLElement) {
  let open: { list: HTMLElement; level: number }[] = [];
  for (const paragraph of [...body.querySelectorAll<HTMLElement>("p, h1, h2, h3, h4, h5, h6")]) {
    const style = paragraph.dataset.style ?? "";
    const level = /mso-list:\s*l\d+\s+level(\d+)/i.exec(style)?.[1];
    if (level === undefined) {
      open = [];
      continue;
    }
    let sign = "";
    for (const span of paragraph.querySelectorAll<HTMLElement>("span"))
      if (/mso-list:\s*ignore/i.test(span.dataset.style ?? "")) {
        sign = span.textContent.trim();
        span.remove();
        break;
      }
    if (sign === "") {
      const [, found] = /^\s*([·•o§▪-]|\w{1,4}[.)])[\s\u00a0]+/.exec(paragraph.textContent) ?? [];
      sign = found ?? "";
    }
    const depth = Number(level);
    while (open.length > 0 && open.at(-1)!.level > depth) open.pop();
    if (open.at(-1)?.level !== depth) {
      const list = body.ownerDocument.createElement(/^\w{1,4}[.)]$/.test(sign) ? "ol" : "ul");
      const parent = open.at(-1)?.list.lastElementChild;
      if (parent) parent.append(list);
      else paragraph.before(list);
      open.push({ list, level: depth });
    }
    const item = body.ownerDocument.createElement("li");
    const text = body.ownerDocument.createElement("p");
    text.append(...paragraph.childNodes);
    item.append(text);
    open.at(-1)!.list.append(item);
    paragraph.remove();
  }
}

/** The clipboard carries addresses of links, which the editor itself keeps out of reach of a click. */
export class ClipboardSerializer extends DOMSerializer {
  constructor() {
    const shown = DOMSerializer.marksFromSchema(schema);
    super(DOMSerializer.nodesFromSchema(schema), {
      ...shown,
      link: ({ attrs }) => ["a", { href: String(attrs.href), title: String(attrs.title) || null }, 0],
    });
  }
}
