import type { MarkdownIt } from "markdown-it";

/**
 * Every "[" makes the parser look for its end, so many of them in one paragraph cost the square of their number. A
 * paragraph with more than this is no text of a person; its brackets are plain characters.
 */
const MOST_BRACKETS = 1500;
/** Brackets × characters of one paragraph. */
const MOST_WORK = 30_000_000;

const OPENING = 0x5b;

/** Bounds the time that brackets can take. */
export function bracketLimit(md: MarkdownIt): void {
  const judged = new WeakMap<object, boolean>();
  md.inline.ruler.before("link", "bracket-limit", (state, silent) => {
    const code = state.src.charCodeAt(state.pos);
    const isOpening =
      code === OPENING ||
      ((code === 0x21 || code === 0x5e) && state.src.charCodeAt(state.pos + 1) === OPENING);
    if (!isOpening) return false;
    let isTooMuch = judged.get(state);
    if (isTooMuch === undefined) {
      const brackets = state.src.split("[").length - 1;
      isTooMuch = brackets > MOST_BRACKETS || brackets * state.src.length > MOST_WORK;
      judged.set(state, isTooMuch);
    }
    if (!isTooMuch) return false;
    if (!silent) state.pending += state.src[state.pos]!;
    state.pos += 1;
    return true;
  });
}
