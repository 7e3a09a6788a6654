import type { Response } from "express";
import type { Keep, MadePage } from "../cache/page.ts";
import { cutAtPlaces, pageMark } from "../html/place.ts";
import type { MessageKey } from "../messages/translator.ts";
import type { SafeHtml } from "../html/safe-html.ts";
import { cutsIn } from "./fonts.ts";
import type { Helpers, Templates } from "./templates.ts";
import type { Layout, View } from "./view.ts";

/** What a page says about itself in its <head>. */
export interface PageMeta {
  title: string;
  description?: string;
  /** Absolute. */
  canonical?: string;
  /** 'noindex' for search, previews, paged comments. */
  robots?: string;
  /** Feeds beside the site's own. */
  feeds?: { title: string; href: string; type: string }[];
  openGraph?: { property: string; content: string }[];
  /** Objects of schema.org (src/html/json-ld.ts), each printed in a script element of its own. */
  jsonLd?: SafeHtml[];
  /** A post or a page, beside whose text stands what the author put below posts. */
  isStory?: boolean;
  /** Whether the page has the whole width, without a sidebar. */
  isWide?: boolean;
  /** Where the browser says that it shows this page; undefined where the server counts by itself. */
  viewAddress?: string;
  /** Where whoever is here may edit this page. */
  edit?: string;
  /** Where somebody who looks at a preview goes back to, with the fields they typed where those are not saved. */
  preview?: { editHref: string; typed: [name: string, value: string][] | null; says?: MessageKey };
  /** Notes on a text that is not out. */
  hasNotes?: boolean;
  /** A page that says what went wrong. */
  isFailure?: boolean;
  /** Which menu entry of the admin is this page's own. */
  section?: string;
}

/** Answers with a page; `keep` gives leave to keep it for other readers. */
export type Render = (res: Response, meta: PageMeta, view: View, keep?: Keep | false) => void;

/** Sends a page whose places are still to be filled. */
export type Send = (res: Response, page: MadePage, keep: Keep | false | undefined) => void;

/** Everything a layout shows around a page. */
export type Shell = (res: Response, layout: Layout, meta: PageMeta) => object;

/** The page first, then the layout around it, which has a mark where the page stands. */
export function createRender(templates: Templates, helpers: () => Helpers, shell: Shell, send: Send): Render {
  return (res, meta, { template, layout, model }, keep) => {
    const words = helpers();
    const page = templates.render(template, model, words);
    const around = { meta, body: pageMark, fonts: cutsIn(page), ...shell(res, layout, meta) };
    const html = templates.render(`layouts/${layout}`, around, words);
    // What `res.type` would look up in its list each time.
    res.setHeader("Content-Type", "text/html; charset=utf-8");
    send(res, { pieces: cutAtPlaces(html, page) }, keep);
  };
}
