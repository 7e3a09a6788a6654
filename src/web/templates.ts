import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ejs from "ejs";
import { escapeHtml, SafeHtml } from "../html/safe-html.ts";

/** What every template can use by its bare name, beside its own model `it`, `include` and `includeOnce`. */
export type Helpers = Record<string, unknown>;
export type Templates = ReturnType<typeof createTemplates>;

type Compiled = (locals: Record<string, unknown>) => string;

/**
 * The templates of a folder: read at once, each compiled when it is first used, so that a start does not wait for a hundred
 * pages of the desk; `npm test` compiles them all. Templates run in strict mode; `<%= %>` escapes text and prints a
 * `SafeHtml` as it is; `include(name, model)` starts at the root of the folder and hands over that one model. `includeOnce`
 * is for parts that print nothing but words and a plain model: what they printed is printed again, for everybody.
 */
export function createTemplates(folder: string, helperNames: readonly string[]) {
  const sources = new Map<string, string>();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }))
    if (file.endsWith(".ejs"))
      sources.set(
        file.replaceAll("\\", "/").slice(0, -".ejs".length),
        readFileSync(join(folder, file), "utf8"),
      );
  const compiled = new Map<string, Compiled>();
  /** The template of that name, compiled. Throws where there is none, or where it is broken. */
  const find = (name: string): Compiled => {
    let template = compiled.get(name);
    if (!template) {
      const source = sources.get(name);
      if (source === undefined) throw new Error(`There is no template views/${name}.ejs.`);
      compiled.set(name, (template = compile(source, join(folder, `${name}.ejs`), helperNames)));
    }
    return template;
  };
  /** What was printed once in these words (the helper `t`), by template and model. */
  const printedIn = new WeakMap<object, Map<string, string>>();
  const once = (words: object, name: string, print: () => string): string => {
    let known = printedIn.get(words);
    if (!known) printedIn.set(words, (known = new Map<string, string>()));
    let html = known.get(name);
    if (html === undefined) {
      if (known.size >= MOST_PRINTED) known.clear();
      known.set(name, (html = print()));
    }
    return html;
  };
  const render = (name: string, model: object, helpers: Helpers): string => {
    const include = (part: string, partModel: object = {}): string => {
      const template = find(part);
      locals.it = partModel;
      return template(locals);
    };
    const includeOnce = (part: string, partModel: object): string =>
      once(helpers.t as object, part + JSON.stringify(partModel), () => include(part, partModel));
    // A template takes its names out of the locals before it runs, so that all parts of a page can share one object.
    const locals: Record<string, unknown> = { it: model, include, includeOnce, ...helpers };
    return include(name, model);
  };
  return { names: [...sources.keys()], find, render };
}

/** Parts printed once that are remembered at most. */
const MOST_PRINTED = 200;

function compile(source: string, filename: string, helperNames: readonly string[]): Compiled {
  return ejs.compile(source, {
    filename,
    strict: true,
    _with: false,
    localsName: "locals",
    destructuredLocals: ["it", "include", "includeOnce", ...helperNames].filter((name) =>
      new RegExp(`\\b${name}\\b`).test(source),
    ),
    compileDebug: true,
    // Without a copy for every part: only names of the list are taken out of the locals.
    unsafePrototypeLocals: true,
    escape: printed,
  } as ejs.Options) as Compiled;
}

function printed(value: unknown): string {
  if (value instanceof SafeHtml) return value.toString();
  if (typeof value === "string") return escapeHtml(value);
  if (value === undefined || value === null) return "";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new TypeError(`A template prints text and numbers, not ${typeof value}.`);
}
