import markdownIt from "markdown-it";
import type { MarkdownIt } from "markdown-it";
import { bracketLimit } from "./bracket-limit.ts";
import { callouts } from "./callouts.ts";
import { footnotes } from "./footnotes.ts";
import { taskLists } from "./task-lists.ts";
import type { Words } from "./words.ts";

/** Marks the place of `<!--more-->` until the excerpt has been taken. */
export const MORE_MARKER = '<wbr class="more-marker">';
const MORE = /<!--\s*more\b/;

/** Replaces the first `<!--more-->` of raw HTML by the marker. */
export function markMore(html: string): string {
  const start = html.search(MORE);
  const end = start === -1 ? -1 : html.indexOf("-->", start);
  return end === -1 ? html : html.slice(0, start) + MORE_MARKER + html.slice(end + 3);
}

/** Table alignment as a class: the parser writes a style attribute, which the content security policy forbids. */
function alignByClass(md: MarkdownIt): void {
  md.core.ruler.push("align-by-class", (state) => {
    for (const token of state.tokens) {
      if (token.type !== "th_open" && token.type !== "td_open") continue;
      const align = /text-align:(\w+)/.exec(String(token.attrGet("style") ?? ""))?.[1];
      if (align !== undefined) token.attrs = [["class", `has-text-align-${align}`]];
    }
  });
}

function moreInHtml(md: MarkdownIt): void {
  for (const rule of ["html_block", "html_inline"]) {
    md.renderer.rules[rule] = (tokens, index) => markMore(tokens[index]!.content);
  }
}

/** Whether a text may hold an address that becomes a link: all that do have one of these in them. */
export function hasAddress(text: string): boolean {
  return /\/\/|www\.|mailto:/i.test(text);
}

/**
 * Addresses become links: with a scheme, or beginning with "www." (GitHub Flavored Markdown, §6.9). Mail addresses do not,
 * nor do words that only look like a host, such as README.md.
 */
export function linkAddresses(md: MarkdownIt): void {
  md.linkify.set({ fuzzyLink: true, fuzzyEmail: false });
  // the library's own test looks for hosts as well, which takes long
  md.linkify.test = hasAddress;
  const match = md.linkify.match.bind(md.linkify);
  md.linkify.match = (text) =>
    match(text)?.filter(({ schema, raw }) => schema !== "" || /^www\./i.test(raw)) ?? [];
}

/** The parser of posts: CommonMark, GitHub's tables, strikethrough, links and tasks, footnotes. The editor has one too. */
export function bodyParser(): MarkdownIt {
  const parser = markdownIt({ html: true, linkify: true });
  linkAddresses(parser);
  return parser
    .use(footnotes)
    .use(callouts)
    .use(taskLists)
    .use(bracketLimit)
    .use(alignByClass)
    .use(moreInHtml);
}

let body: MarkdownIt | undefined;

/** Where `[label]` leads, by label, as the parser collects it. */
export type LinkDefinitions = Record<string, { title: string; href: string }>;

/** Markdown of a post → HTML, not yet safe. `references` are defined outside of this source. */
export function markdownToHtml(source: string, t: Words, references: LinkDefinitions = {}): string {
  body ??= bodyParser();
  return body.render(source, { t, references: { ...references } });
}

/**
 * Where the blocks of a Markdown source begin and end, as numbers of lines, and the links it defines; what stands between
 * two blocks is in none.
 */
export function readMarkdownBlocks(source: string): {
  lines: [from: number, to: number][];
  references: LinkDefinitions;
} {
  body ??= bodyParser();
  const tokens: ReturnType<typeof body.parse> = [];
  const found: { references?: LinkDefinitions } = {};
  body.block.parse(source.replace(/\r\n?/g, "\n"), body, found, tokens);
  const lines = tokens.flatMap(({ level, map }) => (level === 0 && map ? [map] : []));
  return { lines, references: found.references ?? {} };
}
