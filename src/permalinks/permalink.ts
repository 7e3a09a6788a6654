import type { Message } from "../messages/translator.ts";
import { isReserved, isSuffix } from "./reserved.ts";

/**
 * The parts of WordPress's permalink structures that a post's address can be made of ("Using permalinks", Structure
 * Tags), each with what it may look like in an address.
 */
const TAGS = {
  year: String.raw`\d{4}`,
  monthnum: String.raw`\d{1,2}`,
  day: String.raw`\d{1,2}`,
  hour: String.raw`\d{1,2}`,
  minute: String.raw`\d{1,2}`,
  second: String.raw`\d{1,2}`,
  post_id: String.raw`\d{1,15}`,
  postname: "[^/]+",
  author: "[^/]+",
  category: ".+",
} as const;

type Tag = keyof typeof TAGS;

/** What an address says of the post that it means. */
export type AddressParts = Partial<Record<Tag, string>>;

export const permalinkTags = Object.keys(TAGS).map((tag) => `%${tag}%`);

/** Structures that WordPress offers and older sites use: what an address without any other meaning is tried against. */
export const COMMON_STRUCTURES = [
  "/%year%/%monthnum%/%day%/%postname%",
  "/%year%/%monthnum%/%postname%",
  "/%year%/%postname%",
  "/archives/%post_id%",
  "/%postname%",
  "/%category%/%postname%",
];

/**
 * Reads addresses by a structure such as `/%year%/%monthnum%/%postname%`. `path` is decoded, in lower case, without
 * slashes around it; undefined where it does not fit.
 */
export function permalinkMatcher(structure: string): (path: string) => AddressParts | undefined {
  const named = new Set<string>();
  const pattern = withoutSlashes(structure)
    .split(/%(\w+)%/)
    .map((part, index) => (index % 2 === 0 ? literal(part) : group(part, named)))
    .join("");
  const whole = new RegExp(`^${pattern}$`, "iu");
  return (path) => {
    const match = whole.exec(path);
    return match ? { ...match.groups } : undefined;
  };
}

/** What is wrong with a structure that somebody wants, or undefined where posts can be found by it. */
export function complaintAboutPermalink(structure: string): Message | undefined {
  if (!structure.startsWith("/")) return "permalinks.needsSlash";
  const tags = [...structure.matchAll(/%([^%/]*)%/g)].map((match) => match[1]!);
  const unknown = tags.find((tag) => !(tag in TAGS));
  if (unknown !== undefined) return { key: "permalinks.unknownTag", values: { tag: `%${unknown}%` } };
  const twice = tags.find((tag, index) => tags.indexOf(tag) !== index);
  if (twice !== undefined) return { key: "permalinks.tagTwice", values: { tag: `%${twice}%` } };
  if (!tags.includes("postname") && !tags.includes("post_id")) return "permalinks.needsName";

  const plain = structure.replace(/%\w+%/g, "0");
  if (!/^[A-Za-z0-9/._~-]+$/.test(plain)) return "permalinks.characters";
  const segments = withoutSlashes(structure).split("/");
  if (
    structure.includes("//") ||
    segments.some((segment) => segment === "" || segment === "." || segment === "..")
  )
    return "permalinks.characters";
  const pairs = [...structure.matchAll(/%(\w+)%(?=%(\w+)%)/g)];
  if (!pairs.every(([, left, right]) => TIME_TAGS.has(left!) && TIME_TAGS.has(right!)))
    return "permalinks.tagsTouch";

  const taken = segments.find((segment, index) => (index === 0 ? isReserved(segment) : isSuffix(segment)));
  if (taken !== undefined || isSuffix(segments.at(-1)!))
    return { key: "permalinks.reserved", values: { word: taken ?? segments.at(-1)! } };
  if (readsAsDate(segments)) return "permalinks.readsAsDate";
  return undefined;
}

/** Whether the slug alone is the address, so that it must differ from pages and from the product's own addresses. */
export function standsAlone(structure: string): boolean {
  return withoutSlashes(structure) === "%postname%";
}

/** Of fixed length: they may stand side by side. */
const TIME_TAGS: ReadonlySet<string> = new Set(["year", "monthnum", "day", "hour", "minute", "second"]);

/** `/%post_id%` would be `/2026`, and `/%year%/%post_id%` would be `/2026/11`: these are archives. */
function readsAsDate(segments: string[]): boolean {
  return (
    segments.length <= 3 && segments.every((segment) => /^%(?:year|monthnum|day|post_id)%$/.test(segment))
  );
}

function withoutSlashes(path: string): string {
  return path.replace(/^\/+|\/+$/g, "");
}
function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
function group(tag: string, named: Set<string>): string {
  if (!(tag in TAGS)) return literal(`%${tag}%`);
  const shape = TAGS[tag as Tag];
  if (named.has(tag)) return `(?:${shape})`;
  named.add(tag);
  return `(?<${tag}>${shape})`;
}
