import { fileName, hostName, webUrl } from "./addresses.ts";
import { ownMedia } from "./pictures.ts";
import type { Element, Node } from "./tree.ts";
import { element, isElement, rewrite, withAttributes } from "./tree.ts";
import type { Words } from "./words.ts";

/** Sound and film from our own media get controls and load when asked; from anywhere else they become a link. */
export function showMedia(nodes: readonly Node[], { baseUrl, t }: { baseUrl: string; t: Words }): Node[] {
  const own = (node: Element): Element[] => {
    const src = ownMedia(node.attributes.src ?? "", baseUrl);
    return src === undefined ? [] : [withAttributes(node, { src })];
  };
  return rewrite(nodes, (node) => {
    if (node.name !== "audio" && node.name !== "video") return [node];
    const self = own(node);
    const children = node.children.filter((child) => isElement(child)).flatMap(own);
    if (self.length > 0 || children.some(({ name }) => name === "source")) {
      const poster = ownMedia(node.attributes.poster ?? "", baseUrl);
      const src = self[0]?.attributes.src;
      const kept = src === undefined ? children : children.filter(({ name }) => name === "track");
      return [withAttributes(node, { src, poster, controls: "", preload: "none" }, kept)];
    }
    const first = node.children.find((child) => isElement(child, "source"));
    const address = node.attributes.src ?? first?.attributes.src ?? "";
    const url = webUrl(address, baseUrl);
    if (url === undefined) return [];
    const name = fileName(url.pathname) || hostName(url);
    const label = t(node.name === "audio" ? "html.listenTo" : "html.watchFile", {
      name,
      host: hostName(url),
    });
    return [element("a", { class: "media-link", href: url.href }, [label])];
  });
}
