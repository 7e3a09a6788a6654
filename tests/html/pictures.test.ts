import { describe, expect, it, vi } from "vitest";
import { renderBody } from "../../src/html/render.ts";
import { html, markdown, picture, site } from "./site.ts";

const uploaded = { "/media/7/harbour.webp": picture() };

describe("a picture in a body", () => {
  it("is shown in all its sizes when it was uploaded", () => {
    expect(markdown("![Boats](/media/7/harbour.webp)", uploaded)).toBe(
      '<p><img src="/media/7/harbour.webp" alt="Boats" width="1200" height="800" ' +
        'srcset="/media/7/harbour-640.webp 640w, /media/7/harbour.webp 1200w" ' +
        'sizes="(max-width: 720px) 100vw, 720px" loading="lazy" decoding="async"></p>\n',
    );
  });

  it("keeps the smaller width an author chose, in proportion", () => {
    expect(
      html('<img class="alignleft size-medium x" src="/media/7/harbour.webp" width="300">', uploaded),
    ).toContain(
      'class="alignleft size-medium" src="/media/7/harbour.webp" alt="The harbour" width="300" height="200"',
    );
  });

  it("becomes a figure when it stands alone with a caption", () => {
    const titled = markdown('![Boats](/media/7/harbour.webp "At <noon>")', uploaded);
    expect(titled).toMatch(/^<figure><img [^>]+><figcaption>At &lt;noon&gt;<\/figcaption><\/figure>\n$/);
    const library = { "/media/7/harbour.webp": picture({ caption: "From the library", credit: "Ada" }) };
    expect(markdown("![](/media/7/harbour.webp)", library)).toContain(
      '<figcaption>From the library <span class="credit">Ada</span></figcaption>',
    );
  });

  it("is a link when it lies on another host, so that nothing is fetched", () => {
    expect(html('<p><img src="https://tracker.test/a/pixel.gif" alt="A pixel"></p>')).toBe(
      '<p><a class="picture-link" href="https://tracker.test/a/pixel.gif" rel="noopener">pictureOn A pixel tracker.test</a></p>',
    );
    expect(markdown("[![](https://tracker.test/b.png)](https://b.test)")).toBe(
      '<p><a href="https://b.test" rel="noopener"><span class="picture-link">pictureOn b.png tracker.test</span></a></p>\n',
    );
    for (const source of [
      "//tracker.test/a.png",
      "\\\\tracker.test/a.png",
      "/\\tracker.test/a.png",
      "https:tracker.test/a.png",
    ]) {
      expect(html(`<img src="${source}" srcset="//tracker.test/b.png 2x">`)).not.toMatch(/<img|srcset/);
    }
  });

  it("stays where it is on this site, though it is in no table", () => {
    expect(html('<img src="/media/9/lost.png" onerror="x">')).toBe(
      '<img src="/media/9/lost.png" alt="" loading="lazy" decoding="async">',
    );
    expect(html('<img src="https://news.test/media/9/lost.png" alt="L">')).toContain(
      'src="/media/9/lost.png"',
    );
    expect(html('<img src="/wp-content/uploads/old.jpg" alt="">')).toContain(
      'src="/wp-content/uploads/old.jpg"',
    );
    expect(html('<img src="/logout" alt="x">')).not.toContain("<img");
  });

  it("inside the source is allowed while small and of a picture's type", () => {
    expect(html('<img src="data:image/png;base64,iVBORw0KGgo=" alt="dot">')).toContain("<img");
    expect(html('<img src="data:image/svg+xml;base64,PHN2Zz4=" alt="x">')).not.toContain("data:");
    expect(html(`<img src="data:image/png;base64,${"A".repeat(21_000)}" alt="x">`)).not.toContain("data:");
  });

  it("is looked up with all others at once, and noted", () => {
    const context = site(uploaded);
    const find = vi.spyOn(context, "findPictures");
    const body = renderBody("![a](/media/7/harbour.webp) ![b](https://b.test/c.png)", "markdown", context);
    expect(find.mock.calls).toEqual([[["/media/7/harbour.webp", "https://b.test/c.png"]]]);
    expect(body.images).toEqual([
      { url: "/media/7/harbour.webp", alt: "a", mediaId: 7 },
      { url: "https://b.test/c.png", alt: "b", mediaId: null },
    ]);
    const plain = site();
    const none = vi.spyOn(plain, "findPictures");
    renderBody("text", "markdown", plain);
    expect(none).not.toHaveBeenCalled();
  });

  it("names the link around it when nothing else does", () => {
    expect(html('<a href="/media/9/big.jpg"><img src="/media/9/small.jpg" alt=""></a>')).toContain(
      'aria-label="openPicture big.jpg"',
    );
  });
});

describe("sound and film", () => {
  it("play from our own media, with controls and never by themselves", () => {
    const film = html(
      '<video autoplay loop muted src="/media/3/film.mp4" poster="https://x.test/p.png"></video>',
    );
    expect(film).toBe('<video src="/media/3/film.mp4" controls preload="none"></video>');
  });

  it("are a link from elsewhere", () => {
    expect(html('<audio><source src="https://pod.test/1.mp3"></audio>')).toBe(
      '<a class="media-link" href="https://pod.test/1.mp3" rel="noopener">listenTo 1.mp3 pod.test</a>',
    );
  });
});
