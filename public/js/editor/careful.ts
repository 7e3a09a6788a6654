import type { Node } from "prosemirror-model";
import { blocksOf, finished } from "./blocks.ts";
import { meaning, signature } from "./guard.ts";
import { parse, type Parsed, type Surroundings } from "./parser.ts";
import type { Part } from "./parts.ts";
import { NotRich, readBlock } from "./read.ts";
import type { Reading } from "./reading.ts";
import { schema } from "./schema.ts";
import { writeBlock, type Caution } from "./write.ts";

const { nodes } = schema;

/** Longer blocks are not read again after every change. UTF-16 code units. */
export const LONGEST_CHECKED = 50_000;
const CAUTIONS: Caution[] = [0, 1, 2, 3];
/** A definition of a link or a footnote inside a list or a quote: it leaves no trace in the tokens. */
const HIDDEN_DEFINITION = /^[ >\-+*\d.)\t]*\[[^\]\n]+\]:/m;

/** The richer form of a block, where writing it back shows readers the same. */
export function readCarefully(
  { block, text }: Part,
  { lines, parsed: { env } }: Reading,
  around: Surroundings,
): Node | undefined {
  if (!block) return undefined;
  try {
    const tokens = finished(block, env);
    const node = readBlock(tokens, lines, env);
    node.check();
    if (writeBlock(node, 0) === text) return node;
    if (HIDDEN_DEFINITION.test(text)) return undefined;
    const wanted = signature(tokens, env);
    const isKept = CAUTIONS.some((caution) => {
      const again = parse(writeBlock(node, caution), around);
      return signature(again.tokens, again.env) === wanted;
    });
    return isKept ? node : undefined;
  } catch (error) {
    if (error instanceof NotRich || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Does this node hold its Markdown as it is? */
export const holdsMarkdown = ({ type }: Node) => type === nodes.raw_block || type === nodes.unread;

/** Markdown that means this block when it is read again. */
export function writeCarefully(node: Node, around: Surroundings): string {
  if (node.type === nodes.code_block || holdsMarkdown(node)) return writeBlock(node, 0);
  if (node.childCount === 0 && node.type === nodes.paragraph) return "";
  const wanted = meaning(node);
  const text = writeBlock(node, 1);
  if (text.length > LONGEST_CHECKED) return text;
  for (const caution of CAUTIONS) {
    const tried = caution === 1 ? text : writeBlock(node, caution);
    if (means(tried, wanted, around)) return tried;
  }
  return text;
}

function means(text: string, wanted: string, around: Surroundings): boolean {
  const parsed = parse(text, around);
  const lines = text.split("\n");
  const blocks = blocksOf(parsed, lines);
  if (
    blocks.length !== 1 ||
    Object.keys(parsed.env.references ?? {}).length !== Object.keys(around.references).length
  )
    return false;
  try {
    return meaning(readBlock(blocks[0]!.tokens, lines, parsed.env)) === wanted;
  } catch {
    return false;
  }
}

/** What readers would see of a text among others; `gap` may hold a comment that keeps two blocks apart. */
export function signatureAmong(text: string, around: Surroundings, gap = ""): string {
  const { tokens, env } = parse(text, around);
  const shown = gap.includes("<!-- -->")
    ? tokens.filter(({ content }) => content.trim() !== "<!-- -->")
    : tokens;
  return signature(shown, env);
}

const definitions = new WeakMap<Node, Parsed["env"]["references"]>();

/** The addresses that a card defines. */
export function definedIn(card: Node): Parsed["env"]["references"] {
  if (!definitions.has(card)) {
    const text = card.textContent;
    definitions.set(card, text.startsWith("[") ? parse(text).env.references : undefined);
  }
  return definitions.get(card);
}
