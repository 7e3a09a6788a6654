import { takeMarker } from "./body-text.ts";
import { nameDetails } from "./details.ts";
import { showEmbeds } from "./embeds.ts";
import { lowerHeadings, nameHeadings } from "./headings.ts";
import { highlightCode } from "./highlight.ts";
import { settleIds } from "./ids.ts";
import { finishLinks } from "./links.ts";
import type { LinkDefinitions } from "./markdown.ts";
import { markMore, markdownToHtml } from "./markdown.ts";
import { showMedia } from "./media.ts";
import { arrange } from "./nesting.ts";
import type { BodyImage, Picture } from "./pictures.ts";
import { captionPictures, showPictures } from "./pictures.ts";
import { sanitise } from "./sanitise.ts";
import { scrollTables } from "./tables.ts";
import type { Node } from "./tree.ts";
import type { Words } from "./words.ts";

export interface RenderContext {
  /** The public origin of the site, which tells internal from external links. */
  baseUrl: string;
  /** Uploaded pictures by the address used in the body. Called at most once per body. */
  findPictures: (urls: string[]) => Map<string, Picture>;
  /** Words inside generated HTML ("html.…"), as plain text. */
  t: Words;
}

/** A body as readers get it. `teaser` is what stands before `<!--more-->`, undefined where that is nowhere. */
export interface FinishedBody {
  nodes: Node[];
  teaser: Node[] | undefined;
  images: BodyImage[];
}

/** What a part of a body has to know of the whole. */
export interface Surroundings {
  /** Links that are defined elsewhere. */
  references?: LinkDefinitions;
  /** How many tables stand before it. */
  tablesBefore?: number;
}

/** Markdown as readers get it. */
export function finishMarkdown(source: string, context: RenderContext): FinishedBody {
  return whole(finishPart(source, context));
}

/** HTML of an editor, or of another site, as readers get it. */
export function finishHtml(source: string, context: RenderContext): FinishedBody {
  return whole(finish(markMore(source), context, (nodes) => [...nodes]));
}

/** A part of a body of Markdown: its headings have no level and no id yet, which they get by `headingsInOrder`. */
export function finishPart(
  source: string,
  context: RenderContext,
  { references, tablesBefore }: Surroundings = {},
): FinishedBody {
  const foreign = markdownToHtml(source, context.t, references);
  return finish(foreign, context, captionPictures, tablesBefore);
}

/** The level and the id of every heading, from all of a body. */
export function headingsInOrder(nodes: readonly Node[]): Node[] {
  return nameHeadings(lowerHeadings(nodes));
}

function whole(body: FinishedBody): FinishedBody {
  return { ...body, nodes: headingsInOrder(body.nodes) };
}

/** Foreign HTML made safe, put in order and dressed for readers. */
function finish(
  foreign: string,
  context: RenderContext,
  caption: typeof captionPictures,
  tablesBefore?: number,
): FinishedBody {
  const { nodes: clean, teaser } = takeMarker(sanitise(foreign));
  const embed = (list: readonly Node[]) => showEmbeds(showMedia(list, context), context);
  const { nodes: shown, images, found } = showPictures(embed(arrange(clean)), context);
  // What these passes put in may stand in a wrong place or leave an empty one.
  const ordered = nameDetails(arrange(settleIds(caption(shown, found))), context.t);
  const nodes = scrollTables(highlightCode(finishLinks(ordered, context)), context.t, tablesBefore);
  return { nodes, teaser: teaser && embed(teaser), images };
}
