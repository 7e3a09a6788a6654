import { escapeHtml, SafeHtml } from "./safe-html.ts";
export const RENDERER_VERSION = 0;
export type BodyFormat = "markdown" | "html";
export interface Picture {
  mediaId: number;
  src: string;
  width: number;
  height: number;
  srcset: string | null;
  alt: string;
  caption?: string;
  credit?: string;
}
export interface RenderContext {
  baseUrl: string;
  findPictures(urls: string[]): Map<string, Picture>;
  t: (key: string, values?: Record<string, string | number>) => string;
}
export interface Heading {
  level: 2 | 3 | 4 | 5 | 6;
  id: string;
  text: string;
}
export interface RenderedBody {
  html: SafeHtml;
  text: string;
  excerpt: string;
  wordCount: number;
  readingMinutes: number;
  headings: Heading[];
  images: { url: string; alt: string; mediaId: number | null }[];
  links: { url: string; isInternal: boolean }[];
  rendererVersion: number;
}
export function renderBody(source: string, _format: BodyFormat, _context: RenderContext): RenderedBody {
  return {
    html: SafeHtml.trust(`<p>${escapeHtml(source)}</p>`),
    text: source,
    excerpt: source.slice(0, 200),
    wordCount: 1,
    readingMinutes: 1,
    headings: [],
    images: [],
    links: [],
    rendererVersion: 0,
  };
}
