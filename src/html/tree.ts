/**
 * A small tree of HTML, for the passes that come after the sanitiser. `parseTree` reads only what this folder wrote: every
 * tag closed, every value in double quotes, `<` and `>` never bare. It is no parser for foreign HTML.
 */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
}
export type Node = string | Element;

/** Elements without content or end tag. */
export const VOID: ReadonlySet<string> = new Set([
  "br",
  "col",
  "hr",
  "img",
  "input",
  "source",
  "track",
  "wbr",
]);

const BOOLEAN = new Set(["checked", "controls", "disabled", "reversed", "open", "muted", "loop", "default"]);
const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'" };

export function element(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly Node[] = [],
): Element {
  const present: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) present[key] = value;
  return { name, attributes: present, children };
}

export function isElement(node: Node | undefined, name?: string): node is Element {
  return typeof node === "object" && (name === undefined || node.name === name);
}

export function withAttributes(
  node: Element,
  changes: Readonly<Record<string, string | undefined>>,
  children: readonly Node[] = node.children,
): Element {
  return element(node.name, { ...node.attributes, ...changes }, children);
}

export function classesOf(node: Element): string[] {
  return (node.attributes.class ?? "").split(" ").filter((name) => name !== "");
}

/** The class attribute with `names` added, each once. */
export function addClass(node: Element, ...names: string[]): string {
  return [...new Set([...classesOf(node), ...names])].join(" ");
}

export function isBlank(node: Node): boolean {
  return typeof node === "string" && /^[ \t\n\r\f]*$/.test(node);
}

/** Rewrites every element from the leaves up; `change` answers what stands in its place. */
export function rewrite(
  nodes: readonly Node[],
  change: (node: Element, ancestors: readonly Element[]) => readonly Node[],
  ancestors: readonly Element[] = [],
): Node[] {
  const result: Node[] = [];
  for (const node of nodes) {
    if (typeof node === "string") {
      result.push(node);
      continue;
    }
    const children = rewrite(node.children, change, [...ancestors, node]);
    for (const replacement of change({ ...node, children }, ancestors)) result.push(replacement);
  }
  return result;
}

/** Visits every element in document order. */
export function visit(
  nodes: readonly Node[],
  see: (node: Element, ancestors: readonly Element[]) => void,
  ancestors: readonly Element[] = [],
): void {
  for (const node of nodes) {
    if (typeof node === "string") continue;
    see(node, ancestors);
    visit(node.children, see, [...ancestors, node]);
  }
}

/** Is there such an element, at any depth? */
export function contains(nodes: readonly Node[], test: (node: Element) => boolean): boolean {
  return nodes.some((node) => isElement(node) && (test(node) || contains(node.children, test)));
}

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name: string) => ENTITIES[name]!);
}

function parseAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const [, name, value] of source.matchAll(/([^\s="/]+)(?:="([^"]*)")?/g))
    attributes[name!] = decode(value ?? "");
  return attributes;
}

interface Open {
  name: string;
  attributes: Record<string, string>;
  children: Node[];
}

/** Reads HTML that this folder made. */
export function parseTree(html: string): Node[] {
  const root: Node[] = [];
  const open: Open[] = [];
  let into = root;
  const close = () => {
    into = open.at(-2)?.children ?? root;
    into.push(open.pop()!);
  };
  for (let at = 0; at < html.length;) {
    const tag = html.indexOf("<", at);
    if (tag !== at) into.push(decode(html.slice(at, tag === -1 ? undefined : tag)));
    if (tag === -1) break;
    const end = html.indexOf(">", tag);
    if (end === -1) break;
    at = end + 1;
    const [, slash, name = "", rest = ""] =
      /^(\/?)([a-z][a-z0-9]*)([^]*)$/.exec(html.slice(tag + 1, end)) ?? [];
    if (name === "") continue;
    if (slash === "/") {
      if (VOID.has(name) || !open.some((each) => each.name === name)) continue;
      while (open.at(-1)!.name !== name) close();
      close();
    } else if (VOID.has(name)) {
      into.push({ name, attributes: parseAttributes(rest), children: [] });
    } else {
      const node: Open = { name, attributes: parseAttributes(rest), children: [] };
      open.push(node);
      into = node.children;
    }
  }
  while (open.length > 0) close();
  return root;
}

function escapeText(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function write(nodes: readonly Node[], parts: string[]): void {
  for (const node of nodes) {
    if (typeof node === "string") {
      parts.push(escapeText(node));
      continue;
    }
    parts.push("<", node.name);
    for (const [name, value] of Object.entries(node.attributes)) {
      parts.push(" ", name);
      if (!BOOLEAN.has(name)) parts.push('="', escapeText(value).replace(/"/g, "&quot;"), '"');
    }
    parts.push(">");
    if (VOID.has(node.name)) continue;
    write(node.children, parts);
    parts.push("</", node.name, ">");
  }
}

/** Writes the tree as HTML: text and values escaped, boolean attributes without value, void elements without slash. */
export function serialise(nodes: readonly Node[]): string {
  const parts: string[] = [];
  write(nodes, parts);
  return parts.join("");
}

const BREAKS = new Set(
  "p h1 h2 h3 h4 h5 h6 li dt dd div section blockquote pre figure figcaption caption tr table ul ol dl details summary address hr br".split(
    " ",
  ),
);
const GAPS = new Set(["td", "th"]);

/** Do its words stand in lines of their own, apart from what is around it? */
export function isLineOfItsOwn(node: Element): boolean {
  return BREAKS.has(node.name);
}

/** The words of the tree: a line per block, white space folded. `leaveOut` names what is not read. */
export function textOf(nodes: readonly Node[], leaveOut: (node: Element) => boolean = () => false): string {
  const parts: string[] = [];
  const read = (list: readonly Node[]) => {
    for (const node of list) {
      if (typeof node === "string") {
        parts.push(node.replace(/[ \t\n\r\f]+/g, " "));
        continue;
      }
      if (leaveOut(node)) continue;
      const edge = BREAKS.has(node.name) ? "\n" : GAPS.has(node.name) ? " " : "";
      parts.push(edge);
      read(node.children);
      parts.push(edge);
    }
  };
  read(nodes);
  return tidyLines(parts.join(""));
}

/** One line per non-empty line, single spaces inside. */
export function tidyLines(text: string): string {
  return text
    .split("\n")
    .map((line) => line.replace(/[\s\u00a0]+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}
