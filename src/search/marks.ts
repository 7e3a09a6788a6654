import { wordsOf, type IndexWord, type Phrase } from "../database/words.ts";
import { markedHtml } from "../html/marked.ts";
import type { SafeHtml } from "../html/safe-html.ts";

/** Around what was found: characters that no text keeps (src/html/text.ts). */
const [OPEN, CLOSE] = ["\u0001", "\u0002"];

/** Looking through a text costs about half a millisecond for a thousand words. UTF-16 code units. */
const MAX_READ = 100_000;
/** Length of a passage, and how much of it may stand before the first mark. */
const PASSAGE = 240;
const LEAD_IN = 60;
/** A character of a script without spaces is as wide as two letters, and says as much. */
const WIDE = 2;

interface Mark {
  start: number;
  end: number;
  phrase: number;
}

/** A text with its finds marked. */
export function markAll(text: string, phrases: Phrase[]): SafeHtml {
  const shown = text.normalize("NFC");
  const words = [...wordsOf(shown.slice(0, MAX_READ))];
  return printMarked(shown, marksIn(words, phrases), 0, shown.length);
}

/** The passage of a text that shows most of what was looked for, marked; undefined where there is nothing of it. */
export function passageOf(text: string, phrases: Phrase[]): SafeHtml | undefined {
  const shown = text.slice(0, MAX_READ).normalize("NFC").replaceAll("\n", " ");
  const words = [...wordsOf(shown)];
  const marks = marksIn(words, phrases);
  if (marks.length === 0) return undefined;
  const scale = words.find(({ start }) => start === marks[0]!.start)!.kind === "spaced" ? 1 : 1 / WIDE;
  const first = bestOf(marks, PASSAGE * scale - LEAD_IN * scale);
  const from = words.find(({ start }) => start >= first.start - LEAD_IN * scale)!.start;
  const until = words.findLast(({ reach }) => reach <= from + PASSAGE * scale)?.reach ?? first.end;
  const isFromStart = from <= words[0]!.start;
  const isToEnd = until >= words.at(-1)!.reach;
  return printMarked(
    shown,
    marks,
    isFromStart ? 0 : from,
    isToEnd ? shown.length : Math.max(until, first.end),
  );
}

/** Where the phrases stand, in the order of the text and without overlaps. */
function marksIn(words: IndexWord[], phrases: Phrase[]): Mark[] {
  const marks: Mark[] = [];
  for (const at of words.keys()) {
    for (const [phrase, { words: wanted, isOpen }] of phrases.entries()) {
      const isHere = wanted.every((word, index) => {
        const text = words[at + index]?.text;
        return isOpen && index === wanted.length - 1 ? text?.startsWith(word) : text === word;
      });
      if (!isHere) continue;
      const last = words[at + wanted.length - 1]!;
      const [start, end] = [words[at]!.start, isOpen ? last.end : last.reach];
      const before = marks.at(-1);
      if (before && start <= before.end) before.end = Math.max(before.end, end);
      else marks.push({ start, end, phrase });
    }
  }
  return marks;
}

/** The first mark of the stretch of this length in which most phrases stand. */
function bestOf(marks: Mark[], length: number): Mark {
  let best = marks[0]!;
  let most = 0;
  for (const [index, mark] of marks.entries()) {
    const seen = new Set<number>();
    for (let at = index; at < marks.length && marks[at]!.end <= mark.start + length; at += 1)
      seen.add(marks[at]!.phrase);
    if (seen.size > most) [best, most] = [mark, seen.size];
  }
  return best;
}

function printMarked(text: string, marks: Mark[], from: number, until: number): SafeHtml {
  let printed = from > 0 ? "… " : "";
  let at = from;
  for (const { start, end } of marks) {
    if (start < from || end > until) continue;
    printed += text.slice(at, start) + OPEN + text.slice(start, end) + CLOSE;
    at = end;
  }
  return markedHtml(printed + text.slice(at, until) + (until < text.length ? " …" : ""), OPEN, CLOSE);
}
