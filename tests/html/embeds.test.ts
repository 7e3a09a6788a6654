import { describe, expect, it } from "vitest";
import { html, markdown } from "./site.ts";

const card = (href: string, words: string) =>
  `<p class="embed"><a href="${href}" rel="noopener">${words}</a></p>`;

describe("an embed", () => {
  it("is a link that names the host, made of a line that is only an address", () => {
    expect(markdown("https://www.youtube.com/watch?v=abc")).toBe(
      card("https://www.youtube.com/watch?v=abc", "embedWatch youtube.com") + "\n",
    );
    expect(html("<p>https://open.spotify.com/track/1</p>")).toBe(
      card("https://open.spotify.com/track/1", "embedListen open.spotify.com"),
    );
    expect(markdown("https://some-server.test/@ada/112233445566")).toContain("embedView some-server.test");
  });

  it("is not made of an address in a sentence, of another host, or of a link with other words", () => {
    expect(markdown("see https://youtu.be/abc")).not.toContain("embed");
    expect(markdown("https://example.org/a")).not.toContain("embed");
    expect(markdown("[https://youtu.be/abc](https://evil.test/)")).not.toContain("embed");
  });

  it("stands for the frames and embed blocks of imports", () => {
    expect(
      html('<p>a <iframe src="//www.youtube-nocookie.com/embed/a_b-1?x=1" onload=x></iframe> b</p>'),
    ).toBe(`<p>a </p>${card("https://www.youtube.com/watch?v=a_b-1", "embedWatch youtube.com")}<p> b</p>`);
    expect(html('<iframe src="https://maps.test/x"></iframe>')).toBe(
      card("https://maps.test/x", "embedOpen maps.test"),
    );
    expect(
      html('<iframe src="javascript:alert(1)"></iframe><iframe srcdoc="<script>x</script>"></iframe>'),
    ).toBe("");
    expect(
      html(
        '<figure class="wp-block-embed is-type-video"><div class="wp-block-embed__wrapper">\nhttps://vimeo.com/12\n</div>' +
          "<figcaption>Film</figcaption></figure>",
      ),
    ).toBe(
      `<figure class="wp-block-embed is-type-video">${card("https://vimeo.com/12", "embedWatch vimeo.com")}` +
        "<figcaption>Film</figcaption></figure>",
    );
  });
});
