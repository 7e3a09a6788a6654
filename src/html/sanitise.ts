import { createRequire } from "node:module";
import type sanitizeHtml from "sanitize-html";
import { ATTRIBUTES, BODY_ELEMENTS, RENAMED, WITHOUT_TEXT } from "./allowed.ts";
import { checkAttributes } from "./attributes.ts";
import { arrange } from "./nesting.ts";
import type { Node } from "./tree.ts";
import { VOID, parseTree, rewrite } from "./tree.ts";

type Sanitizer = typeof sanitizeHtml;
type Attributes = Record<string, string>;

let loaded: Sanitizer | undefined;
/** Loaded at the first body, not at the start: it brings several megabytes along and readers never need it. */
function sanitizer(): Sanitizer {
  loaded ??= createRequire(import.meta.url)("sanitize-html") as Sanitizer;
  return loaded;
}

/** Deeper nesting is flattened; no editor writes it, and recursion stays shallow. */
const DEEPEST_SOURCE = 150;

/** So many elements that are open at once were written by no editor, and the parser takes a time that grows with their square. */
const MOST_OPEN = 2000;
class TooManyOpen extends Error {}

const ALIGNED_AS_BOX = new Set(["img", "table", "figure", "iframe", "video"]);

/** Alignment from `style` and `align` as the class names WordPress uses, since neither attribute survives. */
function alignment(name: string, attributes: Attributes): string | undefined {
  const style = /(?:^|;)\s*text-align\s*:\s*(left|right|center|justify)\b/i.exec(attributes.style ?? "")?.[1];
  const align = /^(left|right|center|middle|justify)$/i
    .exec(attributes.align ?? "")?.[1]
    ?.replace(/middle/i, "center");
  const word = (style ?? align)?.toLowerCase();
  if (name === "center") return "has-text-align-center";
  if (word === undefined) return undefined;
  return ALIGNED_AS_BOX.has(name) && style === undefined ? `align${word}` : `has-text-align-${word}`;
}

function transform(name: string, source: Attributes, keepsFrames: boolean): sanitizeHtml.Tag {
  const attributes = { ...source };
  const aligned = alignment(name, attributes);
  if (aligned !== undefined) attributes.class = `${attributes.class ?? ""} ${aligned}`.trim();
  if (name === "a" && attributes.name !== undefined && attributes.id === undefined)
    attributes.id = attributes.name;
  if (name === "iframe" && keepsFrames) {
    return {
      tagName: "a",
      attribs: { href: attributes.src ?? attributes["data-src"] ?? "", class: "embed-frame" },
    };
  }
  if (name === "img" && /^(?:data:.*)?$/.test(attributes.src ?? "")) {
    // Pictures loaded by a script of the old site: the address waits in an attribute of its own.
    const waiting = attributes["data-src"] ?? attributes["data-lazy-src"] ?? attributes["data-orig-file"];
    if (waiting !== undefined) attributes.src = waiting;
  }
  return { tagName: RENAMED.get(name) ?? name, attribs: attributes };
}

function options(elements: readonly string[]): sanitizeHtml.IOptions {
  return {
    allowedTags: [...elements],
    allowedAttributes: { ...ATTRIBUTES },
    allowedSchemes: ["http", "https", "mailto", "tel"],
    allowedSchemesByTag: { img: ["http", "https", "data"] },
    allowedSchemesAppliedToAttributes: ["href", "src", "cite", "poster"],
    allowProtocolRelative: true,
    disallowedTagsMode: "discard",
    nestingLimit: DEEPEST_SOURCE,
    nonTextTags: [...WITHOUT_TEXT],
    parseStyleAttributes: false,
    selfClosing: [...VOID],
    // A frame goes on as a marked link until embeds.ts has named it.
    transformTags: { "*": (name, attributes) => transform(name, attributes, elements.includes("figure")) },
  };
}

const BODY_OPTIONS = options(BODY_ELEMENTS);

/** Source text without what no page may hold: control characters, lone surrogates; line ends as "\n". */
export function cleanCharacters(source: string): string {
  return source
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, "")
    .replace(/\p{Surrogate}/gu, "\ufffd");
}

/** Of what is nested without end nothing is kept but its words. */
function sanitised(html: string, chosen: sanitizeHtml.IOptions): string {
  let open = 0;
  const onOpenTag = () => {
    open += 1;
    if (open > MOST_OPEN) throw new TooManyOpen();
  };
  const onCloseTag = () => void (open -= 1);
  try {
    return sanitizer()(html, { ...chosen, onOpenTag, onCloseTag });
  } catch (error) {
    if (!(error instanceof TooManyOpen)) throw error;
    return html.replace(/<[^<>]*>/g, " ").replace(/</g, "&lt;");
  }
}

/** Foreign HTML → a tree of allowed elements with sound attributes in valid nesting. */
export function sanitise(html: string, elements?: readonly string[]): Node[] {
  const clean = sanitised(html, elements ? options(elements) : BODY_OPTIONS);
  return arrange(rewrite(parseTree(cleanCharacters(clean)), (node) => [checkAttributes(node)]));
}
