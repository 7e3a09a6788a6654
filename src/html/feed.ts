import { webUrl } from "./addresses.ts";
import type { SafeHtml } from "./safe-html.ts";
import type { Element, Node } from "./tree.ts";
import { classesOf, isElement, parseTree, rewrite, serialise, withAttributes } from "./tree.ts";

const OURS = ["class", "tabindex", "role", "aria-label", "loading", "decoding", "srcset", "sizes"];
const ADDRESSES = ["href", "src", "poster", "cite"];

/**
 * A body for feed readers: absolute addresses, resolved against `baseUrl` (the address of the post, where notes and
 * anchors should lead there), nothing that only means something beside our style sheet.
 */
export function feedHtml(html: SafeHtml, baseUrl: string): string {
  return serialise(rewrite(parseTree(html.toString()), (node) => forFeed(node, baseUrl)));
}

function forFeed(node: Element, baseUrl: string): Node[] {
  if (node.name === "input") return [node.attributes.checked === undefined ? "☐" : "☑"];
  if (node.name === "wbr") return [];
  if (node.name === "section" && classesOf(node).includes("table-scroll")) return [...node.children];
  if (node.name === "span" && classesOf(node).some((name) => name.startsWith("hljs")))
    return [...node.children];
  const changes: Record<string, string | undefined> = Object.fromEntries(
    OURS.map((name) => [name, undefined]),
  );
  for (const name of ADDRESSES) {
    const address = node.attributes[name];
    if (address !== undefined && !address.startsWith("data:")) {
      changes[name] = webUrl(address, baseUrl)?.href ?? (name === "href" ? address : undefined);
    }
  }
  const changed = withAttributes(node, changes);
  return isElement(changed, "section") ? [{ ...changed, name: "div" }] : [changed];
}
