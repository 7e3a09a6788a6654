import type { Message } from "../messages/translator.ts";
import type { Merged } from "../posts/save-over.ts";
import type { Words } from "../web/words.ts";

/** "Saved, and merged with what Edith and Carl changed meanwhile." */
export function mergedMessage({ language }: Words, { names }: Merged): Message {
  if (names.length === 0) return "desk.mergedOwn";
  const list = new Intl.ListFormat(language, { type: "conjunction" });
  return { key: "desk.merged", values: { names: list.format(names) } };
}
