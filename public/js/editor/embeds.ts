import type { Node } from "prosemirror-model";
import type { NodeView } from "prosemirror-view";
import { hostName, webUrl } from "../../../src/html/addresses.ts";
import { embedWords } from "../../../src/html/embed-hosts.ts";
import { wordOf } from "./words.ts";

/** What readers get instead of a paragraph that is only the address of a player or a post; undefined for any other. */
export function embedName({ childCount, firstChild }: Node): string | undefined {
  if (childCount !== 1 || !firstChild!.isText) return undefined;
  const { text, marks } = firstChild!;
  if (!/^https?:\/\/\S+$/i.test(text!.trim())) return undefined;
  const shown = webUrl(text!.trim());
  const link = marks.find(({ type }) => type.name === "link");
  const url = link ? webUrl(String(link.attrs.href)) : shown;
  if (!url || url.host !== shown?.host) return undefined;
  const words = embedWords(url);
  return words && wordOf(words.replace("html.", ""), { host: hostName(url) });
}

/** A paragraph, with the name that readers see of it where it is an embed. */
export class Paragraph implements NodeView {
  readonly dom = document.createElement("p");
  readonly contentDOM = this.dom;
  private readonly node: Node;

  constructor(node: Node) {
    this.node = node;
    this.dom.dir = "auto";
    this.show(node);
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.show(node);
    return true;
  }

  private show(node: Node) {
    const name = embedName(node);
    if (name === undefined) delete this.dom.dataset.embed;
    else this.dom.dataset.embed = name;
  }
}
