import { hostName, webUrl } from "./addresses.ts";
import { embedWords } from "./embed-hosts.ts";
import type { Element, Node } from "./tree.ts";
import { classesOf, element, isBlank, isElement, rewrite, textOf } from "./tree.ts";
import type { Words } from "./words.ts";

/** Where a person goes instead of a player's frame. */
function pageOf(frame: URL): URL {
  const host = hostName(frame);
  const id = /^\/(?:embed|v|video|shorts)\/([\w-]+)$/.exec(frame.pathname)?.[1];
  if (/(?:^|\.)youtube(?:-nocookie)?\.com$/.test(host) && id !== undefined && id !== "videoseries") {
    return new URL(`https://www.youtube.com/watch?v=${id}`);
  }
  if (host === "player.vimeo.com" && id !== undefined) return new URL(`https://vimeo.com/${id}`);
  if (host === "open.spotify.com") return new URL(frame.href.replace("/embed/", "/"));
  if (/(?:^|\.)dailymotion\.com$/.test(host) && frame.pathname.startsWith("/embed/video/")) {
    return new URL(`https://www.dailymotion.com/video/${frame.pathname.slice("/embed/video/".length)}`);
  }
  return frame;
}

function card(url: URL, key: string, t: Words): Element {
  const link = element("a", { href: url.href, rel: "noopener" }, [t(key, { host: hostName(url) })]);
  return element("p", { class: "embed" }, [link]);
}

/** The address, where that is all a paragraph says. */
function loneUrl(node: Element): URL | undefined {
  const rest = node.children.filter((child) => !isBlank(child));
  const [only] = rest;
  if (rest.length !== 1 || only === undefined) return undefined;
  const text = textOf([only]).trim();
  if (!/^https?:\/\/\S+$/i.test(text)) return undefined;
  const shown = webUrl(text);
  if (typeof only === "string") return shown;
  if (only.name !== "a") return isElement(only) && only.name !== "img" ? loneUrl(only) : undefined;
  const url = webUrl(only.attributes.href ?? "");
  return url !== undefined && url.host === shown?.host ? url : undefined;
}

/** Turns frames, WordPress embed blocks and paragraphs that are only an address into named links. */
export function showEmbeds(nodes: readonly Node[], { baseUrl, t }: { baseUrl: string; t: Words }): Node[] {
  return rewrite(nodes, (node, ancestors) => {
    const classes = classesOf(node);
    if (node.name === "a" && classes.includes("embed-frame")) {
      const frame = webUrl(node.attributes.href ?? "", baseUrl);
      if (frame === undefined) return [];
      const page = pageOf(frame);
      return [card(page, embedWords(page) ?? "html.embedOpen", t)];
    }
    const isBlockOfEmbed =
      node.name === "div" &&
      (classes.includes("wp-block-embed__wrapper") || isElement(ancestors.at(-1), "figure"));
    if (node.name !== "p" && !isBlockOfEmbed) return [node];
    const url = loneUrl(node);
    if (url === undefined) return [node];
    const key =
      embedWords(url) ?? (classes.includes("wp-block-embed__wrapper") ? "html.embedOpen" : undefined);
    return key === undefined ? [node] : [card(url, key, t)];
  });
}
