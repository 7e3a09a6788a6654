import { describe, expect, it } from "vitest";
import type { PostDraft } from "../../src/posts/post.ts";
import { newsroom } from "../support/newsroom.ts";

/** A room with a category and a tag, and a post that has everything a post can have. */
function room() {
  const room = newsroom();
  const { topics, users } = room.parts;
  const harbour = topics.create({ kind: "category", name: "Harbour" }, room.now());
  const [ships] = topics.findOrCreateTags(["Ships"], room.now());
  const guest = users.create(
    { role: "guest", name: "Mara Lind", slug: "mara-lind", email: null, passwordHash: null },
    room.now(),
  );
  const story = (draft: Partial<PostDraft> = {}) =>
    room.post({ title: "The tide tables", categoryIds: [harbour], tagIds: [ships!], ...draft });
  return { ...room, harbour, ships: ships!, guest, story };
}

/** What stands inside <main>. */
const mainOf = (html: string) => /<main[^>]*>([\s\S]*)<\/main>/.exec(html)![1]!;
const words = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
/** One part of the page by its tag and class, with what is in it up to its end tag. */
const partOf = (html: string, name: string, tag: string) =>
  new RegExp(`<${tag}[^>]*class="${name}[\\s\\S]*?</${tag}>`).exec(html)?.[0] ?? "";

const FOUR_HEADINGS = "## One\n\na\n\n## Two\n\nb\n\n### Three\n\nc\n\n#### Four\n\nd";

describe("the page of a post", () => {
  it("keeps the order it promises", async () => {
    const { reader, post, story, ships } = room();
    post({ title: "An earlier one", tagIds: [ships], publishedAt: new Date("2026-02-01T00:00:00Z") });
    const { address } = story({
      excerpt: "Standfirst words.",
      bodySource: `Body words.\n\n${FOUR_HEADINGS}`,
    });
    const main = mainOf((await reader.get(address).expect(200)).text);
    const parts = [
      'href="/category/harbour"',
      "<h1",
      "Standfirst words.",
      'href="/author/ben-author"',
      "<time datetime=",
      "data-comments=",
      "data-views=",
      'class="contents"',
      "Body words.",
      'href="/tag/ships"',
      'class="share"',
      'class="neighbours"',
      ">About Author<",
      ">Related posts<",
      'id="comments"',
      ">Leave a Reply<",
    ];
    const places = parts.map((part) => main.indexOf(part));
    expect(places, parts.join("\n")).not.toContain(-1);
    expect(places).toEqual([...places].sort((one, other) => one - other));
  });

  it("has one main heading, the title", async () => {
    const { reader, story } = room();
    const { text } = await reader.get(story().address).expect(200);
    expect(text.match(/<h1[\s>]/g)).toHaveLength(1);
    expect(words(/<h1[\s\S]*?<\/h1>/.exec(text)![0])).toBe("The tide tables");
  });

  it.each(["", "   "])("says the date where the title is “%s”", async (title) => {
    const { reader, story } = room();
    const { text } = await reader.get(story({ title, slug: "nameless" }).address).expect(200);
    expect(words(/<h1[\s\S]*?<\/h1>/.exec(text)![0])).toBe("March 1, 2026");
  });

  it("counts comments and views in numbers and in words", async () => {
    const { reader, story, parts } = room();
    const { id, address } = story();
    parts.activity.prepare("INSERT INTO views_total (post_id, views) VALUES (?, 1220)").run(id);
    parts.content.prepare("UPDATE posts SET comment_count = 1 WHERE id = ?").run(id);
    const main = mainOf((await reader.get(address)).text);
    expect(words(/<span data-comments="1">[\s\S]*?<\/span>/.exec(main)![0])).toBe("1 comment");
    expect(words(/<span data-views="1220">[\s\S]*?<\/span>/.exec(main)![0])).toBe("1,220 views");
    expect(main).toContain('href="/about/counting"');
  });

  it("names several authors in the order of the byline, with a box for each", async () => {
    const { reader, story, guest, ben, ada } = room();
    const { address } = story({ authorIds: [guest, ada.id, ben.id] });
    const main = mainOf((await reader.get(address)).text);
    expect(words(partOf(main, "byline__names", "p"))).toBe("By Mara Lind , Ada Admin and Ben Author");
    const boxes = [...main.matchAll(/class="author-box__name"><a href="([^"]+)"/g)].map(([, href]) => href);
    expect(boxes).toEqual(["/author/mara-lind", "/author/ada-admin", "/author/ben-author"]);
  });

  it("shows its authors with their pictures", async () => {
    const { reader, story, guest, picture, parts } = room();
    const avatar = picture("mara");
    parts.content.prepare("UPDATE users SET avatar_media_id = ? WHERE id = ?").run(avatar, guest);
    const { address } = story({ authorIds: [guest] });
    const main = mainOf((await reader.get(address).expect(200)).text);
    expect(main.match(/<img class="avatar" src="\/media\/mara-320\.webp"/g)).toHaveLength(2);
  });

  it("says when it was updated only where it was, later than an hour after publication", async () => {
    const { reader, story, later, parts } = room();
    const { id, address } = story();
    expect((await reader.get(address)).text).not.toContain("Updated");
    later(3 * 3_600_000);
    parts.content.prepare("UPDATE posts SET updated_at = ? WHERE id = ?").run("2026-03-01T14:00:00.000Z", id);
    expect((await reader.get(address)).text).toContain('Updated <time datetime="2026-03-01T14:00:00Z"');
  });

  it("has a table of contents from three headings on, without the lowest", async () => {
    const { reader, story } = room();
    const two = story({ bodySource: "## One\n\na\n\n## Two\n\nb\n\n#### Low\n\nc" });
    expect((await reader.get(two.address)).text).not.toContain('class="contents"');
    const three = story({ bodySource: FOUR_HEADINGS });
    const contents = partOf((await reader.get(three.address)).text, "contents", "nav");
    expect([...contents.matchAll(/href="(#[^"]+)"/g)].map(([, href]) => href)).toHaveLength(3);
    for (const heading of ["One", "Two", "Three"]) expect(contents).toContain(heading);
  });

  it("offers plain links for sharing, with the public address", async () => {
    const { reader, story, parts } = room();
    const post = story({ title: "Tea & tides" });
    const share = partOf((await reader.get(post.address)).text, "share", "p");
    const address = encodeURIComponent(parts.paths.absolute(post.address));
    expect(share).toContain(`href="mailto:?subject=Tea%20%26%20tides&amp;body=${address}"`);
    for (const [link] of share.matchAll(/<a [^>]*href="https:[^>]*>/g)) {
      expect(link).toContain(address);
      expect(link).toMatch(/rel="[^"]*noopener/);
    }
  });

  it("shows the featured picture with caption and credit, at once and without a shift", async () => {
    const { reader, story, parts } = room();
    const media = parts.content
      .prepare(
        `INSERT INTO media (path, original_name, mime, width, height, bytes, sha256, alt, caption, credit, created_at)
         VALUES ('2026/03/a.webp', 'a', 'image/webp', 1200, 800, 9, x'00', 'A quay', 'The quay.', 'M. Lind', '')`,
      )
      .run().lastInsertRowid;
    const figure = partOf(
      (await reader.get(story({ featuredMediaId: Number(media) }).address)).text,
      "article__picture",
      "figure",
    );
    for (const part of ['fetchpriority="high"', 'width="1200"', 'height="800"', 'alt="A quay"', "The quay."])
      expect(figure).toContain(part);
    expect(words(figure)).toContain("Picture: M. Lind");
    expect(figure).not.toContain("lazy");
  });

  it("carries its public address, for who prints it", async () => {
    const { reader, story, parts } = room();
    const post = story();
    const { text } = await reader.get(`${post.address}?utm_source=mail`);
    expect(text).toContain(`<p class="footer__address">${parts.paths.absolute(post.address)}</p>`);
  });

  it("leads to the neighbours in time, and past what readers may not see", async () => {
    const { reader, post, story } = room();
    const at = (day: number) => new Date(Date.UTC(2026, 1, day));
    const before = post({ title: "Before", publishedAt: at(1) });
    const { address } = story({ publishedAt: at(10) });
    post({ title: "Half written", status: "draft", publishedAt: at(11) });
    post({ title: "Not for all", status: "private", publishedAt: at(11) });
    post({ title: "Guarded", password: "sesame", publishedAt: at(12) });
    const after = post({ title: "After", publishedAt: at(13) });
    post({ title: "Scheduled", publishedAt: new Date("2026-04-01T00:00:00Z") });
    const page = await reader.get(address);
    const neighbours = partOf(page.text, "neighbours", "nav");
    expect(neighbours).toContain(`href="${before.address}" rel="prev"`);
    expect(neighbours).toContain(`href="${after.address}" rel="next"`);
    const last = partOf((await reader.get(after.address)).text, "neighbours", "nav");
    expect(last).not.toContain('rel="next"');
  });

  it("names posts that share most topics, newest first, and nothing that is hidden", async () => {
    const { reader, post, story, harbour, ships } = room();
    const at = (day: number) => new Date(Date.UTC(2026, 1, day));
    const { address } = story();
    post({ title: "Shares both", categoryIds: [harbour], tagIds: [ships], publishedAt: at(1) });
    post({ title: "Shares one", tagIds: [ships], publishedAt: at(2) });
    post({ title: "Shares one, later", categoryIds: [harbour], publishedAt: at(3) });
    post({ title: "Shares nothing", publishedAt: at(4) });
    for (const [title, hidden] of Object.entries({
      Draft: { status: "draft" },
      Guarded: { password: "sesame" },
      Scheduled: { publishedAt: new Date("2026-04-01T00:00:00Z") },
    } as const))
      post({ title, categoryIds: [harbour], tagIds: [ships], publishedAt: at(5), ...hidden });
    const related = partOf((await reader.get(address)).text, "related", "section");
    const titles = [...related.matchAll(/class="card__title"[^>]*>\s*<a[^>]*>([^<]*)/g)].map(
      ([, title]) => title,
    );
    expect(titles).toEqual(["Shares both", "Shares one, later", "Shares one"]);
  });

  it("shows neither title nor text of a post behind a password", async () => {
    const { reader, story } = room();
    const { id, address } = story({
      title: "Hush",
      slug: "quiet",
      bodySource: "Whisper.",
      password: "sesame",
    });
    const { text } = await reader.get(address).expect(200);
    expect(text).toContain(`action="/unlock/${id}"`);
    expect(text).toContain('<meta name="robots" content="noindex">');
    for (const secret of ["Hush", "Whisper", "sesame", "Ben Author"]) expect(text).not.toContain(secret);
  });

  it("offers its authors, and nobody else, to edit it", async () => {
    const { admin, author, reader, story, ada } = room();
    const own = story();
    const others = story({ authorIds: [ada.id] });
    const edit = ({ id }: { id: number }) => `href="/admin/posts/${id}"`;
    expect((await author.get(own.address)).text).toContain(edit(own));
    expect((await author.get(others.address)).text).not.toContain(edit(others));
    expect((await admin.get(own.address)).text).toContain(edit(own));
    expect((await reader.get(own.address)).text).not.toContain("/admin");
  });

  it("prints what an author typed as text", async () => {
    const { reader, story } = room();
    const hostile = `<script>alert("1")</script>`;
    const { text } = await reader
      .get(story({ title: hostile, excerpt: hostile, slug: "x" }).address)
      .expect(200);
    expect(text).not.toContain("<script>alert");
  });
});
