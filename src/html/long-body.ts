import type { RenderContext } from "./finish.ts";
import { finishPart, headingsInOrder } from "./finish.ts";
import { isHeading } from "./headings.ts";
import type { LinkDefinitions } from "./markdown.ts";
import { readMarkdownBlocks } from "./markdown.ts";
import type { Passage } from "./passages.ts";
import { passagesOf } from "./passages.ts";
import { passageMemory, type Finished } from "./passage-memory.ts";
import type { BodyImage } from "./pictures.ts";
import { cutStretches, type Stretch } from "./stretches.ts";
import type { Node } from "./tree.ts";
import { isBlank, isElement, serialise } from "./tree.ts";

/** A body as readers get it, by passages. `nodes` holds its headings in their order, and no block that was kept. */
export interface BodyInParts {
  passages: Passage[];
  teaser: Passage[] | undefined;
  nodes: Node[];
  images: BodyImage[];
}

/**
 * Finishes a Markdown body of which most was finished before: what tells the rest nothing, and is told nothing by it, is
 * made once and kept in memory, and so are headings but for their level and id. The rest is finished as a body in which a
 * short paragraph holds the place of what was kept. Undefined where such a paragraph is not found again in its place, as
 * in HTML that the author left open, and where links by name lead to places inside the body.
 */
export function finishByBlock(source: string, context: RenderContext): BodyInParts | undefined {
  const { rest, held, references, holder } = takeApart(source);
  if (Object.values(references).some(({ href }) => href.startsWith("#"))) return undefined;
  const around = finishPart(rest, context, { references });
  const places = around.nodes.flatMap((node) => placeOf(node, holder) ?? []);
  if (places.length !== held.length || places.some((place, index) => place !== index)) return undefined;
  const finished = held.map((run) => run.map(finishedOnce(context, references)));
  const fill = (nodes: readonly Node[]) => filled(nodes, (node) => finished[placeOf(node, holder) ?? -1]);
  const { nodes, kept } = fill(around.nodes);
  const named = headingsInOrder(nodes);
  const teaser = around.teaser && fill(around.teaser);
  return {
    passages: passagesIn(named, kept, context.baseUrl),
    teaser: teaser && passagesIn(teaser.nodes, teaser.kept, context.baseUrl),
    nodes: named,
    images: around.images,
  };
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
  const parts: string[] = [];
  let isOpen = false;
  for (const stretch of cutStretches(source)) {
    if (stretch.isAlone && isOpen) held.at(-1)!.push(stretch);
    else if (stretch.isAlone) parts.push(`${holder}${held.push([stretch]) - 1}\n\n`);
    else parts.push(stretch.text, stretch.gap);
    isOpen = stretch.isAlone;
  }
  const rest = parts.join("");
  const references = rest.includes("]:") ? readMarkdownBlocks(rest).references : {};
  return { rest, held, references, holder };
}

/** The nodes with what was kept in its places: headings as they are, of all else nothing but what is to be put there. */
function filled(nodes: readonly Node[], keptAt: (node: Node) => readonly Finished[] | undefined) {
  const result = { nodes: [] as Node[], kept: [] as (Finished | undefined)[] };
  const add = (node: Node, finished?: Finished) => {
    result.nodes.push(node);
    result.kept.push(finished);
  };
  for (const node of nodes) {
    const run = keptAt(node);
    if (!run) add(node);
    run?.forEach((finished, index) => {
      if (index > 0) add("", LINE_END);
      add(finished.heading ?? "", finished);
    });
  }
  return result;
}

function passagesIn(
  nodes: readonly Node[],
  kept: readonly (Finished | undefined)[],
  baseUrl: string,
): Passage[] {
  const passages: Passage[] = [];
  let own: Node[] = [];
  const flush = () => {
    if (own.length > 0) for (const passage of passagesOf(own, baseUrl)) passages.push(passage);
    own = [];
  };
  nodes.forEach((node, index) => {
    const finished = kept[index];
    if (!finished) return own.push(node);
    flush();
    for (const passage of finished.passages)
      passages.push(finished.heading ? { ...passage, html: serialise([node]) } : passage);
  });
  flush();
  return passages;
}

/** What the parser writes between two blocks. */
const LINE_END: Finished = {
  passages: [{ html: "\n", text: "", running: "", wordCount: 0, readingTime: 0, links: [] }],
  heading: undefined,
};

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
): Finished {
  const { nodes } = finishPart(text, context, { references, tablesBefore });
  const block = nodes.slice(0, nodes.findLastIndex((node) => !isBlank(node)) + 1);
  const [first] = block;
  const heading = block.length === 1 && isElement(first) && isHeading(first) ? first : undefined;
  return { passages: passagesOf(block, context.baseUrl), heading };
}

/** A word of letters and digits that no text of the body begins with. */
function unusedWord(source: string): string {
  for (let number = 0; ; number += 1) if (!source.includes(`held${number}x`)) return `held${number}x`;
}

function placeOf(node: Node, holder: string): number | undefined {
  const only = isElement(node, "p") && node.children.length === 1 ? node.children[0] : undefined;
  return typeof only === "string" && only.startsWith(holder) ? Number(only.slice(holder.length)) : undefined;
}
