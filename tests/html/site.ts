import { readFileSync } from "node:fs";
import type { BodyFormat, Picture, RenderContext } from "../../src/html/render.ts";
import { renderBody } from "../../src/html/render.ts";

/** The site all bodies of these tests belong to. Words are shown as their key and values. */
export function site(pictures: Record<string, Picture> = {}): RenderContext {
  return {
    baseUrl: "https://news.test",
    findPictures: (urls) =>
      new Map(urls.filter((url) => url in pictures).map((url) => [url, pictures[url]!])),
    t: (key, values) => [key.replace("html.", ""), ...Object.values(values ?? {})].join(" "),
  };
}

export function picture(changes: Partial<Picture> = {}): Picture {
  return {
    mediaId: 7,
    src: "/media/7/harbour.webp",
    width: 1200,
    height: 800,
    srcset: "/media/7/harbour-640.webp 640w, /media/7/harbour.webp 1200w",
    alt: "The harbour",
    ...changes,
  };
}

function render(source: string, format: BodyFormat, pictures?: Record<string, Picture>): string {
  return renderBody(source, format, site(pictures)).html.toString();
}

export function markdown(source: string, pictures?: Record<string, Picture>): string {
  return render(source, "markdown", pictures);
}

export function html(source: string, pictures?: Record<string, Picture>): string {
  return render(source, "html", pictures);
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}
