/** Finished XML; plain strings are text and are escaped where they are put in. */
export class Xml {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }
  toString(): string {
    return this.#text;
  }
}

type Content = string | Xml | (Xml | false | undefined)[];
type Attributes = Record<string, string | number | undefined>;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Characters that XML 1.0 allows nowhere, not even as a reference (section 2.2), lone surrogates among them. */
const ILLEGAL = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

/** Text as it stands in an element or a quoted attribute, without the characters that XML cannot hold. */
export function escapeXml(text: string): string {
  return text.replace(ILLEGAL, "").replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}

/** One element. Attributes that are undefined, and children that are false or undefined, are left out. */
export function element(name: string, content: Content = [], attributes: Attributes = {}): Xml {
  const pairs = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escapeXml(String(value))}"`],
  );
  const inner =
    typeof content === "string"
      ? escapeXml(content)
      : Array.isArray(content)
        ? content.map((child) => (child ? `\n${child.toString()}` : "")).join("")
        : content.toString();
  const open = `<${name}${pairs.join("")}`;
  if (inner === "") return new Xml(`${open}/>`);
  return new Xml(`${open}>${inner}${Array.isArray(content) ? "\n" : ""}</${name}>`);
}

/** A document with this root. */
export function xmlDocument(root: Xml): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.toString()}\n`;
}
