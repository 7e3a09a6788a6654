import type { Node } from "./tree.ts";
import { rewrite, visit, withAttributes } from "./tree.ts";

/** Ids, and beginnings of ids, that the site's own pages use around a body. */
const OWN = new Set(
  "author byline comment comments content email excerpt footer header login main masthead menu name nav newsletter page password post q related reply respond save search share sidebar site skip submit tags title toc url website widgets".split(
    " ",
  ),
);
const OWN_BEGINNINGS = /^(?:comment|field|form|menu|nav|reply|respond|search|site|toc|widget)-/;

const PREFIX = "user-content-";

/** The id, prefixed where the page around the body might use it or where it starts with no letter. */
export function bodyId(id: string): string {
  const isFree = /^\p{L}/u.test(id) && !OWN.has(id.toLowerCase()) && !OWN_BEGINNINGS.test(id.toLowerCase());
  return isFree ? id : PREFIX + id;
}

/** Every id once and none of the page's own; links inside the body follow their target. */
export function settleIds(nodes: readonly Node[]): Node[] {
  const taken = new Set<string>();
  const moved = new Map<string, string>();
  visit(nodes, ({ attributes: { id } }) => {
    if (id !== undefined && bodyId(id) !== id) moved.set(`#${id}`, `#${bodyId(id)}`);
  });
  const settle = (list: readonly Node[]): Node[] =>
    list.map((node) => {
      if (typeof node === "string") return node;
      const { id, href } = node.attributes;
      const wanted = id === undefined ? undefined : bodyId(id);
      const changes: Record<string, string | undefined> = {};
      if (wanted !== undefined) changes.id = taken.has(wanted) ? undefined : wanted;
      if (wanted !== undefined) taken.add(wanted);
      if (href !== undefined) changes.href = moved.get(href) ?? href;
      return withAttributes(node, changes, settle(node.children));
    });
  return settle(nodes);
}

/** Takes one function per body: answers an unused id made of the words, in any script. */
export function idMaker(nodes: readonly Node[]): (words: string) => string {
  const taken = new Set<string>();
  visit(nodes, ({ attributes: { id } }) => {
    if (id !== undefined) taken.add(id);
  });
  const next = new Map<string, number>();
  return (words) => {
    const slug = words
      .normalize("NFKC")
      .toLowerCase()
      .replace(/['’]/g, "")
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
    const short = Array.from(slug)
      .slice(0, 80)
      .join("")
      .replace(/^-+|-+$/g, "");
    const base = bodyId(/^\p{L}/u.test(short) ? short : `section-${short}`.replace(/-$/, ""));
    let id = base;
    for (let count = next.get(base) ?? 2; taken.has(id); count++) {
      id = `${base}-${count}`;
      next.set(base, count + 1);
    }
    taken.add(id);
    return id;
  };
}

/** Ids nobody links to from the outside are of no use in short texts, and would repeat on a page. */
export function withoutIds(nodes: readonly Node[]): Node[] {
  return rewrite(nodes, (node) => [withAttributes(node, { id: undefined })]);
}
