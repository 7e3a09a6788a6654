import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { renderComment, renderImportedComment } from "../../src/html/comment.ts";
import { feedHtml } from "../../src/html/feed.ts";
import { SafeHtml } from "../../src/html/safe-html.ts";
import { renderInline, renderShort } from "../../src/html/short.ts";
import { sharedData } from "../support/shared-data.ts";
import { dangers } from "./safety.ts";
import { html, markdown, readJson } from "./site.ts";

const OWN = [
  "<script>steal()</script>",
  "<scr<script>ipt>steal()</scr</script>ipt>",
  "<SCRIPT SRC=//evil.test/x.js></SCRIPT>",
  "<img src=x onerror=steal()>",
  "<img src='/media/a.png' onload = steal()>",
  '<img src="/media/a.png" alt="x" onerror="steal()">',
  '<img src="/media/a.png" alt="&quot; onerror=&quot;steal()">',
  '<img/src="/media/a.png"/onerror=steal()>',
  "<img src=/media/a.png srcset='javascript:steal() 2x'>",
  "<a href=javascript:steal()>x</a>",
  "<a href=' \u0001javascript:steal()'>x</a>",
  "<a href='java\tscript:steal()'>x</a>",
  "<a href='java&#10;script:steal()'>x</a>",
  "<a href='&#106;avascript:steal()'>x</a>",
  "<a href='javascript&colon;steal()'>x</a>",
  "<a href='JaVaScRiPt:steal()'>x</a>",
  "<a href='vbscript:steal()'>x</a>",
  "<a href='data:text/html,<script>steal()</script>'>x</a>",
  "<a href='x' onclick='steal()' style='position:fixed' target=_blank>x</a>",
  "<svg onload=steal()><script>steal()</script></svg>",
  "<svg><style><img src=x onerror=steal()></style></svg>",
  "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=steal()&gt;'>",
  "<noscript><p title='</noscript><img src=x onerror=steal()>'>",
  "<xmp><p title='</xmp><img src=x onerror=steal()>'></xmp>",
  "<style><img src='</style><img src=x onerror=steal()>'>",
  "<title><img src='</title><img src=x onerror=steal()>'>",
  "<textarea><img src='</textarea><img src=x onerror=steal()>'>",
  "<iframe src=javascript:steal()></iframe>",
  "<iframe srcdoc='<script>steal()</script>'></iframe>",
  "<object data='javascript:steal()'><embed src='javascript:steal()'></object>",
  "<form action=javascript:steal()><button formaction=javascript:steal()>x</button><input name=q onfocus=steal() autofocus>",
  "<meta http-equiv=refresh content='0;url=javascript:steal()'>",
  "<base href='https://evil.test/'><link rel=stylesheet href=//evil.test/x.css>",
  "<details open ontoggle=steal()>x</details>",
  "<video src=/media/a.mp4 onerror=steal()><source onerror=steal() src=x></video>",
  "<video poster=javascript:steal() src=//evil.test/v.mp4></video>",
  "<p id=x style='background:url(//evil.test/x)'>x</p>",
  "<!--><script>steal()</script>-->",
  "<![CDATA[<script>steal()</script>]]>",
  "<?xml version='1.0'?><x:script xmlns:x='http://www.w3.org/1999/xhtml'>steal()</x:script>",
  "<div><a title='</div><script>steal()</script>'>x</a></div>",
  "</p></div></article><script>steal()</script>",
  "<b <script>steal()</script>>x</b>",
  "<constructor><__proto__ onclick=x>x</__proto__></constructor>",
  "[x](javascript:steal())",
  "[x](<java\nscript:steal()>)",
  "[x](java&#x0A;script:steal())",
  "[x]: javascript:steal()\n\n[x]",
  "![x](javascript:steal())",
  '![x](/media/a.png "\\" onerror=steal()")',
  "<javascript:steal()>",
  "```<script>\n</code></pre><script>steal()</script>\n```",
  '``` "onclick=steal()\nx\n```',
  "| <script>steal()</script> |\n|---|\n| <img src=x onerror=steal()> |",
  "[^<script>]: x\n\n[^<script>]",
  "## <img src=x onerror=steal()> {onclick=steal()}",
  'https://youtu.be/"onclick=steal()',
  "www.example.org/<script>steal()</script>",
];

function strings(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(strings) : [];
}

const FILES = ["dompurify-a.json", "html5lib-sanitizer-a.json", "html5sec-a.json", "payloads-a.json"];

function payloads(): string[] {
  const files = FILES.map((file) => sharedData("xss", file)).filter((path) => path !== undefined);
  const posts = sharedData("markdown", "made", "xss.md");
  return [
    ...OWN,
    ...files.flatMap((path) => strings(readJson(path))),
    ...(posts ? [readFileSync(posts, "utf8")] : []),
  ];
}

const makers: [string, (source: string) => string][] = [
  ["a body in Markdown", markdown],
  ["an imported body", html],
  ["a comment", (source) => renderComment(source).html.toString()],
  ["an imported comment", (source) => renderImportedComment(source).html.toString()],
  ["a short text", (source) => renderShort(source).toString()],
  ["one line", (source) => renderInline(source).toString()],
];

describe("the check itself", () => {
  it("finds what it looks for", () => {
    const loud =
      "<script>x</script><a href='java\tscript:x' onclick=x>y</a><img src=//evil.test/a.png><p style='x'>";
    expect(dangers(loud)).toHaveLength(5);
    expect(
      dangers('<p>&lt;script&gt; onclick= <a href="/x?a:b" rel="noopener">javascript:x</a></p>'),
    ).toEqual([]);
  });
});

describe("hostile input", () => {
  it.each(makers)("leaves nothing to run or fetch in %s", (_, make) => {
    for (const payload of payloads()) expect([payload, ...dangers(make(payload))]).toEqual([payload]);
  });

  it.each(makers.slice(0, 2))("is clean for good: %s given in again does not change", (_, make) => {
    for (const payload of payloads()) {
      const once = make(payload);
      expect(html(once)).toBe(once);
    }
  });

  it("leaves nothing in a feed, and gives the same bytes twice", () => {
    for (const payload of payloads()) {
      const body = markdown(payload);
      expect(markdown(payload)).toBe(body);
      const found = dangers(feedHtml(SafeHtml.trust(body), "https://news.test/a"));
      expect(found.filter((danger) => !danger.startsWith("request to https://news.test/"))).toEqual([]);
    }
  });
});

describe("what authors write", () => {
  const path = sharedData("xss", "must-survive.json");

  it.skipIf(path === undefined)("survives: every element and attribute is still there", () => {
    for (const { name, html: source } of readJson(path!) as { name: string; html: string }[]) {
      const tags = (text: string) => Array.from(text.matchAll(/<([a-z]+\d?)/g), ([, tag]) => tag);
      const made = html(source.replace("/uploads/", "/media/"));
      for (const tag of tags(source)) expect([name, ...tags(made)]).toContain(tag);
      for (const [attribute] of source.matchAll(/(?:id|dir|lang|scope|width|height|alt|class)="[^"]*"/g)) {
        expect(`${name}: ${made}`).toContain(attribute.replace(/"$/, ""));
      }
    }
  });

  it.each([
    '<p>H<sub>2</sub>O, x<sup>2</sup>, <mark>m</mark>, <abbr title="a">b</abbr>, <q>q</q>, <cite>c</cite>, <small>s</small></p>',
    '<p><ins datetime="2026-01-02">i</ins> <del cite="https://a.test/">d</del> <u>u</u> <s>s</s> <var>v</var> <samp>s</samp></p>',
    '<p><time datetime="2026-01-02T10:00">t</time> <ruby>漢<rt>kan</rt></ruby> <bdo dir="rtl">x</bdo> a<wbr>b<br>c</p>',
    '<p lang="ar" dir="rtl" class="has-text-align-center">مرحبا</p>',
    '<ol start="3" reversed type="a">\n<li value="9">x</li>\n</ol>',
    "<dl>\n<dt>t</dt>\n<dd>d</dd>\n</dl>",
    "<details open><summary>s</summary><p>t</p></details>",
    '<figure class="gallery columns-3"><figure class="wp-block-image size-large"><img src="/media/a.png" alt="a" loading="lazy" decoding="async"></figure></figure>',
    '<figure class="wp-caption alignright"><img src="/media/a.png" alt="a" loading="lazy" decoding="async"><figcaption>c <em>d</em></figcaption></figure>',
    '<blockquote cite="https://a.test/" class="wp-block-quote"><p>q</p></blockquote>',
    '<p><a href="https://a.test/" rel="nofollow sponsored noopener">x</a> <a href="tel:+123">t</a> <a href="#x">y</a></p>',
    '<p><video src="/media/a.mp4" controls preload="none"></video></p>',
  ])("comes through unchanged: %s", (source) => {
    expect(html(source)).toBe(source);
  });

  it.each(["js", "php", "html", "xx-nonsense", "x"])("says no language that there is not: %s", (lang) => {
    expect(html(`<p lang="${lang}">t</p>`)).toBe("<p>t</p>");
  });
});
