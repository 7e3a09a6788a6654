import { isLong } from "../long-text.ts";
import { excerptOfBody } from "./body-text.ts";
import type { FinishedBody, RenderContext } from "./finish.ts";
import { finishHtml, finishMarkdown } from "./finish.ts";
import type { Heading } from "./headings.ts";
import { headingsOf } from "./headings.ts";
import type { BodyLink } from "./links.ts";
import { finishByBlock, type BodyInParts } from "./long-body.ts";
import { passagesOf } from "./passages.ts";
import type { BodyImage } from "./pictures.ts";
import { SafeHtml } from "./safe-html.ts";
import { cleanCharacters } from "./sanitise.ts";

export type { RenderContext } from "./finish.ts";
export type { Heading } from "./headings.ts";
export type { Picture } from "./pictures.ts";

/** Raised whenever the same source would be rendered differently, so that stored bodies can be made anew. */
export const RENDERER_VERSION = 3;

export type BodyFormat = "markdown" | "html";

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

/** Throws BodyTooLarge. */
export function checkLength(source: string): void {
  if (source.length > LONGEST_BODY) throw new BodyTooLarge(`A body may have ${LONGEST_BODY} characters.`);
}

/**
 * Makes the safe HTML of a body, once, when it is saved. The same source and context give the same bytes, and the
 * output given in again as HTML comes back unchanged. Throws BodyTooLarge.
 */
export function renderBody(source: string, format: BodyFormat, context: RenderContext): RenderedBody {
  checkLength(source);
  const clean = cleanCharacters(source);
  if (format === "html") return renderedWhole(finishHtml(clean, context), context);
  const inParts = isLong(clean) ? finishByBlock(clean, context) : undefined;
  return inParts ? rendered(inParts) : renderedWhole(finishMarkdown(clean, context), context);
}

function renderedWhole({ nodes, teaser, images }: FinishedBody, { baseUrl }: RenderContext): RenderedBody {
  return rendered({
    ...{ nodes, images, passages: passagesOf(nodes, baseUrl) },
    teaser: teaser && passagesOf(teaser, baseUrl),
  });
}

function rendered({ nodes, passages, teaser, images }: BodyInParts): RenderedBody {
  const links = new Map<string, BodyLink>();
  let [wordCount, readingTime] = [0, 0];
  for (const passage of passages) {
    wordCount += passage.wordCount;
    readingTime += passage.readingTime;
    for (const link of passage.links) if (!links.has(link.url)) links.set(link.url, link);
  }
  return {
    html: SafeHtml.trust(passages.map(({ html }) => html).join("")),
    text: passages.flatMap(({ text }) => text || []).join("\n"),
    excerpt: excerptOfBody(passages, teaser),
    wordCount,
    readingMinutes: Math.max(1, Math.round(readingTime)),
    headings: headingsOf(nodes),
    images,
    links: [...links.values()],
    rendererVersion: RENDERER_VERSION,
  };
}
