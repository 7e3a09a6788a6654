import { isBlank } from "../../blank.ts";
import { plainText } from "../../html/text.ts";

const INLINE =
  /<\/?(?:a|abbr|b|bdi|br|cite|code|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var|wbr)(?:\s[^<>]*)?\/?>/gi;

/**
 * A title or name as the words a reader saw: WordPress keeps entities and inline markup in them. Other tags stay as the
 * characters they are. '' where there was nothing to see.
 */
export function plainTitle(text: string): string {
  const plain = plainText(text.replace(INLINE, "").replace(/</g, "&lt;"));
  return isBlank(plain) ? "" : plain.replace(/\s+/g, " ").trim();
}

/** An excerpt without its markup. */
export function plainExcerpt(html: string): string {
  return plainText(html).trim();
}

/** A path segment of the old site, which WordPress writes percent-encoded: "%e6%9d%b1" → "東". */
export function decodeSlug(slug: string): string {
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}
