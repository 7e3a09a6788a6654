import { describe, expect, it } from "vitest";
import { footnoteList } from "../../../src/imports/wordpress/footnotes.ts";
import { toHtml, type ContentContext } from "../../../src/imports/wordpress/content.ts";

const pictures: Record<number, string> = { 4: "/media/four.jpg", 5: "/media/five.jpg" };
const context: ContentContext = {
  attachment: (id) =>
    pictures[id] === undefined
      ? undefined
      : {
          url: pictures[id],
          mime: id === 5 ? "audio/mpeg" : "image/jpeg",
          title: `Title ${id}`,
          alt: "",
          caption: id === 4 ? "Four & more" : "",
        },
  attached: () => [5, 4],
  footnotes: () => footnoteList('[{"id":"n1","content":"A <em>note</em>"}]', (number) => `Back to ${number}`),
  reusable: (id) => (id === 9 ? "<!-- wp:paragraph --><p>Pattern</p><!-- /wp:paragraph -->" : undefined),
  resolve: (url) =>
    url === "https://old.example/wp-content/uploads/a-300x200.jpg" ? "/media/a.jpg" : undefined,
};
function convert(content: string) {
  const leftovers = { shortcodes: new Set<string>(), blocks: new Set<string>() };
  return { html: toHtml(content, context, leftovers), leftovers };
}
const html = (content: string) => convert(content).html;

describe("a classic post", () => {
  it.each([
    ["one line", "<p>one line</p>"],
    ["one\n\ntwo", "<p>one</p>\n<p>two</p>"],
    ["one\r\n\r\n\r\ntwo", "<p>one</p>\n<p>two</p>"],
    ["one\ntwo", "<p>one<br>\ntwo</p>"],
    ["one<br />\ntwo", "<p>one<br>\ntwo</p>"],
    ["one<br><br/>two", "<p>one</p>\n<p>two</p>"],
    ["<h2>Head</h2>\ntext", "<h2>Head</h2><p>text</p>"],
    ["<p>done</p>\n<p>already</p>", "<p>done</p>\n<p>already</p>"],
    ["<ul>\n<li>a</li>\n<li>b\nc</li>\n</ul>", "<ul>\n<li>a</li>\n<li>b<br>\nc</li>\n</ul>"],
    ["<blockquote>a\n\nb</blockquote>", "<blockquote><p>a</p>\n<p>b</p>\n</blockquote>"],
    ["<div>alone</div>", "<div>alone</div>"],
    ["<div>a\n\nb</div>", "<div><p>a</p>\n<p>b</p>\n</div>"],
    ["<pre>a\n\n  b\n</pre>\nend", "<pre>a\n\n  b\n</pre><p>end</p>"],
    ["<table>\n<tr>\n<td>x</td>\n</tr>\n</table>", "<table>\n<tr>\n<td>x</td>\n</tr>\n</table>"],
    ['<em>a</em> and <img\nsrc="x.png">', '<p><em>a</em> and <img src="x.png"></p>'],
    ["a <!-- secret --> b", "<p>a  b</p>"],
    ["", ""],
  ])("%j", (source, expected) => {
    expect(html(source)).toBe(expected.trim());
  });

  it("keeps the place of “more”, and puts a rule where a page ended", () => {
    expect(html("a\n\n<!--more-->\n\nb")).toBe("<p>a</p>\n<!--more-->\n<p>b</p>");
    expect(html("a<!--more Go on-->b")).toContain("<!--more Go on-->");
    expect(html("a\n\n<!--nextpage-->\n\nb")).toBe("<p>a</p>\n<hr>\n<p>b</p>");
  });

  it("links an address that stands alone in a line", () => {
    expect(html("See:\n\nhttps://youtu.be/abc?x=1&y=2\n\nEnd")).toContain(
      '<div class="wp-block-embed__wrapper">https://youtu.be/abc?x=1&amp;y=2</div>',
    );
  });

  it("comes to an end with hostile text, and keeps what stands before it", () => {
    for (const piece of [
      "[caption]",
      "<pre>",
      "<!-- wp:a {",
      "[gallery ids=",
      "<!--",
      "<div>",
      "[[",
      "<img src=",
      '<ul class="blocks-gallery-grid">',
      "\n \n",
    ])
      expect(html(`first ${piece.repeat(20_000)} last`), piece).toMatch(/first/);
  });
});

describe("shortcodes", () => {
  it("make a figure of a caption in both forms", () => {
    const figure =
      '<figure class="wp-caption alignleft"><img src="x.jpg" /><figcaption>Two <b>words</b></figcaption></figure>';
    expect(
      html(
        '[caption id="attachment_1" align="alignleft" width="9"]<img src="x.jpg" /> Two <b>words</b>[/caption]',
      ),
    ).toBe(figure);
    expect(html('[caption align="alignleft" caption="Two <b>words</b>"]<img src="x.jpg" />[/caption]')).toBe(
      figure,
    );
    expect(html('[caption]<a href="y"><img src="x.jpg"></a>\nLinked[/caption]')).toBe(
      '<figure class="wp-caption"><a href="y"><img src="x.jpg"></a><figcaption>Linked</figcaption></figure>',
    );
  });

  it("show the pictures of a gallery, chosen or attached", () => {
    const chosen = html('[gallery columns="2" ids="4, 77"]');
    expect(chosen).toBe(
      '<figure class="gallery columns-2"><figure><a href="/media/four.jpg"><img class="wp-image-4" src="/media/four.jpg" alt=""></a><figcaption>Four & more</figcaption></figure></figure>',
    );
    const attached = html("a [gallery] b");
    expect(attached).toContain('<figure class="gallery columns-3">');
    expect(attached.indexOf("five.jpg")).toBeLessThan(attached.indexOf("four.jpg"));
    expect(html('[gallery ids="77"]')).toContain('[gallery ids="77"]');
  });

  it("play sound and film", () => {
    expect(html('[audio src="https://old.example/a.mp3"]')).toContain(
      '<audio controls src="https://old.example/a.mp3">',
    );
    expect(html("[audio https://old.example/a.mp3]")).toContain(
      '<audio controls src="https://old.example/a.mp3">',
    );
    const film = html('[video mp4="/a.mp4" webm="/a.webm" poster="/p.jpg"][/video]');
    expect(film).toContain(
      '<video controls poster="/p.jpg"><source src="/a.mp4"><source src="/a.webm"></video>',
    );
    expect(html('[playlist ids="5"]')).toContain(
      '<li><figure><audio controls src="/media/five.jpg"></audio><figcaption>Title 5',
    );
  });

  it("name what is embedded", () => {
    expect(html("[embed]https://vimeo.com/1[/embed]")).toContain(
      'wp-block-embed__wrapper">https://vimeo.com/1<',
    );
    expect(html("[youtube=https://www.youtube.com/watch?v=1]")).toContain(
      ">https://www.youtube.com/watch?v=1<",
    );
    expect(html("[embed]javascript:alert(1)[/embed]")).toContain("[embed]javascript:alert(1)[/embed]");
  });

  it("keep code as code", () => {
    expect(html('[sourcecode language="Python"]\nif a < b:\n\n  print "x"\n[/sourcecode]')).toBe(
      '<pre><code class="language-python">if a &lt; b:\n\n  print &quot;x&quot;</code></pre>',
    );
  });

  it("of plugins stay in the text and are named", () => {
    const { html: text, leftovers } = convert('Write: [contact-form to="x"] [sic] [box]in[/box]');
    expect(text).toBe('<p>Write: [contact-form to="x"] [sic] [box]in[/box]</p>');
    expect([...leftovers.shortcodes]).toEqual(["contact-form", "box"]);
  });

  it("lose one pair of brackets where they were escaped, and are left alone in code", () => {
    expect(html("Type [[gallery]] here")).toBe("<p>Type [gallery] here</p>");
    expect(html("[[caption]x[/caption]]")).toBe("<p>[caption]x[/caption]</p>");
    expect(html("<pre>[gallery] [[gallery]] [[ -f x ]]</pre>")).toBe(
      "<pre>[gallery] [gallery] [[ -f x ]]</pre>",
    );
  });
});

describe("a post of the block editor", () => {
  it("loses its comments and keeps its classes, without further paragraphs", () => {
    expect(
      html(
        '<!-- wp:paragraph {"align":"center"} -->\n<p class="has-text-align-center">a\nb</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:separator -->\n<hr class="wp-block-separator"/>\n<!-- /wp:separator -->',
      ),
    ).toBe('<p class="has-text-align-center">a\nb</p>\n\n<hr class="wp-block-separator"/>');
  });
  it("gives paragraphs to what stands outside of blocks", () => {
    expect(html("old\n\ntext\n\n<!-- wp:paragraph --><p>new</p><!-- /wp:paragraph -->")).toBe(
      "<p>old</p>\n<p>text</p>\n<p>new</p>",
    );
  });
  it("takes in patterns and names blocks that are made when shown", () => {
    const { html: text, leftovers } = convert(
      '<!-- wp:block {"ref":9} /-->\n<!-- wp:latest-posts {"postsToShow":3} /-->\n<!-- wp:jetpack/map /-->',
    );
    expect(text).toBe("<p>Pattern</p>");
    expect([...leftovers.blocks]).toEqual(["latest-posts", "jetpack/map"]);
  });
  it("keeps its notes, and names what its queries showed by one name", () => {
    expect(html("<!-- wp:paragraph --><p>a</p><!-- /wp:paragraph --><!-- wp:footnotes /-->")).toBe(
      '<p>a</p>\n<ol class="footnotes"><li id="n1">A <em>note</em> <a href="#n1-link" aria-label="Back to 1">↩</a></li></ol>',
    );
    const query =
      "<!-- wp:query --><div><!-- wp:post-title /--><!-- wp:post-date /--></div><!-- /wp:query -->";
    expect([...convert(query).leftovers.blocks]).toEqual(["query"]);
    expect(footnoteList('a:1:{s:1:"k";}', String)).toBe("");
  });
  it("has one kind of gallery", () => {
    const old =
      '<!-- wp:gallery {"ids":[1]} --><figure class="wp-block-gallery columns-2"><ul class="blocks-gallery-grid"><li class="blocks-gallery-item"><figure><img src="a.jpg"/></figure></li></ul></figure><!-- /wp:gallery -->';
    expect(html(old)).toBe(
      '<figure class="gallery wp-block-gallery columns-2"><figure><img src="a.jpg"/></figure></figure>',
    );
  });
  it("keeps “more” inside its block", () => {
    expect(html("<!-- wp:more -->\n<!--more-->\n<!-- /wp:more -->")).toBe("<!--more-->");
  });
});

describe("addresses", () => {
  it("of known uploads lead to where they are now, without the old sizes", () => {
    const source =
      "<img src='https://old.example/wp-content/uploads/a-300x200.jpg' srcset=\"b 1x\"> <a href=https://old.example/other>";
    expect(html(source)).toBe('<p><img src="/media/a.jpg"> <a href=https://old.example/other></p>');
  });
});

/** Work that grows as the square of such input would outlast the patience of any runner of tests. */
describe("hostile content", () => {
  it.each([
    ["white space without an end of line", `a${" ".repeat(1_000_000)}b`],
    ["tags without an end", "<pre".repeat(1_000_000)],
    ["“more” without an end", "<!--more".repeat(1_000_000)],
    ["a caption of white space", `[caption]<img src="a.png">a${" ".repeat(1_000_000)}b[/caption]`],
  ])("comes to an end: %s", (_, source) => {
    expect(html(source)).toBeTypeOf("string");
  });
});
