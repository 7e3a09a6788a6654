import { escapeHtml } from "../../html/safe-html.ts";

const ADDRESS =
  /(\s(?:src|href|poster|data-full-url|data-link)\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/gi;
const SRCSET = /\s(?:srcset|sizes)\s*=\s*(?:"[^"]*"|'[^']*')/gi;
const TAG = /<[a-z][a-z0-9]*\b[^<>]*>/gi;

/**
 * Replaces addresses in tags by what `resolve` says; undefined leaves one alone. A picture whose address moved loses
 * its old `srcset`: the renderer writes a new one.
 */
export function rewriteAddresses(html: string, resolve: (url: string) => string | undefined): string {
  return html.replace(TAG, (tag) => {
    const moved = tag.replace(ADDRESS, (whole: string, start: string, ...rest: (string | undefined)[]) => {
      const value = rest[0] ?? rest[1] ?? rest[2] ?? "";
      const target = resolve(value.replaceAll("&amp;", "&").replaceAll("&#038;", "&").trim());
      if (target === undefined) return whole;
      return `${start}"${escapeHtml(target)}"`;
    });
    return moved !== tag ? moved.replace(SRCSET, "") : moved;
  });
}

/** The path of an upload below wp-content/uploads, or undefined: "2008/06/canola2.jpg". Decoded once. */
export function uploadPath(url: string): string | undefined {
  const match =
    /^(?:https?:)?\/\/[^/]+\/(?:[^?#]*\/)?(?:wp-content\/uploads|wp-content\/blogs\.dir\/\d+\/files|files)\/([^?#]+)/i.exec(
      url,
    );
  const raw =
    match?.[1] ??
    /^https?:\/\/[^/]+\.files\.wordpress\.com\/([^?#]+)/i.exec(url)?.[1] ??
    /^\/(?:[^?#]*\/)?wp-content\/uploads\/([^?#]+)/i.exec(url)?.[1];
  return raw === undefined ? undefined : decoded(raw);
}

/** The address of the picture itself, for one of its sizes ("a-300x200.jpg" → "a.jpg"); undefined for no size. */
export function withoutSize(url: string): string | undefined {
  const plain = url.replace(/(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{10,})(?=\.[a-z0-9]{2,5}$)/i, "");
  return plain === url ? undefined : plain;
}

/** One spelling of an upload's address: without scheme, query and "www.", decoded. */
export function addressKey(url: string): string {
  return decoded(url.replace(/^(?:https?:)?\/\/(?:www\.)?/i, "").replace(/[?#].*$/, ""));
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
