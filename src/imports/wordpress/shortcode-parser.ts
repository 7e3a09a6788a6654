/** A shortcode of a classic WordPress post: [name key="value" other]content[/name]. */
export interface Shortcode {
  name: string;
  attributes: Record<string, string>;
  /** Values without a key, in order. */
  values: string[];
  /** Between opening and closing tag; undefined where there is no closing tag. */
  content: string | undefined;
  /** As it stands in the text. */
  raw: string;
}

const LONGEST_TAG = 20_000;

/**
 * Replaces the shortcodes called `names`; others stay as they are. "[[name]]" is the escaped form and becomes "[name]".
 * What stands in <pre>, <code>, <script> and <style> is left alone but for the escapes. Linear in the length of `html`.
 */
export function replaceShortcodes(
  html: string,
  names: ReadonlySet<string>,
  replace: (shortcode: Shortcode) => string,
): string {
  let output = "";
  let position = 0;
  const closings = new Map<string, number>();
  const unclosed = new Set<string>();
  const opening = /<(pre|code|script|style)\b|\[(\[?)([a-z][\w-]*)(?=[\s\]/=])/gi;
  for (let match = opening.exec(html); match; match = opening.exec(html)) {
    const [start, verbatim, escape, name] = match;
    if (verbatim !== undefined) {
      const end = closingTag(html, verbatim.toLowerCase(), opening.lastIndex, unclosed);
      const inside = html
        .slice(match.index, end)
        .replace(/\[(\[\/?([a-z][\w-]*)[^[\]]*\])\]/gi, (whole, inner: string, known: string) =>
          names.has(known.toLowerCase()) ? inner : whole,
        );
      output += html.slice(position, match.index) + inside;
      position = end;
      opening.lastIndex = end;
      continue;
    }
    const key = name!.toLowerCase();
    if (!names.has(key)) continue;
    const begin = match.index;
    const tagEnd = endOfTag(html, begin + start.length);
    if (tagEnd === undefined) continue;
    const found = readTag(
      html,
      key,
      { begin: begin + escape!.length, tagEnd, afterName: begin + start.length },
      closings,
    );
    output += html.slice(position, begin);
    if (escape && html[found.end] === "]") {
      output += found.shortcode.raw;
      position = found.end + 1;
    } else {
      output += escape! + replace(found.shortcode);
      position = found.end;
    }
    opening.lastIndex = position;
  }
  return output + html.slice(position);
}

function readTag(
  html: string,
  name: string,
  { begin, tagEnd, afterName }: { begin: number; tagEnd: number; afterName: number },
  /** Where the next closing tag of a name is, or -1: looked up once, not once for each opening tag. */
  closings: Map<string, number>,
) {
  const inside = html.slice(afterName, tagEnd);
  const closesItself = inside.endsWith("/");
  const { attributes, values } = parseAttributes(closesItself ? inside.slice(0, -1) : inside);
  const afterTag = tagEnd + 1;
  let closing = closesItself ? -1 : (closings.get(name) ?? 0);
  if (closing !== -1 && closing < afterTag) {
    closing = html.indexOf(`[/${name}]`, afterTag);
    closings.set(name, closing);
  }
  // The next one of the same name begins before the closing tag: then this one has none.
  const next = closing === -1 ? -1 : html.slice(afterTag, closing).search(new RegExp(`\\[${name}[\\s\\]]`));
  const hasContent = closing !== -1 && next === -1;
  const end = hasContent ? closing + name.length + 3 : afterTag;
  const content = hasContent ? html.slice(afterTag, closing) : undefined;
  return { shortcode: { name, attributes, values, content, raw: html.slice(begin, end) }, end };
}

/** The position after the closing tag, or `from` where there is none. */
function closingTag(html: string, name: string, from: number, unclosed: Set<string>): number {
  if (unclosed.has(name)) return from;
  const closing = new RegExp(`</${name}\\s*>`, "gi");
  closing.lastIndex = from;
  if (closing.test(html)) return closing.lastIndex;
  unclosed.add(name);
  return from;
}

/** The "]" of a tag; inside quotes there may be others. */
function endOfTag(html: string, from: number): number | undefined {
  let quote = "";
  for (let index = from; index < html.length && index < from + LONGEST_TAG; index += 1) {
    const character = html[index]!;
    if (quote) {
      if (character === quote) quote = "";
    } else if (character === "]") return index;
    else if ((character === '"' || character === "'") && html[index - 1] === "=") quote = character;
    else if (character === "[") return undefined;
  }
  return undefined;
}

function parseAttributes(text: string): { attributes: Record<string, string>; values: string[] } {
  const attributes: Record<string, string> = {};
  const values: string[] = [];
  const plain = text.replace(/[\u00a0\u200b]/g, " ");
  for (const match of plain.matchAll(
    /([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s'"]+))|"([^"]*)"|'([^']*)'|(\S+)/g,
  )) {
    const [, key, ...rest] = match as unknown as (string | undefined)[];
    const value = rest.find((each) => each !== undefined) ?? "";
    if (key === undefined) values.push(value);
    else attributes[key.toLowerCase()] = value;
  }
  return { attributes, values };
}
