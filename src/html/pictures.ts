import { fileName, hostName, webUrl } from "./addresses.ts";
import type { Element, Node } from "./tree.ts";
import { addClass, classesOf, element, isBlank, isElement, rewrite, visit, withAttributes } from "./tree.ts";
import type { Words } from "./words.ts";

/** An uploaded picture as a body shows it. `src` and `srcset` are addresses below /media/; sizes are in pixels. */
export interface Picture {
  mediaId: number;
  src: string;
  width: number;
  height: number;
  srcset: string | null;
  alt: string;
  caption?: string;
  credit?: string;
}

/** A picture a body holds. `url` as the author wrote it; `mediaId` is null for one that was not uploaded here. */
export interface BodyImage {
  url: string;
  alt: string;
  mediaId: number | null;
}

/** The widest column of text, in CSS pixels: no picture in it is shown larger. */
const COLUMN_PX = 720;
const LONGEST_DATA_URL = 20 * 1024;
const DATA_PICTURE = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=]+$/i;
const PICTURE_FILE = /\.(?:avif|gif|jpe?g|png|webp)$/i;

/** The path below /media/ when the address is of our own media, on this site or written in full. */
export function ownMedia(address: string, baseUrl: string): string | undefined {
  const url = webUrl(address, baseUrl);
  if (url === undefined || url.host !== new URL(baseUrl).host) return undefined;
  if (!/^(?:https?:)?\/|^\\/i.test(address)) return undefined;
  return url.pathname.startsWith("/media/") ? url.pathname + url.search : undefined;
}

/** An old upload address on this site, such as /wp-content/uploads/a.png, which redirects to the picture. */
function onThisSite(address: string): string | undefined {
  return /^\/(?![/\\])/.test(address) && PICTURE_FILE.test(address.replace(/[?#].*$/, ""))
    ? address
    : undefined;
}

function ownSrcset(srcset: string | undefined): string | undefined {
  const candidates = srcset?.split(/\s*,\s+/) ?? [];
  return candidates.length > 0 && candidates.every((each) => /^\/media\/[^\s,]+( [\d.]+[wx])?$/.test(each))
    ? srcset
    : undefined;
}

function sizesFor(width: number, node: Element): string {
  if (classesOf(node).some((name) => name === "alignwide" || name === "alignfull")) return "100vw";
  const shown = Math.min(width, COLUMN_PX);
  return `(max-width: ${shown}px) 100vw, ${shown}px`;
}

/** The picture from our media, at the author's width where that is smaller. */
function showPicture(node: Element, picture: Picture): Element {
  const asked = Number(node.attributes.width ?? picture.width);
  const width = Math.min(asked, picture.width);
  const height = Math.max(1, Math.round((width * picture.height) / picture.width));
  const hasSet = picture.srcset !== null && picture.srcset !== "";
  const { id, class: classes, title, lang, dir, alt } = node.attributes;
  return element("img", {
    id,
    class: classes,
    src: picture.src,
    alt: alt === undefined || alt === "" ? picture.alt : alt,
    width: String(width),
    height: String(height),
    srcset: hasSet ? picture.srcset! : undefined,
    sizes: hasSet ? sizesFor(width, node) : undefined,
    loading: "lazy",
    decoding: "async",
    title,
    lang,
    dir,
  });
}

/** A picture that is not ours to load: its words, and a link where it can be seen. */
function linkPicture(node: Element, isInLink: boolean, words: Words): Node[] {
  const src = node.attributes.src!;
  const url = src.startsWith("data:") ? undefined : webUrl(src.startsWith("//") ? `https:${src}` : src);
  const named = [node.attributes.alt, fileName(src.startsWith("data:") ? "" : src)].find((name) => name);
  const name = Array.from(named ?? "")
    .slice(0, 200)
    .join("");
  const label = url
    ? words("html.pictureOn", { name: name === "" ? hostName(url) : name, host: hostName(url) })
    : words("html.pictureMissing", { name });
  if (url === undefined && name === "") return [];
  const classes = addClass(node, "picture-link");
  if (url === undefined || isInLink) return [element("span", { class: classes }, [label])];
  return [element("a", { class: classes, href: url.href, rel: "noopener" }, [label])];
}

interface PictureContext {
  baseUrl: string;
  findPictures: (urls: string[]) => Map<string, Picture>;
  t: Words;
}

/** Shows uploaded pictures in all their sizes; those of other places become links, so that no reader is sent there. */
export function showPictures(
  nodes: readonly Node[],
  context: PictureContext,
): { nodes: Node[]; images: BodyImage[]; found: Map<string, Picture> } {
  const urls = new Set<string>();
  visit(nodes, ({ name, attributes: { src } }) => {
    if (name === "img" && src !== undefined && !src.startsWith("data:")) urls.add(src);
  });
  const found = urls.size > 0 ? context.findPictures([...urls]) : new Map<string, Picture>();
  const images: BodyImage[] = [];
  const shown = rewrite(nodes, (node, ancestors) => {
    if (node.name !== "img") return [node];
    const src = node.attributes.src ?? "";
    if (src.startsWith("data:")) {
      const isKept = src.length <= LONGEST_DATA_URL && DATA_PICTURE.test(src);
      return isKept
        ? [withAttributes(node, { alt: node.attributes.alt ?? "", srcset: undefined, sizes: undefined })]
        : [];
    }
    const picture = found.get(src);
    images.push({
      url: src,
      alt: node.attributes.alt ?? picture?.alt ?? "",
      mediaId: picture?.mediaId ?? null,
    });
    if (picture) return [showPicture(node, picture)];
    const own = ownMedia(src, context.baseUrl) ?? onThisSite(src);
    const isInLink = ancestors.some(({ name }) => name === "a");
    if (own === undefined) return linkPicture(node, isInLink, context.t);
    const srcset = ownSrcset(node.attributes.srcset);
    return [
      withAttributes(node, {
        src: own,
        alt: node.attributes.alt ?? "",
        srcset,
        sizes: srcset === undefined ? undefined : node.attributes.sizes,
        loading: "lazy",
        decoding: "async",
      }),
    ];
  });
  return { nodes: shown, images, found };
}

/** The only picture in a paragraph, perhaps inside a link. */
function lonePicture(paragraph: Element): Element | undefined {
  const rest = paragraph.children.filter((child) => !isBlank(child));
  const [only] = rest;
  if (rest.length !== 1 || !isElement(only)) return undefined;
  return only.name === "img" ? only : only.name === "a" ? lonePicture(only) : undefined;
}

/**
 * Markdown has no figures: a paragraph that holds one picture becomes one where there is a caption, from the picture's
 * title or else from the media library, which also knows the credit.
 */
export function captionPictures(nodes: readonly Node[], found: ReadonlyMap<string, Picture>): Node[] {
  return rewrite(nodes, (node, ancestors) => {
    const image = node.name === "p" ? lonePicture(node) : undefined;
    if (image === undefined || ancestors.some(({ name }) => name === "figure" || name === "a")) return [node];
    const picture = found.get(image.attributes.src ?? "");
    const caption = image.attributes.title ?? picture?.caption;
    if (!caption && !picture?.credit) return [node];
    const words: Node[] = caption ? [caption] : [];
    if (picture?.credit)
      words.push(caption ? " " : "", element("span", { class: "credit" }, [picture.credit]));
    const untitled = rewrite(node.children, (child) =>
      child.name === "img" ? [withAttributes(child, { title: undefined })] : [child],
    );
    const shown = untitled.filter((child) => !isBlank(child));
    return [element("figure", node.attributes, [...shown, element("figcaption", {}, words)])];
  });
}
