import { readFileSync } from "node:fs";
import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { renderImportedComment } from "../../src/html/comment.ts";
import { sharedData } from "../support/shared-data.ts";
import { html, markdown, readJson } from "./site.ts";

/** Rules about the author's choices, which are not ours to correct: the order of headings, spaces at the ends of lines. */
const checker = new HtmlValidate({
  extends: ["html-validate:recommended"],
  rules: {
    "heading-level": "off",
    "no-trailing-whitespace": "off",
    "long-title": "off",
    "tel-non-breaking": "off",
  },
});

async function complaints(body: string): Promise<string[]> {
  const page = `<!DOCTYPE html><html lang="en"><head><title>x</title></head><body><main>${body}</main></body></html>`;
  const { results } = await checker.validateString(page);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message }) => `${ruleId}: ${message} in ${body}`),
  );
}

const CROOKED = [
  "<p>a<div>b</div>c</p>",
  "<b><p>x <a href=/a>l<div>k<a href=/b>m</a></div></a></p><h2>h<p>i</p></h2></b>",
  "<span><ul><li>a</ul></span><em><blockquote>q</em></blockquote>",
  "<ul>x<ul><li>y</ul><b>c</b></ul><ol><ol></ol></ol><li>z<dt>t",
  "<table><td>a<p>stray<caption>c</caption><tfoot><tr><td>f</tfoot><tbody><tr><th>h<h2>i</h2></table><tr><td>lost",
  "<table><caption><p>a</p></caption><tr></tr></table><table>x</table>",
  "<dl><dd>a<dt>b<h3>c</h3></dl><dl></dl>",
  "<details>x<summary></summary></details><details><summary><p>s</p></summary></details><summary>s</summary>",
  "<a href=/x><img src=/media/a.png></a><a href=/y></a><a name=n></a><a>t</a>",
  "<figure><figcaption>x</figcaption></figure><figure>a<figcaption>b</figcaption>c<figcaption>d</figcaption></figure>",
  "<ruby>a<rt>b</ruby><rt>c</rt><bdo>d</bdo>",
  "<p><input type=checkbox><input type=text><label>x</label><center><font color=red>x</font></center>",
  "<a href=/x><details><summary>s</summary></details><video src=/media/a.mp4></video><input type=checkbox></a>",
  '<p id="a">x</p><p id="a">y</p><p id="1 2">z</p><p id="">w</p>',
  "<address><h2>x</h2><address>y</address></address><section>z</section><h2></h2><p></p>",
  "<pre><p>a</p><div>b</div></pre><tt>c</tt><strike>d</strike><big>e</big><acronym>f</acronym>",
  "<main><header><nav>a</nav></header><article><aside>b</aside></article></main><form>c</form>",
  "<img src=/media/a.png width=50% height=x><td width=3>a</td><ol type=disc start=x><li>b</ol>",
  "<h1>a<h2>b<h1>c",
  "<p>a <iframe src=https://youtu.be/x></iframe></p><h2><iframe src=https://youtu.be/x></iframe></h2>",
];

function imports(): string[] {
  const files = ["themeunittestdata.wordpress.xml", "block-test-data.xml"].map((file) =>
    sharedData("wxr", file),
  );
  const exports = files.filter((path) => path !== undefined).map((path) => readFileSync(path, "utf8"));
  return exports.flatMap((xml) =>
    Array.from(xml.matchAll(/<content:encoded><!\[CDATA\[([^]*?)\]\]>/g), ([, body]) => body!),
  );
}

describe("finished HTML", () => {
  it.each(CROOKED)("is valid whatever came in: %s", async (source) => {
    expect(await complaints(html(source))).toEqual([]);
    expect(await complaints(renderImportedComment(source).html.toString())).toEqual([]);
    expect(html(html(source))).toBe(html(source));
  });

  it("is valid for Markdown with everything in it", async () => {
    const everything =
      "# T\n\na[^1] b[^1]\n\n- [ ] x\n- [x] y\n\n| a | b |\n|--:|---|\n| 1 | 2 |\n\n```js\nx\n```\n\n" +
      '![a](/media/a.png "t")\n\n![](https://b.test/c.png)\n\nhttps://youtu.be/x\n\n> q\n\n1. a\n\n   b\n\n[^1]: n\n\n    m';
    expect(await complaints(markdown(everything))).toEqual([]);
  });

  const bodies = imports();
  it.skipIf(bodies.length === 0)("is valid and stable for every post of two WordPress exports", async () => {
    for (const body of bodies) {
      const made = html(body);
      expect(await complaints(made)).toEqual([]);
      expect(html(made)).toBe(made);
    }
  });

  const examples = ["commonmark-0.31.2.json", "gfm-0.29-extensions.json"]
    .map((file) => sharedData("commonmark", file))
    .filter((path) => path !== undefined)
    .flatMap((path) => readJson(path) as { markdown: string }[]);
  it.skipIf(examples.length === 0)("is valid for every example of the Markdown specifications", async () => {
    for (const example of examples) expect(await complaints(markdown(example.markdown))).toEqual([]);
  });
});
