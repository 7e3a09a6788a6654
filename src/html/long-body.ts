import type { FinishedBody, RenderContext } from "./finish.ts";
import { finishMarkdown } from "./finish.ts";
import type { LinkDefinitions } from "./markdown.ts";
import { readMarkdownBlocks } from "./markdown.ts";
import type { Kept, Passage } from "./passages.ts";
import { passagesOf } from "./passages.ts";
import { passageMemory } from "./passage-memory.ts";
import { cutStretches, type Stretch } from "./stretches.ts";
import type { Node } from "./tree.ts";
import { isBlank, isElement } from "./tree.ts";

/** From this length on it is worth while to keep blocks. In UTF-16 code units; shorter bodies take a few milliseconds. */
const LONG = 50_000;

/** What the parser writes after a block. */
const LINE_END: Passage = { html: "\n", text: "", running: "", wordCount: 0, readingTime: 0, links: [] };

export function isLong(source: string): boolean {
  return source.length >= LONG;
}

/**
 * Finishes a Markdown body of which most was finished before: what tells the rest nothing, and is told nothing by it, is
 * made once and kept in memory. The rest is finished as a body in which a short paragraph holds the place of what was
 * kept. Undefined where such a paragraph is not found again in its place, as in HTML that the author left open, and where
 * links by name lead to places inside the body.
 */
export function finishByBlock(
  source: string,
  context: RenderContext,
): { body: FinishedBody; kept: Kept } | undefined {
  const { rest, held, references, holder } = takeApart(source);
  if (Object.values(references).some(({ href }) => href.startsWith("#"))) return undefined;
  const body = finishMarkdown(rest, context, { references });
  const places = body.nodes.flatMap((node) => placeOf(node, holder) ?? []);
  if (places.length !== held.length || places.some((place, index) => place !== index)) return undefined;
  const find = finishedOnce(context, references);
  const finished = held.map((run) =>
    run.flatMap((stretch, index) => (index === 0 ? find(stretch) : [LINE_END, ...find(stretch)])),
  );
  return { body, kept: (node) => finished[placeOf(node, holder) ?? -1] };
}

/** Finishes what `finishByBlock` will ask for, a little with each step. */
export function* finishAhead(source: string, context: RenderContext): Generator<void> {
  const { held, references } = takeApart(source);
  const find = finishedOnce(context, references);
  for (const stretch of held.flat()) {
    find(stretch);
    yield;
  }
}

/** The source with a word in place of every run of stretches that stand alone, and those runs. */
function takeApart(source: string) {
  const holder = unusedWord(source);
  const held: Stretch[][] = [];
  let rest = "";
  let isOpen = false;
  for (const stretch of cutStretches(source)) {
    if (stretch.isAlone && isOpen) held.at(-1)!.push(stretch);
    else if (stretch.isAlone) rest += `${holder}${held.push([stretch]) - 1}\n\n`;
    else rest += stretch.text + stretch.gap;
    isOpen = stretch.isAlone;
  }
  const references = rest.includes("]:") ? readMarkdownBlocks(rest).references : {};
  return { rest, held, references, holder };
}

function finishedOnce(context: RenderContext, references: LinkDefinitions) {
  const memory = passageMemory(context, references);
  return (stretch: Stretch) =>
    memory.find(stretch) ?? memory.keep(stretch, finishAlone(stretch, context, references));
}

/** Without the line end that follows a block. */
function finishAlone(
  { text, tablesBefore }: Stretch,
  context: RenderContext,
  references: LinkDefinitions,
): Passage[] {
  const { nodes } = finishMarkdown(text, context, { references, tablesBefore });
  return passagesOf(nodes.slice(0, nodes.findLastIndex((node) => !isBlank(node)) + 1), context.baseUrl);
}

/** A word of letters and digits that no text of the body begins with. */
function unusedWord(source: string): string {
  for (let number = 0; ; number += 1) if (!source.includes(`held${number}x`)) return `held${number}x`;
}

function placeOf(node: Node, holder: string): number | undefined {
  const only = isElement(node, "p") && node.children.length === 1 ? node.children[0] : undefined;
  return typeof only === "string" && only.startsWith(holder) ? Number(only.slice(holder.length)) : undefined;
}
