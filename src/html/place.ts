import { randomBytes } from "node:crypto";
import { SafeHtml } from "./safe-html.ts";

/** Marks that nobody can write by chance or on purpose: they are another in every process. */
const secret = randomBytes(9).toString("base64url");
const BEFORE = `<!--place ${secret} `;
const AFTER = "-->";

/** Stands in a page for what is put there when the page is sent. */
export function placeMark(place: string): SafeHtml {
  return SafeHtml.trust(BEFORE + place + AFTER);
}

/** The text of a page, cut at its places. */
export function cutAtPlaces(html: string): (string | { place: string })[] {
  const [first, ...others] = html.split(BEFORE);
  return [
    first!,
    ...others.flatMap((piece) => {
      const end = piece.indexOf(AFTER);
      return [{ place: piece.slice(0, end) }, piece.slice(end + AFTER.length)];
    }),
  ];
}
