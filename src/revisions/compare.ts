import { diffLines, diffWordsWithSpace } from "diff";
import { wordsIn } from "../html/text.ts";
import { sharedEnds } from "../long-text.ts";

/** A stretch of text that both have, or one of them. */
export interface Part {
  kind: "same" | "added" | "removed";
  text: string;
}

/** Lines that follow one another. `lines` is how many there are of what did not change. */
export type Block =
  | { kind: "same"; text: string }
  | { kind: "folded"; text: string; lines: number }
  | { kind: "changed"; parts: Part[] };

export interface Comparison {
  blocks: Block[];
  /** Whether the two are too long or too different to say line by line what changed. */
  isCoarse: boolean;
}

/** Lines left standing around a change; a longer run between two of them is folded. */
const CONTEXT_LINES = 3;
/** After so many changes, or this long, a comparison is given up for a plainer one. */
const BOUNDED = { maxEditLength: 2000, timeout: 1000 };
const BOUNDED_WORDS = { maxEditLength: 600, timeout: 100 };
/** Passages compared word by word in one text, so that all of them together take a bounded time. */
export const MOST_PASSAGES = 300;

/** Two texts, line by line, with words marked inside the lines that changed. */
export function compareTexts(before: string, after: string): Comparison {
  const [former, latter] = [ended(before), ended(after)];
  const changes = diffLines(former, latter, BOUNDED)?.map(toPart);
  const parts = changes ?? changedLines(former, latter);
  const isUnchanged = parts.every(({ kind }) => kind === "same");
  const blocks: Block[] = [];
  let passages = 0;
  for (let index = 0; index < parts.length; index += 1) {
    const [part, next] = [parts[index]!, parts[index + 1]];
    if (part.kind === "same")
      blocks.push(...(isUnchanged ? [part as Block] : folded(part.text, index === 0, !next)));
    else if (part.kind === "removed" && next?.kind === "added") {
      passages += 1;
      const isFine = changes !== undefined && passages <= MOST_PASSAGES;
      blocks.push({ kind: "changed", parts: isFine ? compareWords(part.text, next.text) : [part, next] });
      index += 1;
    } else blocks.push({ kind: "changed", parts: [part] });
  }
  return { blocks, isCoarse: changes === undefined };
}

/** Two passages, word by word; all of the one and all of the other where they are too long for that. */
export function compareWords(before: string, after: string): Part[] {
  const whole: Part[] = [
    { kind: "removed", text: before },
    { kind: "added", text: after },
  ];
  return (
    diffWordsWithSpace(before, after, BOUNDED_WORDS)?.map(toPart) ?? whole.filter(({ text }) => text !== "")
  );
}

/** How many words a text has that a former one had not, and the other way round; where they stand does not matter. */
export function countChangedWords(before: string, after: string) {
  const counts = new Map<string, number>();
  const [from, untilBefore, untilAfter] = changedStretch(before, after);
  for (const word of wordsIn(after.slice(from, untilAfter))) counts.set(word, (counts.get(word) ?? 0) + 1);
  for (const word of wordsIn(before.slice(from, untilBefore))) counts.set(word, (counts.get(word) ?? 0) - 1);
  let [wordsAdded, wordsRemoved] = [0, 0];
  for (const count of counts.values())
    if (count > 0) wordsAdded += count;
    else wordsRemoved -= count;
  return { wordsAdded, wordsRemoved };
}

/** Where two texts begin to differ, and where, in each, they end to: at white space, so that no word is cut. */
function changedStretch(before: string, after: string): [from: number, before: number, after: number] {
  let { start, end } = sharedEnds(before, after);
  while (start > 0 && !isSpace(after, start - 1)) start -= 1;
  while (end > 0 && !isSpace(after, after.length - end)) end -= 1;
  return [start, before.length - end, after.length - end];
}

const isSpace = (text: string, at: number) => /\s/.test(text[at]!);

const ended = (text: string) => (text === "" || text.endsWith("\n") ? text : `${text}\n`);

function toPart({ added, removed, value }: { added: boolean; removed: boolean; value: string }): Part {
  return { kind: added ? "added" : removed ? "removed" : "same", text: value };
}

/** The lines that both begin and end with, and all others as removed and added. */
function changedLines(before: string, after: string): Part[] {
  const [former, latter] = [linesOf(before), linesOf(after)];
  const shortest = Math.min(former.length, latter.length);
  let start = 0;
  while (start < shortest && former[start] === latter[start]) start += 1;
  let end = 0;
  while (end < shortest - start && former.at(-1 - end) === latter.at(-1 - end)) end += 1;
  const between = (lines: string[]) => lines.slice(start, lines.length - end).join("");
  const parts: Part[] = [
    { kind: "same", text: former.slice(0, start).join("") },
    { kind: "removed", text: between(former) },
    { kind: "added", text: between(latter) },
    { kind: "same", text: former.slice(former.length - end).join("") },
  ];
  return parts.filter(({ text }) => text !== "");
}

/** What did not change, with its middle folded where that is worth it. */
function folded(text: string, isFirst: boolean, isLast: boolean): Block[] {
  const lines = linesOf(text);
  const head = isFirst ? 0 : CONTEXT_LINES;
  const tail = isLast ? 0 : CONTEXT_LINES;
  const hidden = lines.length - head - tail;
  if (hidden <= CONTEXT_LINES) return [{ kind: "same", text }];
  const blocks: Block[] = [
    { kind: "same", text: lines.slice(0, head).join("") },
    { kind: "folded", text: lines.slice(head, lines.length - tail).join(""), lines: hidden },
    { kind: "same", text: lines.slice(lines.length - tail).join("") },
  ];
  return blocks.filter((block) => block.kind !== "same" || block.text !== "");
}

const linesOf = (text: string) => text.match(/[^\n]*\n/g) ?? [];
