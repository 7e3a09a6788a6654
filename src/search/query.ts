const MAX_LENGTH = 200;
const MAX_TERMS = 20;
/** A last word that is still being typed is found by its beginning, once it is long enough to mean something. */
const MIN_PREFIX = 3;

/** What a reader typed, folded to one line and cut to a length that can be searched. */
export function cleanQuery(typed: unknown): string {
  if (typeof typed !== "string") return "";
  return typed
    .normalize("NFC")
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, MAX_LENGTH);
}

/**
 * A query in the language of SQLite's FTS5, or undefined where nothing can be looked for. Every word is quoted, so that
 * no character means anything to the engine; words between quotation marks stay together. sqlite.org/fts5.html §3
 */
export function toMatch(query: string): string | undefined {
  const terms = [...query.matchAll(/"([^"]*)"|([^\s"]+)/g)]
    .map(([, phrase, word]) => ({
      text: (phrase ?? word)!.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim(),
      isPhrase: phrase !== undefined,
    }))
    .filter(({ text }) => text !== "")
    .slice(0, MAX_TERMS);
  if (terms.length === 0) return undefined;
  return terms
    .map(({ text, isPhrase }, index) => {
      const isOpen = index === terms.length - 1 && !isPhrase && text.length >= MIN_PREFIX;
      return isOpen ? `"${text}" *` : `"${text}"`;
    })
    .join(" ");
}
