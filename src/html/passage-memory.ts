import type { RenderContext } from "./finish.ts";
import type { LinkDefinitions } from "./markdown.ts";
import type { Passage } from "./passages.ts";
import type { Stretch } from "./stretches.ts";
import type { Words } from "./words.ts";

/** What is kept of all bodies together, in UTF-16 code units: somewhat more than the longest of them has. */
const MOST = 6_000_000;

interface Memory {
  byKey: Map<string, Passage[]>;
  size: number;
}

const memories = new WeakMap<Words, Memory>();

/** Finished blocks of long bodies, the lately used ones, for a site in one language. */
export function passageMemory({ t, baseUrl }: RenderContext, references: LinkDefinitions) {
  const memory = memories.get(t) ?? { byKey: new Map<string, Passage[]>(), size: 0 };
  memories.set(t, memory);
  const definitions = Object.keys(references).length > 0 ? JSON.stringify(references) : "";
  const keyOf = ({ text, tablesBefore }: Stretch) =>
    `${baseUrl} ${tablesBefore} ${text.includes("[") ? definitions : ""}\n${text}`;
  return {
    find(stretch: Stretch): Passage[] | undefined {
      const key = keyOf(stretch);
      const found = memory.byKey.get(key);
      if (found) {
        memory.byKey.delete(key);
        memory.byKey.set(key, found);
      }
      return found;
    },
    keep(stretch: Stretch, passages: Passage[]): Passage[] {
      const key = keyOf(stretch);
      memory.byKey.set(key, passages);
      memory.size += sizeOf(key, passages);
      for (const [oldest, old] of memory.byKey) {
        if (memory.size <= MOST) break;
        memory.byKey.delete(oldest);
        memory.size -= sizeOf(oldest, old);
      }
      return passages;
    },
  };
}

function sizeOf(key: string, passages: Passage[]): number {
  return passages.reduce(
    (size, { html, text, running }) => size + html.length + text.length + running.length,
    key.length,
  );
}
