import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { author, category, comment, exportFile, item } from "../imports/wordpress/export-text.ts";

const UPLOADS = "https://old.example/wp-content/uploads";
const ENDLESS = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(3);
const ARABIC = "هذا نص عربي طويل يُقرأ من اليمين إلى اليسار، وفيه كلمات English وأرقام 123.";
const WORDS = "Ships leave the harbour in the morning and come back when the light goes. ".repeat(6);

const PICTURES = { wide: [2400, 500], tall: [400, 1600], small: [60, 40] } as const;
const pictureUrl = (name: keyof typeof PICTURES) => `${UPLOADS}/2021/03/${name}.png`;
const picture = (name: keyof typeof PICTURES, attributes = `alt="A ${name} picture"`) =>
  `<img class="alignnone size-full" src="${pictureUrl(name)}" width="${PICTURES[name][0]}" ${attributes} />`;
const repeat = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join("");
const nested = (depth: number, list: "ul" | "ol"): string =>
  depth === 0
    ? ""
    : `<${list}><li>Level ${depth} ${ENDLESS.slice(0, 60)}${nested(depth - 1, list === "ul" ? "ol" : "ul")}</li><li>Beside</li></${list}>`;

/** Posts that are hard to show, by title. Addresses follow their numbers: /2021/03/post-1. */
const POSTS: { title: string; content: string; more?: Parameters<typeof item>[1] }[] = [
  {
    title: ENDLESS,
    content: `${ENDLESS}\n\n<a href="https://long.example/${ENDLESS}">https://long.example/${ENDLESS}</a>`,
  },
  {
    title: "عنوان طويل باللغة العربية مع كلمة English في وسطه",
    content: `${ARABIC}\n\n<blockquote>${ARABIC}</blockquote>\n\n<ul><li>${ARABIC}</li></ul>\n\n${WORDS}`,
  },
  {
    title: "Nested and mixed lists",
    content: `${nested(7, "ul")}<dl><dt>Term</dt><dd>Says ${nested(3, "ol")}</dd></dl>`,
  },
  {
    title: "Tables",
    content: `<table border="1" cellpadding="4"><caption>Tides</caption><tr>${repeat(14, (n) => `<th>Column ${n}</th>`)}</tr>${repeat(4, () => `<tr>${repeat(14, (n) => `<td align="right">${n}000000</td>`)}</tr>`)}</table>
<!-- wp:table --><figure class="wp-block-table"><table><tbody><tr><td>${ENDLESS}</td><td>b</td></tr></tbody></table><figcaption>Block</figcaption></figure><!-- /wp:table --><table><td>soup<tr><td>of cells</table>`,
  },
  {
    title: "Wide and tall pictures",
    content: `[caption id="attachment_90" align="alignright" width="2400"]${picture("wide")} Very wide[/caption]\n\n${picture("tall", "")}\n\n<a href="${pictureUrl("wide")}">${picture("wide")}</a>\n\n${WORDS}${picture("small", 'class="alignleft" alt=""')}${WORDS}\n\n<img src="https://gone.example/missing.jpg" width="3000" height="900">`,
    more: { meta: { _thumbnail_id: "90" } },
  },
  {
    title: "Code",
    content: `<pre>${"const answer = 42; ".repeat(40)}\n\tif (a &lt; b) { c(); }</pre><p>Inline <code>${ENDLESS}</code>, <kbd>Ctrl</kbd>, <samp>out</samp></p><!-- wp:code --><pre class="wp-block-code"><code lang="js">${"x".repeat(400)}</code></pre><!-- /wp:code -->[code language="php"]<?php echo "hi"; ?>[/code]`,
  },
  {
    title: "Galleries",
    content: `[gallery ids="90,91,92" columns="3"]\n\n[gallery ids="90,91,92,90,91" columns="9" link="file"]\n\n<!-- wp:gallery --><figure class="wp-block-gallery has-nested-images columns-3">${repeat(3, () => `<!-- wp:image {"id":91} --><figure class="wp-block-image size-large">${picture("tall")}<figcaption>One of three</figcaption></figure><!-- /wp:image -->`)}<figcaption>All of them</figcaption></figure><!-- /wp:gallery -->`,
    more: { sticky: true },
  },
  {
    title: "A deep conversation",
    content: WORDS,
    more: {
      comments:
        repeat(12, (n) =>
          comment(n + 1, {
            parent: n,
            content: `Step ${n} ${n % 3 ? ARABIC : ENDLESS}`,
            author: n % 2 ? "محمد" : "Dora",
            url: n % 4 ? "" : "https://dora.example/",
          }),
        ) +
        repeat(8, (n) =>
          comment(n + 20, {
            content: `<b>bold</b> <a href="https://a.example/${ENDLESS}">link</a>\n\n<ul><li>one</ul> &amp; ${n}`,
            author: ENDLESS,
          }),
        ) +
        comment(40, {
          type: "pingback",
          author: `A mention of ${ENDLESS}`,
          url: "https://mention.example/",
        }) +
        comment(41, { type: "trackback", author: "Another mention", url: "https://mention.example/two" }),
    },
  },
  { title: "Behind a password", content: "secret words", more: { password: "sesame" } },
  {
    title: "Many topics",
    content: WORDS,
    more: {
      terms: [
        ...Array.from({ length: 24 }, (_, n): [string, string, string] => [
          "category",
          `topic-${n}`,
          `Topic number ${n}`,
        ]),
        ...Array.from({ length: 40 }, (_, n): [string, string, string] => [
          "post_tag",
          `tag-${n}`,
          n === 0 ? ENDLESS.slice(0, 180) : `A tag ${n}`,
        ]),
      ],
    },
  },
  { title: "", content: "This one has no title." },
  { title: "No content at all", content: "" },
  {
    title: "<em>Markup</em> in a <strong>title</strong> &amp; “quotes” &lt;script&gt;",
    content: `<p align="center">Centred <p>never closed <b>bold <i>crossed</b> over</i><h1>A second first heading</h1><h4 id="same">Skips</h4><h4 id="same">Same id</h4><div id="main"><div id="comments">ids of the layout</div></div><a name="old">anchor</a><font color="red" size="7">red</font><center>${WORDS}</center><marquee>moves</marquee><form action="https://evil.example"><input name="q"><button>Send</button></form><hr><br><address>Here</address><abbr title="Cascading">CSS</abbr><sup>1</sup><del>old</del><ins>new</ins><q>said</q><button aria-labelledby="nobody">?</button><a href="#same"></a><a></a><p></p><script>document.title = "broken"</script><style>body { display: none }</style>`,
  },
  {
    title: "Embeds and sounds",
    content: `https://www.youtube.com/watch?v=dQw4w9WgXcQ\n\n<iframe src="https://player.vimeo.com/video/1" width="1200" height="700"></iframe>\n\n[audio src="https://old.example/a.mp3"]\n\n[video src="https://old.example/a.mp4" width="1900"]\n\n<!-- wp:embed {"url":"https://twitter.com/a/status/1"} --><figure class="wp-block-embed"><div class="wp-block-embed__wrapper">https://twitter.com/a/status/1</div></figure><!-- /wp:embed --><object data="a.swf"></object><embed src="https://e.example/x">`,
  },
  {
    title: "Blocks side by side",
    content: `<!-- wp:columns --><div class="wp-block-columns">${repeat(5, (n) => `<div class="wp-block-column" style="flex-basis:20%"><p>Column ${n} ${ENDLESS.slice(0, 90)}</p></div>`)}</div><!-- /wp:columns --><!-- wp:cover --><div class="wp-block-cover" style="min-height:900px">${picture("wide")}<p class="has-text-color" style="color:#eee">Over it</p></div><!-- /wp:cover --><!-- wp:buttons --><div class="wp-block-buttons"><div class="wp-block-button"><a class="wp-block-button__link">No address</a></div></div><!-- /wp:buttons --><!-- wp:pullquote --><figure class="wp-block-pullquote"><blockquote><p>${WORDS}</p><cite>Somebody</cite></blockquote></figure><!-- /wp:pullquote --><!-- wp:details --><details class="wp-block-details"><summary>More</summary><p>Hidden</p></details><!-- /wp:details --><!-- wp:spacer --><div style="height:2000px;width:3000px" class="wp-block-spacer"></div><!-- /wp:spacer -->`,
  },
  {
    title: "In several parts",
    content: `<p>Before</p><!--more Read on--><h2>One</h2>${WORDS}<h2>Two</h2>${WORDS}<h2>Two</h2><h3>${ENDLESS}</h3>${WORDS}<!--nextpage--><h2>Last</h2>A note<sup id="fnref1"><a href="#fn1">1</a></sup><ol><li id="fn1">The note</li></ol>`,
  },
];

const pages = [
  item(60, { type: "page", slug: "parent", title: "A page", content: WORDS }),
  item(61, { type: "page", slug: "child", title: ENDLESS, content: WORDS, parent: 60, order: 2 }),
  item(62, {
    type: "page",
    slug: "grandchild",
    title: "عن الصحيفة",
    content: ARABIC,
    parent: 61,
    comments: comment(50),
  }),
];

const attachments = (Object.keys(PICTURES) as (keyof typeof PICTURES)[]).map((name, index) =>
  item(90 + index, {
    type: "attachment",
    status: "inherit",
    title: name,
    excerpt: `Caption of ${name}`,
    attachmentUrl: pictureUrl(name),
  }),
);

const menuItem = (id: number, title: string, parent: number, url: string) =>
  item(id, {
    ...{ type: "nav_menu_item", title, order: id, terms: [["nav_menu", "main", "Main"]] },
    meta: { _menu_item_menu_item_parent: String(parent), _menu_item_type: "custom", _menu_item_url: url },
  });
const menu = [
  "<wp:term><wp:term_taxonomy>nav_menu</wp:term_taxonomy><wp:term_slug>main</wp:term_slug><wp:term_name>Main</wp:term_name></wp:term>",
  menuItem(70, "Start", 0, "https://old.example/"),
  ...Array.from({ length: 5 }, (_, n) =>
    menuItem(71 + n, `Step ${n} ${ENDLESS.slice(0, 40)}`, 70 + n, "https://other.example/"),
  ),
  ...Array.from({ length: 9 }, (_, n) => menuItem(80 + n, `Entry ${n}`, 0, "https://old.example/parent/")),
];

/** A WordPress export of everything that breaks pages, and a folder with its pictures. */
export async function hardExport(): Promise<{ file: string; mediaFolder: string }> {
  const mediaFolder = mkdtempSync(join(tmpdir(), "broadsheet-uploads-"));
  for (const [name, [width, height]] of Object.entries(PICTURES)) {
    const file = join(mediaFolder, "2021", "03", `${name}.png`);
    mkdirSync(dirname(file), { recursive: true });
    await sharp({ create: { width, height, channels: 3, background: "#7a8c6e" } })
      .png()
      .toFile(file);
  }
  const body = [
    author("ann", "Ann Old"),
    author("samir", "سمير الكاتب"),
    category("world", "World"),
    category("near", ENDLESS.slice(0, 150), "world"),
    category("nearer", "Nearer", "near"),
    category("nearest", "Nearest", "nearer"),
    ...attachments,
    ...POSTS.map(({ title, content, more }, index) =>
      item(index + 1, {
        ...{
          title,
          content,
          creator: index % 2 ? "samir" : "ann",
          terms: [["category", "nearest", "Nearest"]],
        },
        ...{ gmt: `2021-03-${String(index + 1).padStart(2, "0")} 05:06:07`, ...more },
      }),
    ),
    ...pages,
    ...menu,
  ];
  return { file: exportFile(body.join("\n")), mediaFolder };
}

/** Where the posts and pages of the export stand after the import. */
export const hardAddresses = [
  ...POSTS.map((_, index) => `/2021/03/post-${index + 1}`),
  ...["/parent", "/parent/child", "/parent/child/grandchild"],
];
