import { parseBlocks, type Parsed, type Surroundings } from "./parser.ts";
import { partsOf, type Part } from "./parts.ts";

/** A Markdown text whose blocks are known, and are read one after the other. */
export class Reading {
  readonly parsed: Parsed;
  readonly lines: string[];
  /** What stands after the last block. */
  readonly lastGap: string;
  private readonly source: string;
  private readonly parts: Part[];
  private at = 0;

  constructor(source: string, around?: Surroundings) {
    this.source = source;
    this.parsed = parseBlocks(source, around);
    this.lines = source.split("\n");
    this.parts = partsOf(source, this.parsed, this.lines);
    this.lastGap = source.slice(this.parts.at(-1)?.end ?? 0);
  }

  next(): Part | undefined {
    return this.parts[this.at++];
  }

  /** The part that `next` gave last and all after it as one; `goBack` leads to it again. */
  rest(part: Part): { part: Part; goBack: () => Reading } {
    const start = this.at - 1;
    const text = this.source.slice(part.start, this.source.length - this.lastGap.length);
    const goBack = () => {
      this.at = start;
      return this;
    };
    return { part: { ...part, text, block: undefined }, goBack };
  }
}

/** Do two texts offer the same to those who refer to them? */
export const isSameAround = (one: Surroundings, other: Surroundings) => told(one) === told(other);
const told = ({ references, noteLabels }: Surroundings) =>
  JSON.stringify([Object.entries(references), [...noteLabels]]);
