import type { Env, MarkdownIt, Token } from "markdown-it";
import { bodyParser } from "../../../src/html/markdown.ts";

/** What one place of a Markdown text knows of the others: link references and the labels of footnotes. */
export interface Surroundings {
  references: NonNullable<Env["references"]>;
  noteLabels: Set<string>;
}

/** The parser of the server, but for one step: the texts of footnotes stay where they were written. */
function parserOfEditor(): MarkdownIt {
  const parser = bodyParser();
  parser.core.ruler.disable("footnote_tail");
  return parser;
}
let parser: MarkdownIt | undefined;
const whole = () => (parser ??= parserOfEditor());

let finisher: MarkdownIt | undefined;
/** All its steps after the one that finds the blocks. */
function afterBlocks(): MarkdownIt {
  if (finisher === undefined) {
    finisher = parserOfEditor();
    finisher.core.ruler.disable(["normalize", "block"]);
  }
  return finisher;
}

export interface Parsed {
  tokens: Token[];
  env: Env & { footnotes?: Notes };
  /** Whether what stands in the lines was parsed too. */
  isFinished: boolean;
}
interface Notes {
  refs?: Record<string, number>;
  list?: { content?: string }[];
}

/** The tokens of a text, or of a part of one that stands among `around`. */
export function parse(source: string, around?: Surroundings): Parsed {
  const env = envAmong(around);
  return { tokens: whole().parse(source, env), env, isFinished: true };
}

/** The blocks of a text, and all that one may say of another. What stands in their lines is parsed by `finish`. */
export function parseBlocks(source: string, around?: Surroundings): Parsed {
  const env = envAmong(around);
  const tokens: Token[] = [];
  const md = whole();
  md.block.parse(source.replace(/\r\n?/g, "\n").replaceAll("\0", "\ufffd"), md, env, tokens);
  // a later step leaves these out
  const shown = tokens.filter(({ type }) => type !== "reference_definition");
  return { tokens: shown, env, isFinished: false };
}

/** The tokens of one outermost block with all that stands in its lines. */
export function finish(tokens: Token[], env: Parsed["env"]): Token[] {
  const md = afterBlocks();
  const state = new md.core.State("", md, env);
  state.tokens = tokens;
  md.core.process(state);
  return state.tokens;
}

function envAmong(around?: Surroundings): Parsed["env"] {
  const env: Parsed["env"] = { t: () => "" };
  if (around) {
    env.references = { ...around.references };
    if (around.noteLabels.size > 0) {
      const refs: Record<string, number> = {};
      for (const label of around.noteLabels) refs[`:${label}`] = -1;
      env.footnotes = { refs };
    }
  }
  return env;
}

/** What the parts of this text may refer to. */
export function surroundingsOf({ env }: Parsed): Surroundings {
  const labels = Object.keys(env.footnotes?.refs ?? {}).map((key) => key.slice(1));
  return { references: env.references ?? {}, noteLabels: new Set(labels) };
}
