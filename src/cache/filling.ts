import { createHash } from "node:crypto";
import { deflatePiece, type DeflatedPiece } from "./gzip.ts";

/** What stands in the places of all pages: the same for every page, until it is another filling. */
export interface Filling {
  /** Grows with every change of a text. */
  number: number;
  /** Of all texts: the second half of the ETag of a page with places. */
  hash: string;
  /** Which places have something in them: pages are laid out for that. */
  furnished: string;
  /** By the name of the place; the places are the same in every filling, in the same order. */
  texts: ReadonlyMap<string, string>;
  /** The texts in their order, compressed. */
  deflated: readonly DeflatedPiece[];
}

/** Makes fillings: the same one again where no text differs, so that nothing is compressed or sent anew for nothing. */
export function fillings() {
  let current: Filling | undefined;
  return (texts: ReadonlyMap<string, string>): Filling => {
    const isSame =
      current?.texts.size === texts.size &&
      [...texts].every(([place, text]) => current?.texts.get(place) === text);
    if (current && isSame) return current;
    const hash = createHash("sha1").update(JSON.stringify([...texts]));
    return (current = {
      number: (current?.number ?? 0) + 1,
      hash: hash.digest("base64url").slice(0, 10),
      furnished: [...texts].flatMap(([place, text]) => (text === "" ? [] : [place])).join(" "),
      texts,
      deflated: [...texts.values()].map((text) => deflatePiece(Buffer.from(text))),
    });
  };
}
