import type { Token } from "markdown-it";
import type { Mark, Node } from "prosemirror-model";
import type { Parsed } from "./parser.ts";
import { plainText } from "./read.ts";
import { schema } from "./schema.ts";

/** What readers would see of these tokens; two texts with the same signature are shown alike. */
export function signature(tokens: Token[], env: Parsed["env"]): string {
  const parts: string[] = [];
  for (const token of tokens) {
    if (token.type === "inline") inlineSignature(token.children ?? [], env, parts);
    else if (token.type === "fence" || token.type === "code_block")
      parts.push("code", token.info.trim(), token.content.replace(/\n?$/, "\n"));
    else if (token.type === "footnote_reference_open") parts.push("note", String(token.meta?.label));
    else
      parts.push(
        token.type + (token.hidden ? "?" : ""),
        token.tag,
        JSON.stringify(token.attrs ?? ""),
        token.content,
      );
  }
  return parts.join("\u0001");
}

function inlineSignature(tokens: Token[], env: Parsed["env"], parts: string[]) {
  const open: string[] = [];
  let before = "";
  const put = (what: string) => {
    const dress = [...open].sort().join(",");
    if (dress !== before) parts.push(`{${dress}}`);
    before = dress;
    // pieces of one text belong together
    const last = parts.at(-1) ?? "";
    if (what.startsWith("t:") && last.startsWith("t:")) parts[parts.length - 1] = last + what.slice(2);
    else parts.push(what);
  };
  for (const token of tokens) {
    const name = token.type.replace(/_(?:open|close)$/, "");
    if (token.nesting === 1) {
      if (name === "link") parts.push("a");
      open.push(name + JSON.stringify(token.attrs ?? ""));
    } else if (token.nesting === -1) {
      const at = open.findLastIndex((one) => one.startsWith(name));
      open.splice(at, 1);
    } else if (token.type === "text") {
      if (token.content !== "") put(`t:${token.content}`);
    } else if (token.type === "image")
      put(
        `image:${JSON.stringify([token.attrGet("src"), token.attrGet("title"), plainText(token.children ?? [])])}`,
      );
    else if (token.type === "footnote_ref") {
      const { label, id } = token.meta as { label?: string; id: number };
      put(label === undefined ? `^${env.footnotes?.list?.[id]?.content ?? ""}` : `^^${label}`);
    } else put(`${token.type}:${token.content}`);
  }
}

const { nodes } = schema;

/** What a node says, without how it was written; two nodes with the same meaning are shown alike. */
export function meaning(node: Node): string {
  const parts: string[] = [];
  collect(node, parts);
  return parts.join("\u0001");
}

const COSMETIC = new Set([
  "isSetext",
  "bullet",
  "delimiter",
  "spaces",
  "step",
  "fence",
  "markup",
  "colwidth",
]);

function collect(node: Node, parts: string[]) {
  const attrs = Object.entries(node.attrs).filter(([name]) => !COSMETIC.has(name));
  parts.push(`<${node.type.name}`, JSON.stringify(attrs));
  if (node.type.spec.code || !node.inlineContent) {
    if (node.type.spec.code) parts.push(node.textContent);
    else node.forEach((child) => collect(child, parts));
  } else parts.push(...inlineMeaning(node));
  parts.push(">");
}

function inlineMeaning(parent: Node): string[] {
  const runs: { dress: string; what: string; isText: boolean }[] = [];
  parent.forEach((child) => {
    const what = child.isText
      ? child.text!
      : child.type === nodes.soft_break
        ? "\n"
        : `<${child.type.name}${JSON.stringify(child.attrs)}>`;
    const isText = child.isText || child.type === nodes.soft_break;
    const isSpace = isText && child.text?.trim() === "";
    const dress = isSpace ? "" : child.marks.filter(isTold).map(told).sort().join(",");
    const last = runs.at(-1);
    if (last?.isText && isText && last.dress === dress) last.what += what;
    else runs.push({ dress, what, isText });
  });
  // spaces at the ends of a run may stand inside or outside its marks
  const told1 = runs.map(
    ({ dress, what, isText }) => `${dress}:${isText ? what.replace(/[ \t\n]+/g, " ").trim() : what}`,
  );
  return told1.filter((run) => !run.endsWith(":"));
}

/** An address that becomes a link by itself does so in any case. */
const isTold = ({ attrs }: Mark) => attrs.auto !== "linkify";
const told = ({ type, attrs }: Mark) =>
  `${type.name}${type.name === "link" ? JSON.stringify([attrs.href, attrs.title]) : ""}`;
