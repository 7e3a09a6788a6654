import { escapeHtml } from "../../html/safe-html.ts";
import { replaceShortcodes, type Shortcode } from "./shortcode-parser.ts";

/** A picture or file of the old site's library. */
export interface Attachment {
  /** Where it is now; its old address where it was not imported. */
  url: string;
  mime: string;
  title: string;
  alt: string;
  caption: string;
}

export interface Library {
  attachment(id: number): Attachment | undefined;
  /** The pictures uploaded to this post, in their order: what [gallery] without ids shows. */
  attached(): number[];
}

/** How often unknown ones were left in the text is for the report. */
export interface Leftovers {
  shortcodes: Set<string>;
  blocks: Set<string>;
}

const LINKED_VIDEOS = ["youtube", "vimeo", "dailymotion", "ted", "wpvideo", "videopress"];
const CODE = ["sourcecode", "source", "code"];
const MEDIA = ["audio", "video", "playlist"];
const KNOWN = new Set(["caption", "wp_caption", "gallery", "embed", ...MEDIA, ...CODE, ...LINKED_VIDEOS]);

/** WordPress's own shortcodes as HTML; those of plugins stay in the text and are named in `leftovers`. */
export function expandShortcodes(html: string, library: Library, leftovers: Leftovers): string {
  if (!html.includes("[")) return html;
  const expanded = replaceShortcodes(html, KNOWN, (shortcode) => expand(shortcode, library));
  for (const [, name, closing] of expanded.matchAll(
    /\[([a-z][\w-]{2,40})(?:\s+[\w-]+=["'\w][^[\]]{0,2000}|\s*\/)\]|\[\/([a-z][\w-]{2,40})\]/g,
  ))
    leftovers.shortcodes.add((name ?? closing)!);
  return expanded;
}

function expand(shortcode: Shortcode, library: Library): string {
  const { name, content = "" } = shortcode;
  if (name === "caption" || name === "wp_caption") return caption(shortcode);
  if (name === "gallery") return gallery(shortcode, library);
  if (name === "audio" || name === "video") return player(name, shortcode);
  if (name === "playlist") return playlist(shortcode, library);
  if (CODE.includes(name)) return code(shortcode);
  const { attributes, values } = shortcode;
  const address = (content.trim() || (attributes.src ?? attributes.url ?? values.join(" ")))
    .replace(/^=/, "")
    .trim();
  return embed(address) ?? shortcode.raw;
}

function caption({ attributes, content = "" }: Shortcode): string {
  const picture = /^\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*<\/a>)?)/i.exec(content);
  const words = (attributes.caption ?? (picture ? content.slice(picture[0].length) : "")).trim();
  const shown = (attributes.caption === undefined && picture ? picture[1]! : content).trim();
  const align = /^align(?:left|right|center|none|wide|full)$/.test(attributes.align ?? "")
    ? ` ${attributes.align}`
    : "";
  const text = words && `<figcaption>${words.replace(/(?<!\s)\s*\n\s*/g, " ")}</figcaption>`;
  return `\n\n<figure class="wp-caption${align}">${shown.replace(/(?<!\s)\s*\n\s*/g, " ")}${text}</figure>\n\n`;
}

function gallery({ attributes, raw }: Shortcode, library: Library): string {
  const chosen = numbers(attributes.ids ?? attributes.include ?? "");
  const hidden = new Set(numbers(attributes.exclude ?? ""));
  const ids = (chosen.length > 0 ? chosen : library.attached()).filter((id) => !hidden.has(id));
  const pictures = ids.flatMap((id) => {
    const picture = library.attachment(id);
    return picture ? [galleryPicture(id, picture, attributes.link === "none")] : [];
  });
  if (pictures.length === 0) return ids.length > 0 ? raw : "";
  const columns = Math.min(9, Math.max(1, Number.parseInt(attributes.columns ?? "3", 10) || 3));
  return `\n\n<figure class="gallery columns-${columns}">${pictures.join("")}</figure>\n\n`;
}

function galleryPicture(
  id: number,
  { url, alt, title, caption: words }: Attachment,
  isBare: boolean,
): string {
  const image = `<img class="wp-image-${id}" src="${escapeHtml(url)}" alt="${escapeHtml(alt || (words ? "" : title))}">`;
  const shown = isBare ? image : `<a href="${escapeHtml(url)}">${image}</a>`;
  return `<figure>${shown}${words && `<figcaption>${words}</figcaption>`}</figure>`;
}

const SOURCES = {
  audio: ["src", "mp3", "m4a", "ogg", "opus", "wav", "flac", "wma"],
  video: ["src", "mp4", "m4v", "webm", "ogv", "mov", "flv", "wmv"],
};

function player(name: "audio" | "video", { attributes, values, content, raw }: Shortcode): string {
  const keys = SOURCES[name].filter((key) => attributes[key]);
  const addresses = [...new Set([...keys.map((key) => attributes[key]!), ...values])].filter(isAddress);
  if (addresses.length === 0)
    return content !== undefined && isAddress(content.trim()) ? media(name, [content.trim()]) : raw;
  return media(name, addresses, attributes.poster);
}

function media(name: string, addresses: string[], poster?: string): string {
  const picture = poster && isAddress(poster) ? ` poster="${escapeHtml(poster)}"` : "";
  if (addresses.length === 1)
    return `\n\n<figure><${name} controls src="${escapeHtml(addresses[0]!)}"${picture}></${name}></figure>\n\n`;
  const sources = addresses.map((address) => `<source src="${escapeHtml(address)}">`).join("");
  return `\n\n<figure><${name} controls${picture}>${sources}</${name}></figure>\n\n`;
}

function playlist({ attributes, raw }: Shortcode, library: Library): string {
  const items = numbers(attributes.ids ?? "").flatMap((id) => {
    const file = library.attachment(id);
    if (!file) return [];
    const name = file.mime.startsWith("video/") ? "video" : "audio";
    const words = escapeHtml(file.title || file.url);
    return [
      `<li><figure><${name} controls src="${escapeHtml(file.url)}"></${name}><figcaption>${words}</figcaption></figure></li>`,
    ];
  });
  return items.length > 0 ? `\n\n<ol>${items.join("")}</ol>\n\n` : raw;
}

function code({ attributes, values, content, raw }: Shortcode): string {
  if (content === undefined) return raw;
  const language = (
    attributes.language ??
    attributes.lang ??
    values[0]?.replace(/^=/, "") ??
    ""
  ).toLowerCase();
  const classes = /^[\w+#.-]{1,30}$/.test(language) ? ` class="language-${language}"` : "";
  // WordPress.com kept such code with its entities, plugins without.
  const text = content.replace(/^\r?\n|\r?\n\s*$/g, "");
  const isEscaped = !/[<>]/.test(text) && /&(?:lt|gt|amp|quot|#\d+);/.test(text);
  return `\n\n<pre><code${classes}>${isEscaped ? text : escapeHtml(text)}</code></pre>\n\n`;
}

/** An address that WordPress would have shown with a player or a card. The renderer makes a named link of it. */
export function embed(address: string): string | undefined {
  const url = address.replaceAll("&amp;", "&");
  if (!/^https?:\/\/[^\s<>"]+$/i.test(url)) return undefined;
  return `\n\n<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">${escapeHtml(url)}</div></figure>\n\n`;
}

function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|\/)[^\s<>"]+$/i.test(text);
}

function numbers(list: string): number[] {
  return list
    .split(/[\s,]+/)
    .map(Number)
    .filter((number) => Number.isSafeInteger(number) && number > 0);
}
