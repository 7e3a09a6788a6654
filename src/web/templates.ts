import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import ejs from "ejs";
import { escapeHtml, SafeHtml } from "../html/safe-html.ts";

/** What every template can use by its bare name, beside its own model `it` and `include`. */
export type Helpers = Record<string, unknown>;
export type Templates = ReturnType<typeof createTemplates>;

type Compiled = (locals: Record<string, unknown>) => string;

/**
 * Compiles every template of a folder at start, so that a broken one stops the start and not a reader. Templates run
 * in strict mode; `<%= %>` escapes text and prints a `SafeHtml` as it is; `include(name, model)` starts at the root of
 * the folder and hands over that one model.
 */
export function createTemplates(folder: string, helperNames: readonly string[]) {
  const compiled = new Map<string, Compiled>();
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".ejs")) continue;
    const path = join(folder, file);
    const name = relative(folder, path).replaceAll("\\", "/").slice(0, -".ejs".length);
    compiled.set(name, compile(readFileSync(path, "utf8"), path, helperNames));
  }
  const render = (name: string, model: object, helpers: Helpers): string => {
    // A template takes its names out of the locals before it runs, so that all parts of a page can share one object.
    const locals: Record<string, unknown> = Object.assign(
      Object.create(null) as Record<string, unknown>,
      helpers,
    );
    const include = (part: string, partModel: object = {}): string => {
      const template = compiled.get(part);
      if (!template) throw new Error(`There is no template views/${part}.ejs.`);
      locals.it = partModel;
      return template(locals);
    };
    locals.include = include;
    return include(name, model);
  };
  return { names: [...compiled.keys()], render };
}

function compile(source: string, filename: string, helperNames: readonly string[]): Compiled {
  return ejs.compile(source, {
    filename,
    strict: true,
    _with: false,
    localsName: "locals",
    destructuredLocals: ["it", "include", ...helperNames],
    compileDebug: true,
    // Without a copy for every part: the locals have no prototype that could lend them a name.
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
