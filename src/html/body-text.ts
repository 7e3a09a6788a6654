import { excerptOf } from "./text.ts";
import type { Element, Node } from "./tree.ts";
import { classesOf, contains, isBlank, isElement, rewrite, textOf } from "./tree.ts";

const UNREAD = new Set(["footnote-ref", "footnote-backref", "embed"]);

function isUnread(node: Element): boolean {
  return classesOf(node).some((name) => UNREAD.has(name));
}

/** The words of a block, a line per block inside it. */
export interface BodyText {
  /** For search, counts and feeds: without the numbers of notes and the names of embeds. */
  text: string;
  /** Without headings, code, tables and captions as well. */
  running: string;
}

const NO_EXCERPT = new Set([
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "pre",
  "table",
  "figcaption",
  "audio",
  "video",
]);

function isNoExcerpt(node: Element): boolean {
  return (
    isUnread(node) ||
    NO_EXCERPT.has(node.name) ||
    classesOf(node).some((name) => name === "footnotes" || name === "picture-link")
  );
}

function isMarker(node: Node): boolean {
  return isElement(node, "wbr") && classesOf(node).includes("more-marker");
}

export function bodyTextOf(nodes: readonly Node[]): BodyText {
  return { text: textOf(nodes, isUnread), running: textOf(nodes, isNoExcerpt) };
}

/** What the author put before `<!--more-->` may be longer than an automatic excerpt, in words. */
const LONGEST_TEASER = 300;

/** The body without its `<!--more-->` marker, and what stands before that; undefined where there is none. */
export function takeMarker(nodes: readonly Node[]): { nodes: Node[]; teaser: Node[] | undefined } {
  if (!contains(nodes, isMarker)) return { nodes: [...nodes], teaser: undefined };
  return { nodes: withoutMarkers(nodes), teaser: beforeMarker(nodes).nodes };
}

/** More characters than the longest excerpt can have. */
const ENOUGH = 30_000;

/**
 * The teaser, or else the beginning of the running text: headings, code, tables and captions are left out unless there
 * is nothing else.
 */
export function excerptOfBody(body: readonly BodyText[], teaser: readonly BodyText[] | undefined): string {
  const start = teaser ?? body;
  const running = beginningOf(start, "running");
  const words = running === "" ? beginningOf(start, "text") : running;
  if (teaser !== undefined && words === "") return excerptOfBody(body, undefined);
  return excerptOf(words, teaser === undefined ? undefined : LONGEST_TEASER);
}

function beginningOf(texts: readonly BodyText[], which: keyof BodyText): string {
  let beginning = "";
  for (const { [which]: text } of texts) {
    if (text !== "") beginning += (beginning === "" ? "" : "\n") + text;
    if (beginning.length > ENOUGH) break;
  }
  return beginning;
}

function withoutMarkers(nodes: readonly Node[]): Node[] {
  return rewrite(nodes, (node) => {
    if (isMarker(node)) return [];
    return node.name === "p" && node.children.every(isBlank) ? [] : [node];
  });
}

function beforeMarker(nodes: readonly Node[]): { nodes: Node[]; isDone: boolean } {
  const before: Node[] = [];
  for (const node of nodes) {
    if (isMarker(node)) return { nodes: before, isDone: true };
    if (!isElement(node)) {
      before.push(node);
      continue;
    }
    const inner = beforeMarker(node.children);
    before.push({ ...node, children: inner.nodes });
    if (inner.isDone) return { nodes: before, isDone: true };
  }
  return { nodes: before, isDone: false };
}
