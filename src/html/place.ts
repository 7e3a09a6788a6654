import { randomBytes } from "node:crypto";
import { SafeHtml } from "./safe-html.ts";

/** Marks that nobody can write by chance or on purpose: they are another in every process. */
const secret = randomBytes(9).toString("base64url");
const MARK = new RegExp(`<!--place ${secret} ([a-z-]+)-->`);

/** Stands in a page for what is put there when the page is sent. */
export function placeMark(place: string): SafeHtml {
  return SafeHtml.trust(`<!--place ${secret} ${place}-->`);
}

/** The text of a page, cut at its places. */
export function cutAtPlaces(html: string): (string | { place: string })[] {
  return html.split(MARK).map((piece, index) => (index % 2 === 1 ? { place: piece } : piece));
}
