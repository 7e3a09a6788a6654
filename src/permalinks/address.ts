/** What stands behind the address of a thing: one of its feeds, a page of its comments, a page of its list. */
export type Suffix =
  | { kind: "none" }
  | { kind: "feed"; format: "rss" | "atom" | "json" }
  | { kind: "comments"; page: number }
  | { kind: "page"; page: number };

/** One way of reading an address. `path` is decoded, in lower case, without slashes around it. */
export interface Reading {
  path: string;
  suffix: Suffix;
}

/**
 * The segments of the path of a request, decoded and without empty ones. Undefined for what is no address of ours:
 * wrongly encoded, with a slash, a backslash or a control character inside a segment, or with `.` and `..`.
 */
export function readSegments(requestPath: string): string[] | undefined {
  try {
    const segments = requestPath.split("/").filter(Boolean).map(decodeURIComponent);
    return segments.some((segment) => /[/\\\p{Cc}]/u.test(segment) || /^\.{1,2}$/.test(segment))
      ? undefined
      : segments;
  } catch {
    return undefined;
  }
}

/** What the segments may mean: first all of them as the path of a thing, then what is before a suffix. */
export function readings(segments: string[]): Reading[] {
  const lower = segments.map((segment) => segment.toLowerCase());
  const whole: Reading = { path: lower.join("/"), suffix: { kind: "none" } };
  const cut = suffixOf(lower);
  return cut ? [whole, { path: lower.slice(0, -cut.length).join("/"), suffix: cut.suffix }] : [whole];
}

function suffixOf(segments: string[]): { length: number; suffix: Suffix } | undefined {
  const last = segments.at(-1) ?? "";
  const before = segments.at(-2) ?? "";
  if (last === "feed.json") return { length: 1, suffix: { kind: "feed", format: "json" } };
  if (last === "feed") return { length: 1, suffix: { kind: "feed", format: "rss" } };
  if (before === "feed" && /^(?:rss2?|rdf|atom)$/.test(last))
    return { length: 2, suffix: { kind: "feed", format: last === "atom" ? "atom" : "rss" } };
  const comments = /^comment-page-([1-9]\d{0,5})$/.exec(last);
  if (comments) return { length: 1, suffix: { kind: "comments", page: Number(comments[1]) } };
  if (before === "page" && /^[1-9]\d{0,5}$/.test(last))
    return { length: 2, suffix: { kind: "page", page: Number(last) } };
  // What WordPress and plain files put behind an address; here these lead to the thing itself.
  if (/^(?:index\.(?:html?|php)|amp|embed|trackback)$/.test(last))
    return { length: 1, suffix: { kind: "none" } };
  return undefined;
}
