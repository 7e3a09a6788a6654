import { randomBytes } from "node:crypto";
import { SafeHtml } from "./safe-html.ts";

/** Marks that nobody can write by chance or on purpose: they are another in every process. */
const secret = randomBytes(9).toString("base64url");
const BEFORE = `\u0001place ${secret} `; // begins with a sign that pages do not have: most of a page is passed over
const AFTER = "\u0001";
const VIEWS = "views of ";

/** What is put into a page when it is sent: the widgets of an area, or how often a post was read. */
export type Gap = { place: string } | { viewsOf: number };

/** Stands in a page for what is put there when the page is sent. */
export function placeMark(place: string): SafeHtml {
  return SafeHtml.trust(BEFORE + place + AFTER);
}

/** Stands for how often a post was read. */
export function viewsMark(postId: number): SafeHtml {
  return placeMark(`${VIEWS}${postId}`);
}

/** Stands in a layout for the page that it is put around. */
export const pageMark = placeMark("page");

/**
 * The pieces of a page with its layout around it, cut at their marks. Nothing is put together: a piece goes from here to
 * where it is sent as it is.
 */
export function cutAtPlaces(layout: string, page: string): (string | Gap)[] {
  const [before = "", after = ""] = layout.split(pageMark.toString());
  return [...cut(before), ...cut(page), ...cut(after)];
}

function cut(html: string): (string | Gap)[] {
  const [first, ...others] = html.split(BEFORE);
  const pieces: (string | Gap)[] = [first!];
  for (const piece of others) {
    const end = piece.indexOf(AFTER);
    pieces.push(gapOf(piece.slice(0, end)), piece.slice(end + AFTER.length));
  }
  return pieces;
}

function gapOf(name: string): Gap {
  return name.startsWith(VIEWS) ? { viewsOf: Number(name.slice(VIEWS.length)) } : { place: name };
}
