import { fileName, hostName, isInternal, webUrl } from "./addresses.ts";
import type { Element, Node } from "./tree.ts";
import { contains, rewrite, textOf, visit, withAttributes } from "./tree.ts";
import type { Words } from "./words.ts";

/** A link a body holds: relative addresses, and those of the site itself, are internal. */
export interface BodyLink {
  url: string;
  isInternal: boolean;
}

/** Adds what a link to another site must say, and a name to links that show nothing but a picture without words. */
export function finishLinks(nodes: readonly Node[], { baseUrl, t }: { baseUrl: string; t: Words }): Node[] {
  return rewrite(nodes, (node) => {
    const { href, rel } = node.attributes;
    if (node.name !== "a" || href === undefined) return [node];
    const isForeign = webUrl(href, baseUrl) !== undefined && !isInternal(href, baseUrl);
    const words = rel?.split(" ") ?? [];
    if (isForeign && !words.includes("noopener")) words.push("noopener");
    const relation = words.length > 0 ? words.join(" ") : undefined;
    const label = node.attributes["aria-label"] ?? (isSilent(node) ? nameOf(href, baseUrl, t) : undefined);
    return [withAttributes(node, { rel: relation, "aria-label": label })];
  });
}

function isSilent(link: Element): boolean {
  return (
    textOf([link]) === "" &&
    !contains(link.children, ({ attributes: { alt } }) => alt !== undefined && alt !== "")
  );
}

function nameOf(href: string, baseUrl: string, t: Words): string {
  const url = webUrl(href, baseUrl);
  const name = fileName(href);
  if (/\.(?:avif|gif|jpe?g|png|webp)$/i.test(name)) return t("html.openPicture", { name });
  if (url === undefined) return href;
  return isInternal(href, baseUrl)
    ? t("html.openPage", { name: name === "" ? hostName(url) : name })
    : hostName(url);
}

/** Every web address the body links to, once, in order. Links inside the body itself are left out. */
export function linksOf(nodes: readonly Node[], baseUrl: string): BodyLink[] {
  const links = new Map<string, BodyLink>();
  visit(nodes, ({ name, attributes: { href } }) => {
    if (name !== "a" || href === undefined || href.startsWith("#") || links.has(href)) return;
    if (webUrl(href, baseUrl) !== undefined)
      links.set(href, { url: href, isInternal: isInternal(href, baseUrl) });
  });
  return [...links.values()];
}
