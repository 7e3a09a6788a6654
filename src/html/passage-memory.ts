import type { RenderContext } from "./finish.ts";
import type { LinkDefinitions } from "./markdown.ts";
import type { Passage } from "./passages.ts";
import type { Stretch } from "./stretches.ts";
import type { Element } from "./tree.ts";
import type { Words } from "./words.ts";

/** A stretch that was finished alone; `heading` where it is one, since the body around it has to tell its level and id. */
export interface Finished {
  passages: readonly Passage[];
  heading: Element | undefined;
}

/**
 * What is kept of all bodies together, in UTF-16 code units: twice this, which is more than the longest of them has. When
 * so much was used, what was not used meanwhile is forgotten.
 */
const HALF = 5_000_000;

/** What was used since something was forgotten last, and what before. */
interface Memory {
  baseUrl: string;
  used: Map<string, Finished>;
  usedSize: number;
  before: Map<string, Finished>;
}

const memories = new WeakMap<Words, Memory>();

/** Finished stretches of long bodies, the lately used ones, for a site in one language. */
export function passageMemory({ t, baseUrl }: RenderContext, references: LinkDefinitions) {
  const known = memories.get(t);
  const memory: Memory =
    known?.baseUrl === baseUrl ? known : { baseUrl, used: new Map(), usedSize: 0, before: new Map() };
  memories.set(t, memory);
  const definitions = Object.keys(references).length > 0 ? JSON.stringify(references) : "";
  // Nearly all are known by their text alone. No body has the first of these characters.
  const keyOf = ({ text, tablesBefore }: Stretch) =>
    tablesBefore > 0 || (definitions !== "" && text.includes("["))
      ? `\0${tablesBefore} ${definitions}\n${text}`
      : text;
  const use = (key: string, finished: Finished) => {
    memory.usedSize += sizeOf(key, finished);
    if (memory.usedSize > HALF) {
      memory.before = memory.used;
      memory.used = new Map();
      memory.usedSize = sizeOf(key, finished);
    }
    memory.used.set(key, finished);
    return finished;
  };
  return {
    find(stretch: Stretch): Finished | undefined {
      const key = keyOf(stretch);
      const found = memory.used.get(key);
      if (found) return found;
      const older = memory.before.get(key);
      return older && use(key, older);
    },
    keep: (stretch: Stretch, finished: Finished): Finished => use(keyOf(stretch), finished),
  };
}

function sizeOf(key: string, { passages }: Finished): number {
  return passages.reduce(
    (size, { html, text, running }) => size + html.length + text.length + running.length,
    key.length,
  );
}
