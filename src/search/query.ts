import { phraseOf, type Phrase } from "../database/words.ts";

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
    .slice(0, MAX_LENGTH)
    .replace(/\p{Surrogate}$/u, "");
}

/** What a query asks for. Words between quotation marks stay together, and so does what is written in one. */
export function phrasesOf(query: string): Phrase[] {
  const parts = [...query.matchAll(/"([^"]*)"|([^\s"]+)/g)].slice(0, MAX_TERMS);
  return parts.flatMap(([, quoted, word], index) => {
    const isLast = index === parts.length - 1;
    return phraseOf(quoted ?? word!, isLast && quoted === undefined && word!.length >= MIN_PREFIX) ?? [];
  });
}
