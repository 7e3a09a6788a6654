import type { Mark, Node } from "prosemirror-model";
import { schema } from "./schema.ts";

/**
 * How much is done so that text is read as text: 0 nothing, 1 signs that could be Markdown get a backslash, 2 every sign
 * gets one, 3 besides, bold, italic and struck text is written as HTML.
 */
export type Caution = 0 | 1 | 2 | 3;

const { nodes, marks } = schema;

/** The Markdown of a block, without a line end after it. */
export function writeBlock(node: Node, caution: Caution): string {
  switch (node.type) {
    case nodes.paragraph:
      return atLineStarts(writeInline(node, caution), caution);
    case nodes.heading:
      return writeHeading(node, caution);
    case nodes.blockquote:
      return prefixed(writeBlocks(node, caution), "> ", "> ");
    case nodes.callout: {
      const isLine = node.firstChild?.type === nodes.paragraph;
      const mark = `[!${String(node.attrs.kind).toUpperCase()}]`;
      return prefixed(`${mark}${isLine ? "\n" : "\n\n"}${writeBlocks(node, caution)}`.trimEnd(), "> ", "> ");
    }
    case nodes.gallery:
      return `<div class="gallery">\n\n${writeBlocks(node, caution)}\n\n</div>`;
    case nodes.bullet_list:
    case nodes.ordered_list:
      return writeList(node, caution);
    case nodes.code_block:
      return writeCode(node);
    case nodes.horizontal_rule:
      return String(node.attrs.markup);
    case nodes.figure:
      return writeFigure(node, caution);
    case nodes.more:
      return String(node.attrs.source);
    case nodes.footnote: {
      const start = `[^${String(node.attrs.label)}]: `;
      return prefixed(writeBlocks(node, caution), start, "    ");
    }
    case nodes.table:
      return writeTable(node, caution);
    case nodes.raw_block:
      return node.textContent;
    case nodes.unread:
      return String(node.attrs.source);
    default:
      throw new Error(`There is no Markdown for ${node.type.name}.`);
  }
}

/** Blocks inside another. Two lists of a kind that follow one another get different marks, or they would be one. */
function writeBlocks(parent: Node, caution: Caution, isTight = false): string {
  const written: string[] = [];
  let before: Node | undefined;
  parent.forEach((child) => {
    let node = child;
    if (before?.type === child.type && before.attrs.bullet === child.attrs.bullet)
      if (child.type === nodes.bullet_list || child.type === nodes.ordered_list)
        node = child.type.create({ ...child.attrs, ...otherMark(child) }, child.content);
    written.push(writeBlock(node, caution));
    before = node;
  });
  return written.join(isTight ? "\n" : "\n\n");
}

function otherMark({ attrs }: Node) {
  return { bullet: attrs.bullet === "-" ? "*" : "-", delimiter: attrs.delimiter === "." ? ")" : "." };
}

/** The first line begins with `first`, the others with `rest`; blank lines get no space at their end. */
function prefixed(text: string, first: string, rest: string): string {
  return text
    .split("\n")
    .map((line, index) =>
      line === "" ? (index === 0 ? first : rest).trimEnd() : (index === 0 ? first : rest) + line,
    )
    .join("\n");
}

function writeHeading(node: Node, caution: Caution): string {
  const { level, isSetext } = node.attrs as { level: number; isSetext: boolean };
  const text = writeInline(node, caution);
  if (isSetext && level <= 2 && text !== "") {
    const longest = Math.max(...text.split("\n").map((line) => line.length));
    return `${atLineStarts(text, caution)}\n${(level === 1 ? "=" : "-").repeat(Math.max(3, longest))}`;
  }
  const line = text.replace(/\\?\n/g, " ").replace(caution > 0 ? /(#+)$/ : /$^/, "\\$1");
  return `${"#".repeat(level)} ${line}`.trimEnd();
}

function writeList(list: Node, caution: Caution): string {
  const { isTight, spaces, bullet, start, delimiter, step } = list.attrs as Record<string, unknown>;
  const written: string[] = [];
  list.forEach((item, _, index) => {
    const mark =
      list.type === nodes.bullet_list
        ? String(bullet)
        : `${Number(start) + index * Number(step)}${String(delimiter)}`;
    const gap = " ".repeat(Number(spaces));
    const { checked } = item.attrs as { checked: boolean | null };
    const box = checked === null ? "" : checked ? "[x] " : "[ ] ";
    const text = box + writeBlocks(item, caution, isTight === true);
    written.push(prefixed(text, mark + gap, " ".repeat(mark.length + gap.length)));
  });
  return written.join(isTight === true ? "\n" : "\n\n");
}

function writeCode(node: Node): string {
  const { info, fence } = node.attrs as { info: string; fence: string };
  const text = node.textContent;
  if (fence === "" && info === "" && text.trim() !== "") return prefixed(text, "    ", "    ");
  const sign = fence.startsWith("~") || info.includes("`") ? "~" : "`";
  const longest = Math.max(
    2,
    ...(text.match(sign === "~" ? /^ *~+/gm : /^ *`+/gm) ?? []).map((run) => run.trim().length),
  );
  const line = fence.length > longest && fence.startsWith(sign) ? fence : sign.repeat(longest + 1);
  return `${line}${info}\n${text === "" ? "" : `${text}\n`}${line}`;
}

function writeFigure(node: Node, caution: Caution): string {
  const { src, alt, href } = node.attrs as { src: string; alt: string; href: string };
  const picture = writePicture(src, alt, node.textContent, caution);
  return href === "" ? picture : `[${picture}](${destination(href)})`;
}

function writeTable(table: Node, caution: Caution): string {
  const rows: string[][] = [];
  table.forEach((row) => {
    const cells: string[] = [];
    row.forEach((cell) => cells.push(writeInline(cell, caution, true).replaceAll("|", "\\|")));
    rows.push(cells);
  });
  const aligns: string[] = [];
  table.firstChild!.forEach((cell) => aligns.push(RULES[String(cell.attrs.align)] ?? "---"));
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`.replace(/\| {2}(?=\|)/g, "|  ");
  const [head, ...body] = rows;
  return [line(head!), line(aligns), ...body.map(line)].join("\n");
}
const RULES: Record<string, string> = { left: ":---", center: ":-:", right: "---:" };

/** The Markdown of what stands inside a block: text, marks and what is in a line. */
export function writeInline(parent: Node, caution: Caution, isCell = false): string {
  return new InlineWriter(parent, caution, isCell).write();
}

const TAGS: Record<string, string> = { strong: "strong", em: "em", strike: "s" };

class InlineWriter {
  private out = "";
  /** So many spaces of the next text are written already. */
  private spent = 0;
  private readonly open: { mark: Mark; opensAt: number }[] = [];
  private readonly children: Node[] = [];
  private readonly caution: Caution;
  private readonly isCell: boolean;

  constructor(parent: Node, caution: Caution, isCell: boolean) {
    this.caution = caution;
    this.isCell = isCell;
    parent.forEach((child) => this.children.push(child));
  }

  write(): string {
    for (const [index, node] of this.children.entries()) {
      this.changeMarks(index, node);
      this.node(node, index);
    }
    this.close(0);
    return this.out.replace(/^[ \t]+|[ \t]+$/g, "");
  }

  private node(node: Node, index: number) {
    if (node.isText) this.out += this.text(node, index);
    else if (node.type === nodes.soft_break || node.type === nodes.hard_break) {
      if (this.isCell) this.out += node.type === nodes.soft_break ? " " : "<br>";
      else this.out = this.out.replace(/[ \t]+$/, "") + (node.type === nodes.hard_break ? "\\\n" : "\n");
    } else if (node.type === nodes.image) {
      const { src, alt, title } = node.attrs as { src: string; alt: string; title: string };
      this.out += writePicture(src, alt, title, this.caution);
    } else if (node.type === nodes.html_inline) this.out += String(node.attrs.source);
    else if (node.type === nodes.footnote_ref) this.out += `[^${String(node.attrs.label)}]`;
    else if (node.type === nodes.inline_note) this.out += `^[${String(node.attrs.source)}]`;
  }

  private text(node: Node, index: number): string {
    const text = node.text!.slice(this.spent);
    this.spent = 0;
    if (marks.code.isInSet(node.marks)) return codeSpan(text);
    const link = marks.link.isInSet(node.marks);
    if (link && isAutomatic(link, text)) return text;
    // a space after a line end is none
    const shown = this.out.endsWith("\n") ? text.replace(/^[ \t]+/, "") : text;
    return escapeText(shown, this.caution, this.children[index + 1]);
  }

  /** Closes the marks that end before this node, and opens those that begin; what lasts longest is outside. */
  private changeMarks(index: number, node: Node) {
    const wanted = node.marks.filter(({ type }) => type !== marks.code);
    let kept = 0;
    while (kept < this.open.length && this.open[kept]!.mark.isInSet(wanted)) kept += 1;
    this.close(kept);
    const fresh = wanted.filter((mark) => !this.open.some((one) => one.mark.eq(mark)));
    const lasts = (mark: Mark) => {
      let end = index;
      while (end < this.children.length && mark.isInSet(this.children[end]!.marks)) end += 1;
      return end;
    };
    for (const mark of fresh.sort((one, other) => lasts(other) - lasts(one))) {
      // Markdown does not begin a mark with a space
      if (node.isText && mark.type !== marks.link && this.open.length === kept) {
        const space = /^\s+/.exec(node.text!)?.[0] ?? "";
        if (space.length < node.text!.length) {
          this.out += space;
          this.spent = space.length;
        }
      }
      this.open.push({ mark, opensAt: this.out.length });
      this.out += this.sign(mark, true, node);
    }
  }

  private close(count: number) {
    while (this.open.length > count) {
      const { mark, opensAt } = this.open.pop()!;
      const end = /[ \t\n]+$/.exec(this.out)?.[0] ?? "";
      const inside = this.out.slice(opensAt + this.sign(mark, true).length);
      if (mark.type !== marks.link && inside.trim() === "") {
        this.out = this.out.slice(0, opensAt) + inside;
        continue;
      }
      const isMoved = end !== "" && mark.type !== marks.link;
      if (isMoved) this.out = this.out.slice(0, -end.length).replace(/\\$/, "");
      this.out += this.sign(mark, false) + (isMoved ? end : "");
    }
  }

  private sign(mark: Mark, isOpening: boolean, node?: Node): string {
    if (mark.type === marks.link) {
      const { href, title } = mark.attrs as { href: string; title: string };
      if (node?.isText && isAutomatic(mark, node.text!)) return mark.attrs.auto === "autolink" ? "<" : "";
      if (!isOpening) return this.endOfLink(mark, href, title);
      return "[";
    }
    const tag = TAGS[mark.type.name]!;
    if (this.caution === 3) return isOpening ? `<${tag}>` : `</${tag}>`;
    return mark.type === marks.strike ? "~~" : String(mark.attrs.markup);
  }

  private endOfLink(mark: Mark, href: string, title: string): string {
    const last = this.lastLinked(mark);
    if (last !== undefined && isAutomatic(mark, last)) return mark.attrs.auto === "autolink" ? ">" : "";
    return `](${destination(href)}${title === "" ? "" : ` ${quoted(title)}`})`;
  }

  /** The text of a link of one piece. */
  private lastLinked(mark: Mark): string | undefined {
    const linked = this.children.filter((child) => mark.isInSet(child.marks));
    return linked.length === 1 ? linked[0]!.text : undefined;
  }
}

/** Does the text still say where the link goes, so that nothing else has to? */
function isAutomatic(link: Mark, text: string): boolean {
  const { href, auto, title } = link.attrs as { href: string; auto: string; title: string };
  if (auto === "" || title !== "") return false;
  const plain = (address: string) => {
    try {
      return decodeURI(address);
    } catch {
      return address;
    }
  };
  const shown = plain(href).replace(/^mailto:/, "");
  return shown === plain(text) || shown === `http://${plain(text)}` || href === text;
}

function codeSpan(text: string): string {
  const runs = new Set((text.match(/`+/g) ?? []).map((run) => run.length));
  let length = 1;
  while (runs.has(length)) length += 1;
  const fence = "`".repeat(length);
  const isPadded = /^`|`$/.test(text) || (/^ .* $/s.test(text) && text.trim() !== "");
  return fence + (isPadded ? ` ${text} ` : text) + fence;
}

function writePicture(src: string, alt: string, title: string, caution: Caution): string {
  const words = escapeText(alt, caution);
  return `![${words}](${destination(src)}${title === "" ? "" : ` ${quoted(title)}`})`;
}

/** An address as the target of a link (CommonMark, §6.3). */
function destination(address: string): string {
  if (address === "") return "";
  const isPlain = /^[^<\s\u0000-\u001f()\\][^\s\u0000-\u001f()\\]*$/.test(address);
  return isPlain ? address : `<${address.replace(/[<>\\]/g, "\\$&").replaceAll("\n", "%0A")}>`;
}

function quoted(title: string): string {
  if (!title.includes('"')) return `"${title.replaceAll("\\", "\\\\")}"`;
  return `"${title.replace(/["\\]/g, "\\$&")}"`;
}

const WORD = /[\p{L}\p{N}]/u;

function escapeText(text: string, caution: Caution, next?: Node): string {
  if (caution === 0) return text;
  if (caution > 1) return text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
  const escaped = text
    .replace(/[\\`*[\]]/g, "\\$&")
    .replace(/_/g, (sign, at: number) =>
      WORD.test(text[at - 1] ?? "") && WORD.test(text[at + 1] ?? "") ? sign : "\\_",
    )
    .replace(/<(?=[a-z/!?])/gi, "\\<")
    .replace(/&(?=#?\w{1,32};)/g, "\\&")
    .replace(/~~/g, "\\~\\~");
  return next && /[!^]$/.test(escaped) ? `${escaped.slice(0, -1)}\\${escaped.at(-1)!}` : escaped;
}

/** Signs that make something of a line when they are its first. */
function atLineStarts(text: string, caution: Caution): string {
  if (caution !== 1) return text;
  return text
    .split("\n")
    .map((line) =>
      line
        .replace(/^(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|(?:=+|-+)\s*$|~~~|:?-+:?\s*\||\|)/, "\\")
        .replace(/^(\d{1,9})([.)])(?=\s|$)/, "$1\\$2"),
    )
    .join("\n");
}
