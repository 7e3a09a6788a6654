/** Elements no body may bring to a page. */
const FORBIDDEN =
  "script style iframe frame frameset object embed applet form button select textarea option svg math meta link base title noscript template portal xmp plaintext".split(
    " ",
  );
const ADDRESSES = new Set([
  "href",
  "src",
  "srcset",
  "poster",
  "cite",
  "action",
  "formaction",
  "background",
  "data",
]);

/**
 * What a browser would take as dangerous in HTML, read as the HTML standard tokenises it (§13.2.5: names end at white
 * space, "/" or ">", values may be unquoted). Empty when nothing was found.
 */
export function dangers(html: string): string[] {
  const found: string[] = [];
  if (/<[!?]/.test(html)) found.push("a comment or declaration");
  for (const [, name, attributes] of html.matchAll(/<([a-z][^\s/>]*)((?:[^>"']|"[^"]*"|'[^']*')*)>?/gi)) {
    if (FORBIDDEN.includes(name!.toLowerCase())) found.push(`<${name}>`);
    for (const match of attributes!.matchAll(/([^\s/>=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s>]*))?/g)) {
      const attribute = match[1]!.toLowerCase();
      const value = decode((match[2] ?? "").replace(/^["']|["']$/g, ""));
      if (attribute.startsWith("on")) found.push(`${attribute} on <${name}>`);
      if (attribute === "style" || attribute === "srcdoc" || attribute === "target") found.push(attribute);
      if (ADDRESSES.has(attribute) && isActive(value)) found.push(`${attribute}=${value}`);
      if (/^(?:src|srcset|poster)$/.test(attribute) && isForeign(value)) found.push(`request to ${value}`);
    }
  }
  return found;
}

function decode(value: string): string {
  return value
    .replace(/&#x([0-9a-f]+);?/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);?/g, (_, decimal: string) => String.fromCodePoint(Number(decimal)))
    .replace(/&colon;/gi, ":")
    .replace(/&(?:tab|newline);/gi, "")
    .replace(/&lt;/g, "<")
    .replace(/&amp;/g, "&");
}

function isActive(value: string): boolean {
  const scheme = /^([^/?#:]*):/.exec(value.replace(/[\u0000-\u0020]/g, ""))?.[1]?.toLowerCase();
  if (scheme === undefined || ["http", "https", "mailto", "tel"].includes(scheme)) return false;
  return !/^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=]*$/i.test(value);
}

function isForeign(value: string): boolean {
  return !value.startsWith("data:") && !/^\/(?![/\\])/.test(value);
}
