import { excerptOfBody, takeMarker, textOfBody } from "./body-text.ts";
import { nameDetails } from "./details.ts";
import { showEmbeds } from "./embeds.ts";
import type { Heading } from "./headings.ts";
import { headingsOf, lowerHeadings, nameHeadings } from "./headings.ts";
import { highlightCode } from "./highlight.ts";
import { settleIds } from "./ids.ts";
import type { BodyLink } from "./links.ts";
import { finishLinks, linksOf } from "./links.ts";
import { markMore, markdownToHtml } from "./markdown.ts";
import { showMedia } from "./media.ts";
import type { BodyImage, Picture } from "./pictures.ts";
import { arrange } from "./nesting.ts";
import { captionPictures, showPictures } from "./pictures.ts";
import { SafeHtml } from "./safe-html.ts";
import { cleanCharacters, sanitise } from "./sanitise.ts";
import { scrollTables } from "./tables.ts";
import { countWords, readingMinutes } from "./text.ts";
import type { Node } from "./tree.ts";
import { serialise } from "./tree.ts";
import type { Words } from "./words.ts";

export type { Heading } from "./headings.ts";
export type { Picture } from "./pictures.ts";

/** Raised whenever the same source would be rendered differently, so that stored bodies can be made anew. */
export const RENDERER_VERSION = 2;

export type BodyFormat = "markdown" | "html";

export interface RenderContext {
  /** The public origin of the site, which tells internal from external links. */
  baseUrl: string;
  /** Uploaded pictures by the address used in the body. Called at most once per body. */
  findPictures: (urls: string[]) => Map<string, Picture>;
  /** Words inside generated HTML ("html.…"), as plain text. */
  t: Words;
}

/** All that is stored beside the source of a post or page. `text` and `excerpt` are plain. */
export interface RenderedBody {
  html: SafeHtml;
  text: string;
  excerpt: string;
  wordCount: number;
  readingMinutes: number;
  headings: Heading[];
  images: BodyImage[];
  links: BodyLink[];
  rendererVersion: number;
}

/** Longest source, in UTF-16 code units (1 MiB). */
export const LONGEST_BODY = 1024 * 1024;

/** The source is longer than `LONGEST_BODY`. */
export class BodyTooLarge extends Error {
  override readonly name = "BodyTooLarge";
}

/**
 * Makes the safe HTML of a body, once, when it is saved. The same source and context give the same bytes, and the
 * output given in again as HTML comes back unchanged. Throws BodyTooLarge.
 */
export function renderBody(source: string, format: BodyFormat, context: RenderContext): RenderedBody {
  if (source.length > LONGEST_BODY) throw new BodyTooLarge(`A body may have ${LONGEST_BODY} characters.`);
  const characters = cleanCharacters(source);
  const foreign = format === "markdown" ? markdownToHtml(characters, context.t) : markMore(characters);
  const { nodes: clean, teaser } = takeMarker(sanitise(foreign));
  const embed = (list: readonly Node[]) => showEmbeds(showMedia(list, context), context);
  const { nodes: shown, images, found } = showPictures(embed(arrange(clean)), context);
  const captioned = format === "markdown" ? captionPictures(shown, found) : shown;
  // What these passes put in may stand in a wrong place or leave an empty one.
  const ordered = nameDetails(arrange(settleIds(captioned)), context.t);
  const named = nameHeadings(lowerHeadings(ordered));
  const nodes = scrollTables(highlightCode(finishLinks(named, context)), context.t);
  const text = textOfBody(nodes);
  return {
    html: SafeHtml.trust(serialise(nodes)),
    text,
    excerpt: excerptOfBody(nodes, teaser && embed(teaser)),
    wordCount: countWords(text),
    readingMinutes: readingMinutes(text),
    headings: headingsOf(nodes),
    images,
    links: linksOf(nodes, context.baseUrl),
    rendererVersion: RENDERER_VERSION,
  };
}
