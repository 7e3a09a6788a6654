import { Fragment, Schema, type DOMOutputSpec, type MarkSpec, type NodeSpec } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

/** How a column of a table is set; "" for not said. */
export type Align = "" | "left" | "center" | "right";

const isAlign = (value: string | null): value is Align => ["left", "center", "right"].includes(value ?? "");

/** Cells hold one line of text. Sizes are never set: Markdown has none. */
const tables = tableNodes({
  tableGroup: "block",
  cellContent: "inline*",
  cellAttributes: {
    align: {
      default: "",
      getFromDOM: (dom) => {
        const align = dom.getAttribute("align") ?? dom.style.textAlign;
        return isAlign(align) ? align : "";
      },
      setDOMAttr: (value, attributes) => {
        if (value !== "") attributes.class = `has-text-align-${String(value)}`;
      },
    },
  },
});

const text = (dom: HTMLElement, name: string) => dom.getAttribute(name) ?? "";

/** May the browser show this picture here? The content security policy forbids those of other places. */
export function isOwnPicture(src: string): boolean {
  return /^\/media\//.test(src) || /^\/(?![/\\])\S*\.(?:avif|gif|jpe?g|png|webp)$/i.test(src);
}

function pictureDom(src: string, alt: string, title: string): DOMOutputSpec {
  return isOwnPicture(src)
    ? ["img", { src, alt, title: title || null, loading: "lazy" }]
    : ["span", { class: "picture-away", "data-src": src }, alt || src];
}

const nodes = {
  doc: { content: "block+" },
  paragraph: {
    content: "inline*",
    group: "block",
    parseDOM: [{ tag: "p" }],
    toDOM: () => ["p", { dir: "auto" }, 0],
  },
  heading: {
    attrs: { level: { default: 2 }, isSetext: { default: false } },
    content: "inline*",
    group: "block",
    defining: true,
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({ tag: `h${level}`, attrs: { level } })),
    toDOM: ({ attrs }) => [`h${String(attrs.level)}`, { dir: "auto" }, 0],
  },
  blockquote: {
    content: "block+",
    group: "block",
    defining: true,
    parseDOM: [{ tag: "blockquote" }],
    toDOM: () => ["blockquote", 0],
  },
  bullet_list: {
    attrs: { bullet: { default: "-" }, isTight: { default: true }, spaces: { default: 1 } },
    content: "list_item+",
    group: "block",
    parseDOM: [{ tag: "ul" }],
    toDOM: ({ attrs }) => ["ul", { class: attrs.isTight ? "tight" : null }, 0],
  },
  ordered_list: {
    attrs: {
      start: { default: 1 },
      delimiter: { default: "." },
      isTight: { default: true },
      spaces: { default: 1 },
      step: { default: 1 },
    },
    content: "list_item+",
    group: "block",
    parseDOM: [{ tag: "ol", getAttrs: (dom) => ({ start: Number(dom.getAttribute("start") ?? 1) || 1 }) }],
    toDOM: ({ attrs }) => [
      "ol",
      {
        start: attrs.start === 1 ? null : String(attrs.start),
        class: attrs.isTight ? "tight" : null,
      },
      0,
    ],
  },
  list_item: {
    attrs: { checked: { default: null } },
    content: "paragraph block*",
    defining: true,
    parseDOM: [
      {
        tag: "li",
        getAttrs: (dom) => {
          const box = dom.querySelector(":scope > input[type=checkbox], :scope > p > input[type=checkbox]");
          return { checked: box ? box.hasAttribute("checked") : null };
        },
      },
    ],
    toDOM: ({ attrs }) =>
      attrs.checked === null
        ? ["li", 0]
        : ["li", { class: "task", "data-checked": String(attrs.checked) }, ["div", 0]],
  },
  code_block: {
    attrs: { info: { default: "" }, fence: { default: "```" } },
    content: "text*",
    marks: "",
    group: "block",
    code: true,
    defining: true,
    parseDOM: [
      {
        tag: "pre",
        preserveWhitespace: "full",
        getAttrs: (dom) => {
          const classes = `${dom.className} ${dom.querySelector("code")?.className ?? ""}`;
          return { info: /\blanguage-([\w+#.-]+)/.exec(classes)?.[1] ?? "" };
        },
      },
    ],
    toDOM: ({ attrs }) => ["pre", { dir: "ltr", "data-info": String(attrs.info) }, ["code", 0]],
  },
  horizontal_rule: {
    attrs: { markup: { default: "---" } },
    group: "block",
    parseDOM: [{ tag: "hr" }],
    toDOM: () => ["hr"],
  },
  /** A picture that is a paragraph of its own; the text is its caption. */
  figure: {
    attrs: { src: { default: "" }, alt: { default: "" }, href: { default: "" } },
    content: "text*",
    marks: "",
    group: "block",
    defining: true,
    isolating: true,
    parseDOM: [
      {
        tag: "figure",
        getAttrs: (dom) => {
          const image = dom.querySelector("img");
          return image ? { src: text(image, "src"), alt: text(image, "alt") } : false;
        },
        getContent: (dom, own) => {
          const caption = (dom as HTMLElement).querySelector("figcaption")?.textContent.trim() ?? "";
          return caption === "" ? Fragment.empty : Fragment.from(own.text(caption));
        },
      },
    ],
    toDOM: ({ attrs }) => [
      "figure",
      pictureDom(String(attrs.src), String(attrs.alt), ""),
      ["figcaption", { dir: "auto" }, 0],
    ],
  },
  /** Pictures beside one another. */
  gallery: {
    content: "figure+",
    group: "block",
    parseDOM: [{ tag: "div.gallery" }],
    toDOM: () => ["div", { class: "gallery" }, 0],
  },
  /** A quote that begins with [!NOTE]. */
  callout: {
    attrs: { kind: { default: "note" } },
    content: "block+",
    group: "block",
    defining: true,
    parseDOM: [{ tag: "div[data-callout]", getAttrs: (dom) => ({ kind: text(dom, "data-callout") }) }],
    toDOM: ({ attrs }) => ["div", { class: "callout", "data-callout": String(attrs.kind) }, 0],
  },
  /** Where a list of posts stops: <!--more-->. */
  more: {
    attrs: { source: { default: "<!--more-->" } },
    group: "block",
    parseDOM: [{ tag: "div[data-more]" }],
    toDOM: () => ["div", { class: "more-line", "data-more": "" }],
  },
  /** The text of a footnote. */
  footnote: {
    attrs: { label: { default: "1" } },
    content: "block+",
    group: "block",
    defining: true,
    isolating: true,
    parseDOM: [{ tag: "div[data-footnote]", getAttrs: (dom) => ({ label: text(dom, "data-footnote") }) }],
    toDOM: ({ attrs }) => ["div", { class: "footnote", "data-footnote": String(attrs.label) }, 0],
  },
  /** What cannot be shown richly: its Markdown, to be edited as such. */
  raw_block: {
    attrs: { isHtml: { default: false } },
    content: "text*",
    marks: "",
    group: "block",
    code: true,
    defining: true,
    parseDOM: [
      {
        tag: "pre[data-raw]",
        preserveWhitespace: "full",
        priority: 60,
        getAttrs: (dom) => ({ isHtml: dom.getAttribute("data-raw") === "html" }),
      },
    ],
    toDOM: ({ attrs }) => [
      "pre",
      { class: "raw-card", "data-raw": attrs.isHtml ? "html" : "markdown", dir: "auto" },
      ["code", 0],
    ],
  },
  /** The end of a long text that was not read yet: its Markdown. It gives way to its blocks. */
  unread: {
    attrs: { source: { default: "" } },
    group: "block",
    atom: true,
    selectable: false,
    toDOM: () => ["div", { class: "unread" }],
  },
  ...tables,
  text: { group: "inline" },
  /** A line end of the source that readers see as a space. */
  soft_break: {
    inline: true,
    group: "inline",
    selectable: false,
    linebreakReplacement: false,
    leafText: () => "\n",
    parseDOM: [{ tag: "span[data-soft]" }],
    toDOM: () => ["span", { "data-soft": "" }, " "],
  },
  hard_break: {
    inline: true,
    group: "inline",
    selectable: false,
    leafText: () => "\n",
    parseDOM: [{ tag: "br" }],
    toDOM: () => ["br"],
  },
  image: {
    attrs: { src: { default: "" }, alt: { default: "" }, title: { default: "" } },
    inline: true,
    group: "inline",
    draggable: true,
    parseDOM: [
      {
        tag: "img[src]",
        getAttrs: (dom) => ({ src: text(dom, "src"), alt: text(dom, "alt"), title: text(dom, "title") }),
      },
    ],
    toDOM: ({ attrs }) => pictureDom(String(attrs.src), String(attrs.alt), String(attrs.title)),
  },
  /** A tag, a comment or another piece of HTML inside a line. */
  html_inline: {
    attrs: { source: { default: "" } },
    inline: true,
    group: "inline",
    parseDOM: [
      { tag: "code[data-html]", getAttrs: (dom) => ({ source: text(dom, "data-html") }), priority: 60 },
    ],
    toDOM: ({ attrs }) => [
      "code",
      { class: "html-tag", "data-html": String(attrs.source) },
      String(attrs.source),
    ],
  },
  /** [^label] */
  footnote_ref: {
    attrs: { label: { default: "1" } },
    inline: true,
    group: "inline",
    parseDOM: [{ tag: "sup[data-ref]", getAttrs: (dom) => ({ label: text(dom, "data-ref") }), priority: 60 }],
    toDOM: ({ attrs }) => [
      "sup",
      { class: "note-ref", "data-ref": String(attrs.label) },
      String(attrs.label),
    ],
  },
  /** ^[A footnote written where it belongs], as Markdown. */
  inline_note: {
    attrs: { source: { default: "" } },
    inline: true,
    group: "inline",
    parseDOM: [
      { tag: "span[data-note]", getAttrs: (dom) => ({ source: text(dom, "data-note") }), priority: 60 },
    ],
    toDOM: ({ attrs }) => [
      "span",
      { class: "inline-note", "data-note": String(attrs.source) },
      String(attrs.source),
    ],
  },
} satisfies Record<string, NodeSpec>;

const marks = {
  link: {
    /** `auto`: "linkify" for an address that became a link by itself, "autolink" for <address>. */
    attrs: { href: { default: "" }, title: { default: "" }, auto: { default: "" } },
    inclusive: false,
    parseDOM: [
      { tag: "a[href]", getAttrs: (dom) => ({ href: text(dom, "href"), title: text(dom, "title") }) },
    ],
    // no address: a click in the text places the cursor
    toDOM: ({ attrs }) => ["a", { "data-href": String(attrs.href), title: String(attrs.title) || null }, 0],
  },
  em: {
    attrs: { markup: { default: "*" } },
    parseDOM: [{ tag: "em" }, { tag: "i" }, { style: "font-style=italic" }],
    toDOM: () => ["em", 0],
  },
  strong: {
    attrs: { markup: { default: "**" } },
    parseDOM: [{ tag: "strong" }, { tag: "b" }],
    toDOM: () => ["strong", 0],
  },
  strike: {
    parseDOM: [{ tag: "s" }, { tag: "del" }, { tag: "strike" }],
    toDOM: () => ["s", 0],
  },
  code: {
    code: true,
    parseDOM: [{ tag: "code" }],
    toDOM: () => ["code", 0],
  },
} satisfies Record<string, MarkSpec>;

/** The document as the editor holds it: blocks of Markdown, and cards for what has no richer form. */
export const schema = new Schema({ nodes, marks });
