import { SaxesParser, type SaxesTagNS } from "saxes";
import { NotAnExport } from "./not-an-export.ts";

/** An element below <channel>, complete. `name` is "wp:post_id", "content:encoded", "title"; foreign ones are "". */
export interface Element {
  name: string;
  attributes: Record<string, string>;
  text: string;
  children: Element[];
}

export const MAX_DEPTH = 50;
/** Of one piece of text between two tags, in characters. */
export const MAX_TEXT = 32 * 1024 ** 2;
/** Of all text in one item with its comments, in characters; each element counts as some. */
const MAX_ITEM_TEXT = 64 * 1024 ** 2;
const ELEMENT_WEIGHT = 100;

/** Fields of plugins that name no namespace; of those that nothing here reads. */
const FOREIGN_PREFIX = /unbound namespace prefix: "(?!(?:wp|content|excerpt|dc)")/;

/**
 * Feeds XML to saxes and hands out each finished child of <channel>; nothing else is kept. Entities of a DTD are never
 * read: a file that has one is refused, as is everything that is not well-formed. All complaints are NotAnExport.
 */
export function elementReader(onElement: (element: Element) => void) {
  const parser = new SaxesParser({ xmlns: true, position: true });
  const stack: Element[] = [];
  let fed = 0;
  let settled = 0;
  let itemText = 0;
  let isClosing = false;
  let isAfterEnd = false;

  const refuse = (reason: string): never => {
    throw new NotAnExport(`${reason} (line ${parser.line}).`);
  };
  const settle = () => (settled = fed);

  const weigh = (weight: number) => {
    itemText += weight;
    if (itemText > MAX_ITEM_TEXT) refuse("One item of this file is too large");
  };

  parser.on("error", (error) => {
    if (FOREIGN_PREFIX.test(error.message)) return;
    if (isAfterEnd) refuse("Something stands in this file after the end of the export");
    if (isClosing && fed > 0 && /^[\d:]+ unclosed|end of/.test(error.message)) refuse("This file is cut off");
    refuse(`This file is not well-formed XML: ${error.message.replace(/^[\d:]+ /, "").replace(/\.$/, "")}`);
  });
  parser.on("doctype", () => refuse("This file has a DTD, which no WordPress export has"));
  parser.on("opentag", (tag) => {
    settle();
    const element = { name: nameOf(tag), attributes: attributesOf(tag), text: "", children: [] };
    if (stack.length === 0 && element.name !== "rss")
      refuse(`This is not a WordPress export: it begins with <${tag.name}>`);
    if (stack.length === 1 && element.name !== "channel")
      refuse(`This is not a WordPress export: <${tag.name}> stands where <channel> should`);
    if (stack.length >= MAX_DEPTH) refuse("This file is nested too deeply");
    if (stack.length > 2) {
      stack.at(-1)!.children.push(element);
      weigh(ELEMENT_WEIGHT);
    }
    stack.push(element);
  });
  const add = (text: string) => {
    settle();
    const element = stack.at(-1);
    if (stack.length < 3 || !element?.name) return;
    weigh(text.length);
    element.text += text;
  };
  parser.on("text", add);
  parser.on("cdata", add);
  parser.on("comment", settle);
  parser.on("processinginstruction", settle);
  parser.on("closetag", () => {
    settle();
    const element = stack.pop()!;
    if (element.children.length === 0 && element.text.length < SHORT) element.text = apart(element.text);
    isAfterEnd = stack.length === 0;
    if (stack.length !== 2) return;
    itemText = 0;
    onElement(element);
  });
  return {
    write(text: string): void {
      fed += text.length;
      parser.write(text);
      // saxes keeps the text between two tags as one piece; it must not become the whole file.
      if (fed - settled > MAX_TEXT) refuse("One piece of text in this file is too large");
    },
    /** Throws where the document is not complete. */
    close(): void {
      isClosing = true;
      parser.close();
    },
  };
}

/** Texts that somebody may keep longer than the item they come from: names, addresses, numbers. */
const SHORT = 2000;

/** The same text in memory of its own: what a parser cuts out of its input keeps the whole piece of input alive. */
function apart(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, "utf8").toString("utf8");
}

const OTHERS = new Map([
  ["", ""],
  ["purl.org/rss/1.0/modules/content", "content:"],
  ["purl.org/dc/elements/1.1", "dc:"],
]);

const known = new Map<string, string | undefined>();

/** The short name of a namespace, whatever its scheme and version; undefined for a foreign one. */
function prefixOf(uri: string): string | undefined {
  if (!known.has(uri)) {
    const address = uri
      .replace(/^https?:\/\//i, "")
      .replace(/\/$/, "")
      .toLowerCase();
    const wordpress = /^wordpress\.org\/export\/\d+(?:\.\d+)*(\/excerpt)?$/.exec(address);
    const prefix = wordpress ? (wordpress[1] ? "excerpt:" : "wp:") : OTHERS.get(address);
    if (known.size > 1000) known.clear();
    known.set(uri, prefix);
  }
  return known.get(uri);
}

function nameOf(tag: SaxesTagNS): string {
  const prefix = prefixOf(tag.uri);
  return prefix === undefined ? "" : prefix + tag.local;
}

function attributesOf(tag: SaxesTagNS): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (const { local, value, prefix } of Object.values(tag.attributes))
    if (prefix === "") attributes[local] = apart(value);
  return attributes;
}
