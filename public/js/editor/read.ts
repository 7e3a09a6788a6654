import { Fragment, Mark, type Node } from "prosemirror-model";
import type { Token } from "markdown-it";
import { isGalleryStart } from "./blocks.ts";
import type { Parsed } from "./parser.ts";
import { schema } from "./schema.ts";

/** This Markdown has no richer form: it stays what it is. */
export class NotRich extends Error {
  override readonly name = "NotRich";
}

const { nodes, marks } = schema;
const MORE = /^ {0,3}<!--\s*more\b[^]*?-->[ \t]*\n?$/;

/** The node of one outermost block. Throws NotRich. */
export function readBlock(tokens: Token[], lines: string[], env: Parsed["env"]): Node {
  const reader = new Reader(tokens, lines, env);
  const [first] = tokens;
  if (first?.type === "footnote_reference_open") {
    reader.at = 1;
    const content = reader.blocks("footnote_reference_close");
    const body = content.length > 0 ? content : [nodes.paragraph.create()];
    return nodes.footnote.createChecked({ label: String(first.meta?.label) }, body);
  }
  if (first?.type === "html_block" && MORE.test(first.content))
    return nodes.more.create({ source: first.content.trim() });
  if (isGalleryStart(first)) return readGallery(tokens, lines, env);
  const read = reader.blocks();
  if (read.length !== 1) throw new NotRich("not one block");
  return read[0]!;
}

function readGallery(tokens: Token[], lines: string[], env: Parsed["env"]): Node {
  const figures = new Reader(tokens.slice(1, -1), lines, env).blocks();
  if (figures.some(({ type }) => type !== nodes.figure)) throw new NotRich("a gallery of other things");
  return nodes.gallery.createChecked(null, figures);
}

class Reader {
  at = 0;
  private readonly tokens: Token[];
  private readonly lines: string[];
  private readonly env: Parsed["env"];

  constructor(tokens: Token[], lines: string[], env: Parsed["env"]) {
    this.tokens = tokens;
    this.lines = lines;
    this.env = env;
  }

  /** The blocks up to the token that closes them. */
  blocks(until?: string): Node[] {
    const read: Node[] = [];
    while (this.at < this.tokens.length && this.tokens[this.at]!.type !== until) read.push(this.block());
    this.at += 1;
    return read;
  }

  private block(): Node {
    const token = this.tokens[this.at++]!;
    switch (token.type) {
      case "paragraph_open": {
        const content = this.inline();
        return (token.hidden ? undefined : toFigure(content)) ?? nodes.paragraph.createChecked(null, content);
      }
      case "heading_open": {
        const isSetext = token.markup === "=" || token.markup === "-";
        return nodes.heading.createChecked({ level: Number(token.tag.slice(1)), isSetext }, this.inline());
      }
      case "blockquote_open":
        return nodes.blockquote.createChecked(null, this.blocks("blockquote_close"));
      case "callout_open": {
        // its title is said by the site
        this.at += 1;
        const content = this.blocks("callout_close");
        const { kind } = token.meta as { kind: string };
        return nodes.callout.createChecked(
          { kind },
          content.length > 0 ? content : [nodes.paragraph.create()],
        );
      }
      case "bullet_list_open": {
        const attrs = { bullet: token.markup, ...this.shapeOfList(token) };
        return nodes.bullet_list.createChecked(attrs, this.items("bullet_list_close"));
      }
      case "ordered_list_open": {
        const start = Number(token.attrGet("start") ?? 1);
        const attrs = { start, delimiter: token.markup, ...this.shapeOfList(token), step: this.step() };
        return nodes.ordered_list.createChecked(attrs, this.items("ordered_list_close"));
      }
      case "fence":
      case "code_block": {
        const fence = token.type === "fence" ? token.markup : "";
        const text = token.content.replace(/\n$/, "");
        return nodes.code_block.create({ info: token.info.trim(), fence }, textNode(text));
      }
      case "hr":
        return nodes.horizontal_rule.create({ markup: this.lines[token.map![0]]?.trim() });
      case "table_open":
        return nodes.table.createChecked(null, this.rows());
      default:
        throw new NotRich(token.type);
    }
  }

  private shapeOfList(token: Token): { isTight: boolean; spaces: number } {
    let isTight = true;
    for (let at = this.at, depth = 1; depth > 0; at += 1) {
      const { type, nesting, hidden } = this.tokens[at]!;
      depth += nesting;
      if (type === "paragraph_open" && depth === 3) {
        isTight = hidden;
        break;
      }
    }
    const line = this.lines[token.map![0]] ?? "";
    const spaces = /^[ >]*(?:[-+*]|\d+[.)])( {1,4})\S/.exec(line)?.[1]?.length ?? 1;
    return { isTight, spaces };
  }

  /** 0 where every item has the number of the first, as in 1. 1. 1. */
  private step(): number {
    const numbers: string[] = [];
    for (let at = this.at, depth = 1; depth > 0 && numbers.length < 2; at += 1) {
      const { type, nesting, info } = this.tokens[at]!;
      if (type === "list_item_open" && depth === 1) numbers.push(info);
      depth += nesting;
    }
    return numbers.length === 2 && numbers[0] === numbers[1] ? 0 : 1;
  }

  private items(until: string): Node[] {
    const items: Node[] = [];
    while (this.tokens[this.at]!.type !== until) {
      const open = this.tokens[this.at++]!;
      if (open.type !== "list_item_open") throw new NotRich(open.type);
      const box = this.takeTaskBox();
      const content = this.blocks("list_item_close");
      if (content.length === 0) content.push(nodes.paragraph.create());
      if (content[0]!.type !== nodes.paragraph) throw new NotRich("an item without words");
      items.push(nodes.list_item.createChecked({ checked: box }, content));
    }
    this.at += 1;
    return items;
  }

  /** The state of `[x]` before an item; the space after it goes too. */
  private takeTaskBox(): boolean | null {
    const inline = this.tokens[this.at + 1];
    const [box, text] = inline?.type === "inline" ? (inline.children ?? []) : [];
    if (box?.type !== "task_box") return null;
    if (text?.type !== "text" || !text.content.startsWith(" ")) throw new NotRich("a box without a space");
    return box.content.includes(" checked");
  }

  private rows(): Node[] {
    const rows: Node[] = [];
    let cells: Node[] = [];
    for (; this.tokens[this.at]!.type !== "table_close";) {
      const token = this.tokens[this.at++]!;
      if (token.type === "tr_open") cells = [];
      else if (token.type === "tr_close") rows.push(nodes.table_row.createChecked(null, cells));
      else if (token.type === "th_open" || token.type === "td_open") {
        const align = /has-text-align-(\w+)/.exec(String(token.attrGet("class")))?.[1] ?? "";
        const type = token.type === "th_open" ? nodes.table_header : nodes.table_cell;
        cells.push(type.createChecked({ align }, breaksOfCell(this.inline())));
      } else if (!/^t(?:head|body)_(?:open|close)$/.test(token.type)) throw new NotRich(token.type);
    }
    this.at += 1;
    return rows;
  }

  /** The content of the inline token here; goes on after the token that closes it. */
  private inline(): Node[] {
    const { children } = this.tokens[this.at]!;
    this.at += 2;
    return readInline(children ?? [], this.env);
  }
}

export function readInline(tokens: Token[], env: Parsed["env"]): Node[] {
  const read: Node[] = [];
  let open: readonly Mark[] = [];
  const add = (mark: Mark) => {
    if (open.some(({ type }) => type === mark.type)) throw new NotRich("one mark in another of its kind");
    open = mark.addToSet(open);
  };
  const end = (name: string) => (open = open.filter(({ type }) => type.name !== name));
  for (const [index, token] of tokens.entries()) {
    switch (token.type) {
      case "text": {
        const text = tokens[index - 1]?.type === "task_box" ? token.content.slice(1) : token.content;
        if (text !== "") read.push(schema.text(text, open));
        break;
      }
      case "task_box":
        break;
      case "em_open":
        add(marks.em.create({ markup: token.markup }));
        break;
      case "strong_open":
        add(marks.strong.create({ markup: token.markup }));
        break;
      case "s_open":
        add(marks.strike.create());
        break;
      case "link_open":
        add(
          marks.link.create({
            href: token.attrGet("href") ?? "",
            title: token.attrGet("title") ?? "",
            auto: token.markup === "linkify" || token.markup === "autolink" ? token.markup : "",
          }),
        );
        break;
      case "em_close":
        end("em");
        break;
      case "strong_close":
        end("strong");
        break;
      case "s_close":
        end("strike");
        break;
      case "link_close":
        end("link");
        break;
      case "code_inline":
        if (token.content !== "") read.push(schema.text(token.content, marks.code.create().addToSet(open)));
        break;
      case "softbreak":
        read.push(nodes.soft_break.create(null, null, open));
        break;
      case "hardbreak":
        read.push(nodes.hard_break.create(null, null, open));
        break;
      case "image": {
        const attrs = {
          src: token.attrGet("src") ?? "",
          alt: plainText(token.children ?? []),
          title: token.attrGet("title") ?? "",
        };
        read.push(nodes.image.create(attrs, null, open));
        break;
      }
      case "html_inline":
        read.push(nodes.html_inline.create({ source: token.content }, null, open));
        break;
      case "footnote_ref": {
        const { label, id } = token.meta as { label?: string; id: number };
        const note = env.footnotes?.list?.[id]?.content ?? "";
        read.push(
          label === undefined
            ? nodes.inline_note.create({ source: note }, null, open)
            : nodes.footnote_ref.create({ label }, null, open),
        );
        break;
      }
      default:
        throw new NotRich(token.type);
    }
  }
  return read;
}

/** The words of a picture, as the renderer writes them into `alt`. */
export function plainText(tokens: Token[]): string {
  return tokens
    .map((token) => {
      if (token.type === "image") return plainText(token.children ?? []);
      if (token.type === "softbreak" || token.type === "hardbreak") return "\n";
      return token.type === "text" || token.type === "code_inline" || token.type === "html_inline"
        ? token.content
        : "";
    })
    .join("");
}

function textNode(text: string): Node | null {
  return text === "" ? null : schema.text(text);
}

/** A lone picture, perhaps inside a link, whose title is its caption. */
function toFigure(content: Node[]): Node | undefined {
  const [image] = content;
  if (content.length !== 1 || image?.type !== nodes.image) return undefined;
  const link = marks.link.isInSet(image.marks);
  if (image.marks.length > (link ? 1 : 0) || link?.attrs.title) return undefined;
  const { src, alt, title } = image.attrs as { src: string; alt: string; title: string };
  const href = String(link?.attrs.href ?? "");
  return nodes.figure.create({ src, alt, href }, title === "" ? Fragment.empty : schema.text(title));
}

/** Cells cannot hold line ends; <br> stands for them. */
function breaksOfCell(content: Node[]): Node[] {
  return content.map((node) =>
    node.type === nodes.html_inline && /^<br *\/?>$/i.test(String(node.attrs.source))
      ? nodes.hard_break.create(null, null, node.marks)
      : node,
  );
}
