import { safeAddress } from "./addresses.ts";
import { isAllowedClass } from "./allowed.ts";
import type { Element } from "./tree.ts";
import { classesOf, element } from "./tree.ts";

type Check = (value: string, node: Element) => string | undefined;

const whole =
  (least: number, most: number): Check =>
  (value) =>
    /^-?\d{1,9}$/.test(value.trim()) && Number(value) >= least && Number(value) <= most
      ? String(Number(value))
      : undefined;
const oneOf =
  (...words: string[]): Check =>
  (value) =>
    words.includes(value.trim().toLowerCase()) ? value.trim().toLowerCase() : undefined;
const flag: Check = () => "";
const text: Check = (value) => {
  const folded = value.replace(/\s+/g, " ").trim();
  return folded === "" ? undefined : folded;
};
const address: Check = (value) => safeAddress(value);
const pixels = whole(1, 20_000);
const moment: Check = (value) =>
  /^[\dPT][\w:.+-]*(?: [\d:.]+)?(?:Z|[+-]\d\d:?\d\d)?$/.test(value) ? value : undefined;
const LANGUAGES = new Intl.DisplayNames("en", { type: "language", fallback: "none" });
/** A tag of BCP 47 whose language there is: authors also write `<code lang="js">`. */
const language: Check = (value) => {
  const [, spoken] = /^([a-z]{2,3})(?:-[a-z0-9]{1,8})*$/i.exec(value) ?? [];
  return spoken !== undefined && LANGUAGES.of(spoken) !== undefined ? value : undefined;
};

const REL = new Set("author external license me nofollow noopener noreferrer sponsored tag ugc".split(" "));

const CHECKS: Readonly<Record<string, Check>> = {
  id: (value) => {
    const id = value.replace(/\s+/g, "-").replace(/["'<>&]/g, "");
    return id === "" || id.length > 200 ? undefined : id;
  },
  class: (_, node) => {
    const names = [...new Set(classesOf(node))].filter(isAllowedClass);
    return names.length > 0 ? names.join(" ") : undefined;
  },
  lang: language,
  hreflang: language,
  srclang: language,
  dir: oneOf("ltr", "rtl", "auto"),
  title: text,
  href: address,
  cite: (value) => (/^https?:/i.test(value.trim()) ? safeAddress(value) : undefined),
  rel: (value) => {
    const words = [...new Set(value.toLowerCase().split(/\s+/))].filter((word) => REL.has(word));
    return words.length > 0 ? words.join(" ") : undefined;
  },
  "aria-label": text,
  datetime: moment,
  src: (value, node) => (node.name === "img" && value.startsWith("data:") ? value : safeAddress(value)),
  poster: address,
  alt: (value) => value.replace(/\s+/g, " ").trim(),
  width: pixels,
  height: pixels,
  loading: oneOf("lazy"),
  decoding: oneOf("async"),
  srcset: text,
  sizes: text,
  controls: flag,
  preload: oneOf("none", "metadata"),
  open: flag,
  reversed: flag,
  checked: flag,
  disabled: flag,
  default: flag,
  start: whole(-1_000_000, 1_000_000),
  value: whole(-1_000_000, 1_000_000),
  span: whole(1, 1000),
  colspan: whole(1, 1000),
  rowspan: whole(1, 1000),
  scope: oneOf("col", "row", "colgroup", "rowgroup"),
  abbr: text,
  tabindex: oneOf("0"),
  kind: oneOf("subtitles", "captions", "descriptions", "chapters"),
  label: text,
  type: (value, node) => {
    if (node.name === "ol") return /^[1aAiI]$/.test(value) ? value : undefined;
    if (node.name === "source") return /^(?:audio|video)\/[\w.+-]+$/i.test(value) ? value : undefined;
    return oneOf("checkbox")(value, node);
  },
};

/** The element with only those attributes whose values are sound. A name without a check is dropped. */
export function checkAttributes(node: Element): Element {
  const kept: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(node.attributes)) kept[name] = CHECKS[name]?.(value, node);
  // Of sections, only the scroller of a table may be focused.
  if (node.name === "section" && kept.class?.split(" ").includes("table-scroll") !== true)
    kept.tabindex = undefined;
  return element(node.name, kept, node.children);
}
