/** What XML may not hold and no author typed, such as what Word leaves behind. XML 1.0, production 2 */
const FORBIDDEN = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/g;

const MARK = /<!\[CDATA\[|\]\]>|&/g;
const LONGEST_MARK = "<![CDATA[".length;

const REFERENCE = /&(?:amp|lt|gt|quot|apos|#(\d{1,9})|#x([\da-fA-F]{1,8}));/y;
const LONGEST_REFERENCE = "&#x0010FFFF;".length;

/**
 * Mends what exporters write that is almost XML, and what WordPress's own importer reads: blank lines before the
 * declaration, control characters, and outside of CDATA sections an "&" that begins no reference of XML ("?a=1&b=2",
 * "&nbsp;"). Takes a document in pieces, and may keep the end of one until the next.
 */
export function almostXml() {
  let held = "";
  let hasBegun = false;
  let isCdata = false;

  const mend = (piece: string, isLast: boolean): string => {
    let text = held + piece.replace(FORBIDDEN, "");
    if (!hasBegun) text = text.trimStart();
    hasBegun ||= text !== "";
    let mended = "";
    let position = 0;
    let end = isLast ? text.length : Math.max(0, text.length - LONGEST_MARK + 1);
    for (const { 0: mark, index } of text.matchAll(MARK)) {
      if (mark !== "&") isCdata = mark !== "]]>";
      else if (!isCdata && !isReference(text, index)) {
        if (!isLast && index > text.length - LONGEST_REFERENCE) {
          end = index;
          break;
        }
        mended += `${text.slice(position, index)}&amp;`;
        position = index + 1;
      }
      end = Math.max(end, index + mark.length);
    }
    held = text.slice(end);
    return mended + text.slice(position, end);
  };
  return {
    write: (piece: string): string => mend(piece, false),
    end: (): string => mend("", true),
  };
}

function isReference(text: string, at: number): boolean {
  REFERENCE.lastIndex = at;
  const found = REFERENCE.exec(text);
  if (!found) return false;
  const [, decimal, hex] = found;
  if (decimal === undefined && hex === undefined) return true;
  const point = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
  return (
    point <= 0x10ffff &&
    (point < 0xd800 || point > 0xdfff) &&
    String.fromCodePoint(point).search(FORBIDDEN) === -1
  );
}
