import { IntlMessageFormat } from "intl-messageformat";
import { en } from "./en/catalogue.ts";

/** The catalogues, a folder for each language; English is complete, and stands in for what another language lacks. */
const catalogues: Record<string, Catalogue> = { en };

type Catalogue = { [name: string]: string | Catalogue };
type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T &
  string];

/** A message of the catalogue: "comments.count". */
export type MessageKey = Paths<typeof en>;
export type MessageValues = Record<string, string | number>;
/** Says a message in the language of the site. Values replace `{name}`; plurals are chosen by the language's own rules. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;
/** A message yet to be said, such as a complaint about a field. */
export type Message = MessageKey | { key: MessageKey; values: MessageValues };

/** Languages that can be chosen for the site. */
export const languages = Object.keys(catalogues);

/** The words of one language. The catalogue can be replaced, as a test does to find words that are in none. */
export function createTranslate(
  language: string,
  replaced?: (message: string, key: string) => string,
): Translate {
  const messages = new Map<string, string>();
  for (const name of new Set(["en", language.split("-")[0]!, language]))
    flatten(catalogues[name] ?? {}, "", messages);
  const formats = new Map<string, string | IntlMessageFormat>();
  const known = catalogues[language] ? language : "en";
  const prepare = (key: string) => {
    const message = messages.get(key);
    if (message === undefined) throw new Error(`There is no message "${key}".`);
    const words = replaced ? replaced(message, key) : message;
    return words.includes("{") || words.includes("'")
      ? new IntlMessageFormat(words, known, undefined, { ignoreTag: true })
      : words;
  };
  const say = (key: MessageKey, values?: MessageValues): string => {
    let format = formats.get(key);
    if (format === undefined) formats.set(key, (format = prepare(key)));
    return typeof format === "string" ? format : String(format.format(values));
  };
  const said = new Map<MessageKey, SaidOf>();
  return (key, values) => {
    const name = values && onlyName(values);
    if (name === undefined) return say(key, values);
    let known = said.get(key);
    if (known?.name !== name) said.set(key, (known = { name, texts: new Map() }));
    const value = values![name]!;
    let text = known.texts.get(value);
    if (text === undefined) {
      if (known.texts.size >= MOST_SAID) known.texts.clear();
      known.texts.set(value, (text = say(key, values)));
    }
    return text;
  };
}

/** "3 comments" and the like: what a message with one value said of it, as a page says most of them again and again. */
interface SaidOf {
  name: string;
  texts: Map<string | number, string>;
}

/** Values that each message remembers at most: among them are names and titles. */
const MOST_SAID = 200;

/** The name of the only value; undefined where there are none, or several. */
function onlyName(values: MessageValues): string | undefined {
  let only: string | undefined;
  for (const name in values) {
    if (only !== undefined) return undefined;
    only = name;
  }
  return only;
}

/** Whether the catalogue has this message: for texts whose key is stored, such as the reason of a hold. */
export function isMessageKey(key: string): key is MessageKey {
  let place: string | Catalogue | undefined = en;
  for (const part of key.split(".")) place = typeof place === "object" ? place[part] : undefined;
  return typeof place === "string";
}

export function say(t: Translate, message: Message): string {
  return typeof message === "string" ? t(message) : t(message.key, message.values);
}

/** "rtl" for Arabic, Hebrew, Persian …, else "ltr". */
export function directionOf(language: string): "ltr" | "rtl" {
  const script = new Intl.Locale(language).maximize().script;
  return script && RIGHT_TO_LEFT.has(script) ? "rtl" : "ltr";
}
const RIGHT_TO_LEFT = new Set(["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"]);

function flatten(catalogue: Catalogue, prefix: string, into: Map<string, string>) {
  for (const [name, value] of Object.entries(catalogue)) {
    if (typeof value === "string") into.set(prefix + name, value);
    else flatten(value, `${prefix}${name}.`, into);
  }
}
