import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { renderImportedComment } from "../../src/html/comment.ts";
import { dangers } from "./safety.ts";
import { html, markdown } from "./site.ts";

const TAGS =
  "p h1 h2 h3 blockquote pre ul ol li dl dt dd div section address figure figcaption hr table caption colgroup col thead tbody tfoot tr th td details summary audio video source a abbr b bdo br cite code del em i img input ins mark q rp rt ruby s span sub time u iframe center font picture main form svg style script noscript title select option".split(
    " ",
  );
const ATTRIBUTES = [
  "",
  "",
  "",
  ' id="a"',
  ' id="main"',
  ' class="embed table-scroll alignleft x"',
  ' class="table-scroll"',
  ' href="/x" src="/media/a.png"',
  ' href="https://e.test" src="https://e.test/v.png" onclick=x',
  ' src="https://youtu.be/x"',
  ' class="more-marker" style="text-align:right"',
  " align=center",
  " type=checkbox",
  ' class="language-js"',
  " dir=rtl",
];
const TEXTS = [
  "x",
  " ",
  "\n",
  "&lt;b&gt;",
  "https://youtu.be/x",
  "\n\n",
  "&nbsp;",
  "<!-- c -->",
  "<!--more-->",
  "<",
  "&",
];

/** A source of numbers that is the same on every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

function soup(next: (below: number) => number): string {
  const open: string[] = [];
  let source = "";
  for (let left = next(30) + 2; left > 0; left--) {
    const choice = next(10);
    if (choice < 5) {
      const tag = TAGS[next(TAGS.length)]!;
      open.push(tag);
      source += `<${tag}${ATTRIBUTES[next(ATTRIBUTES.length)]}>`;
    } else if (choice < 7) {
      const closing = next(3) > 0 ? open.pop() : undefined;
      source += `</${closing ?? TAGS[next(TAGS.length)]!}>`;
    } else source += TEXTS[next(TEXTS.length)]!;
  }
  return source;
}

const checker = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: { "heading-level": "off", "no-trailing-whitespace": "off" },
});

async function complaints(body: string): Promise<string[]> {
  const page = `<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><main>${body}</main></body></html>`;
  const { results } = await checker.validateString(page);
  return results.flatMap(({ messages }) => messages.map(({ message }) => message));
}

describe("any heap of tags", () => {
  it("becomes safe, valid HTML that does not change when it is given in again", async () => {
    const next = numbers(2026);
    for (let round = 0; round < 150; round++) {
      const source = soup(next);
      const made = html(source);
      const comment = renderImportedComment(source).html.toString();
      expect({ source, stable: html(made) === made, dangers: dangers(made + comment) }).toEqual({
        source,
        stable: true,
        dangers: [],
      });
      expect([source, ...(await complaints(made)), ...(await complaints(comment))]).toEqual([source]);
      const written = markdown(source);
      expect([source, html(written), ...dangers(written)]).toEqual([source, written]);
    }
  });
});
