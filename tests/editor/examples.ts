import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { sharedData } from "../support/shared-data.ts";

/** Markdown of every kind, with what has no richer form: each is opened, saved and changed by the tests of the editor. */
export const OWN: [name: string, markdown: string][] = [
  ["nothing", ""],
  ["blank lines", "\n\n"],
  [
    "paragraphs with odd gaps",
    "\n\nOne *two* __three__\nfour\n\n\n   Five\\\nsix  \nseven ~~eight~~ `ni``ne`.\t\n\n\n",
  ],
  ["headings of all kinds", "# One #\n## Two\nText at once\n\nThree\n=====\n\nFour *five*\n-\n###### Six"],
  [
    "lists",
    "* a\n* b\n    * c\n\n  d\n\n1) one\n1) two\n\n   more\n\n-   [x] done\n-   [ ] open\n+ other\n- other",
  ],
  ["quotes", "> One\ntwo\n> > three\n>\n> - four\n\n> five"],
  [
    "code",
    '```js title="a"\nlet a = `b`;\n\n```\n~~~~\n~~~\n~~~~\n\n    indented\n\n      more\n\n```\nopen to the end\n\n',
  ],
  ["a table", "| a | b |\n|:--|--:|\n| `x\\|y` | **c** |\n| d |\n\nName | Place\n--- | :-:\nÆ | <br>"],
  ["pictures", '![A quay](/media/1.webp "At dawn")\n\n[![](/media/2.webp)](/about)\n\nText ![](b.png) here'],
  [
    "footnotes",
    "One[^a] two^[inline *note*].\n\n[^a]: The note.\n\n    Second part.\n[^b]: Unused.\n\nAfter.",
  ],
  [
    "references",
    "[one][r], [r] and ![two][r].\n\n[r]: /url 'Title'\n[s]: <b c>\n\n> [t]: /hidden\n> quoted [t]",
  ],
  [
    "HTML",
    '<div class="x">\n\n*inside*\n\n</div>\n\nA <kbd>key</kbd> &amp; <!-- c --> &copy; b<br>c\n\n<!--more-->\n\n<details>\n<summary>S</summary>\n</details>',
  ],
  [
    "callouts",
    "> [!NOTE]\n> Mind the *tide*.\n>\n> - one\n\n> [!warning]\n\n> [!TIP] no callout\n> text\n\n> [!CAUTION]\n>\n> > deep",
  ],
  [
    "a gallery",
    '<div class="gallery">\n\n![One](/media/1.webp "First")\n\n![Two](/media/2.webp)\n\n</div>\n\n<div class="gallery">\n\nText\n\n</div>',
  ],
  [
    "things of other systems",
    "{{< figure src=1 >}}\n\n$$\na_b = c\n$$\n\n:::note\nText\n:::\n\n---\ntitle: x\n---\n\n[[wiki]] ==mark==",
  ],
  [
    "signs that are none",
    "1\\. no list\n\n\\# no heading\n\n\\*no\\* a_b_c 2 * 3 * 4 [x] <3 R&D &amp;amp; www.example.com. https://example.com/a_b(c) <https://e.org>",
  ],
  ["scripts", "مرحبا **بالعالم** و*أهلا*\n\n日本語の**文章**です。これは*強調*。\n\n👩‍👩‍👧 e\u0301 שלום"],
];

/** The examples of CommonMark and GFM and the Markdown files that are kept beside the project, where they are. */
export function sharedExamples(): [name: string, markdown: string][] {
  const list: [string, string][] = [];
  for (const name of ["commonmark-0.31.2.json", "gfm-0.29-extensions.json"]) {
    const file = sharedData("commonmark", name);
    if (file === undefined) continue;
    const found = JSON.parse(readFileSync(file, "utf8")) as { example: number; markdown: string }[];
    for (const { example, markdown } of found) list.push([`${name} ${example}`, markdown]);
  }
  const folder = sharedData("markdown");
  for (const name of folder === undefined ? [] : readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    const file = join(folder!, name);
    if (!/\.(?:md|markdown|mkdn|text)$/.test(name) || !statSync(file).isFile()) continue;
    // a browser has one sign for the end of a line
    list.push([name, readFileSync(file, "utf8").replace(/\r\n?/g, "\n")]);
  }
  return list;
}
