import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { importWordPress } from "../../../src/imports/wordpress/importer.ts";
import type { MediaFile } from "../../../src/imports/wordpress/media.ts";
import { newsroom, type Newsroom } from "../../support/newsroom.ts";
import { author, category, comment, exportFile, exportText, item, tempFile } from "./export-text.ts";

/** A desk that imports into a newsroom; its media are rows only. */
function desk(room: Newsroom = newsroom()) {
  const { content, activity, temporary, vault, words } = room.parts;
  const kept: MediaFile[] = [];
  const keepMedia = (file: MediaFile) => {
    if (file.name.endsWith(".exe")) return Promise.resolve({ refused: "This kind of file is not kept" });
    kept.push(file);
    const { lastInsertRowid } = content
      .prepare(
        `INSERT INTO media (path, original_name, mime, bytes, sha256, alt, caption, created_at)
         VALUES (@path, @name, 'image/jpeg', 1, x'00', @alt, @caption, @at)`,
      )
      .run({
        ...{ path: `2026/03/kept-${kept.length}.jpg`, name: file.name, alt: file.alt, caption: file.caption },
        at: file.createdAt.toISOString(),
      });
    return Promise.resolve({ id: Number(lastInsertRowid) });
  };
  const run = (body: string, options: { mediaFolder?: string; isDryRun?: boolean } = {}) =>
    runFile(exportFile(body), options);
  const runFile = (file: string, options: { mediaFolder?: string; isDryRun?: boolean } = {}) =>
    importWordPress(file, options, {
      ...{ content, activity, temporary, vault, keepMedia, writersOf: room.partsOn },
      ...{ zone: "Europe/Berlin", t: words().t, now: room.now() },
    });
  const all = (sql: string) => content.prepare(sql).all() as Record<string, unknown>[];
  const count = (table: string) => content.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number;
  return { room, run, runFile, all, count, kept, activity };
}

const uploads = (...files: string[]) => {
  const folder = mkdtempSync(join(tmpdir(), "broadsheet-uploads-"));
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), file);
  }
  return folder;
};
const attachment = (id: number, path: string, options = {}) =>
  item(id, {
    type: "attachment",
    status: "inherit",
    attachmentUrl: `https://old.example/wp-content/uploads/${path}`,
    ...options,
  });

describe("an imported post", () => {
  it("is read under its own address, with its author, its topics and its date", async () => {
    const { room, run } = desk();
    const result = await run(
      author("ann", "Ann &amp; Co") +
        category("world", "World") +
        category("europe", "Europe", "world") +
        item(7, {
          title: "Tom &amp; <em>Jerry</em> <script>",
          content: "First\n\nSecond",
          terms: [
            ["category", "europe", "Europe"],
            ["post_tag", "cats", "Cats"],
          ],
        }),
    );
    expect(result).toMatchObject({
      posts: 1,
      categories: 2,
      tags: 0,
      unlistedTopics: 1,
      authors: 1,
      skipped: [],
    });
    const page = await room.reader.get("/2021/03/post-7").expect(200);
    expect(page.text).toContain("Tom &amp; Jerry &lt;script&gt;");
    expect(page.text).toContain("<p>First</p>");
    const post = room.parts.posts.findPost("post-7", room.now())!;
    expect(post.publishedAt?.toISOString()).toBe("2021-03-04T05:06:07.000Z");
    expect(post.updatedAt).toEqual(post.publishedAt);
    expect(post.authors).toMatchObject([{ name: "Ann & Co", slug: "ann" }]);
    expect(post.categories.map(({ path }) => path)).toEqual(["world/europe"]);
    expect(post.tags.map(({ name }) => name)).toEqual(["Cats"]);
  });

  it.each([
    ["publish", { status: "published", published_at: "2021-03-04T05:06:07.000Z" }],
    ["future", { status: "published", published_at: "2021-03-04T05:06:07.000Z" }],
    ["private", { status: "private", published_at: "2021-03-04T05:06:07.000Z" }],
    ["pending", { status: "pending" }],
    ["draft", { status: "draft" }],
    ["trash", { status: "trash", status_before_trash: "draft" }],
    ["in-review-by-plugin", { status: "draft" }],
  ])("that was %s keeps its state", async (status, expected) => {
    const { run, all } = desk();
    await run(item(7, { status }));
    expect(all("SELECT status, published_at, status_before_trash FROM posts")[0]).toMatchObject(expected);
  });

  it("keeps password, excerpt, sticky place, closed comments and time of change", async () => {
    const { run, all } = desk();
    await run(
      item(7, {
        password: "pass",
        excerpt: "<b>Short</b> &amp; good",
        sticky: true,
        closed: true,
        modified: "2022-01-02 03:04:05",
      }),
    );
    expect(all("SELECT password, excerpt, is_sticky, comments_open, updated_at FROM posts")[0]).toEqual({
      ...{ password: "pass", excerpt: "Short & good", is_sticky: 1, comments_open: 0 },
      updated_at: "2022-01-02T03:04:05.000Z",
    });
  });

  it("without a date is a draft, or dated by the export when it was published", async () => {
    const { run, all } = desk();
    const zero = "0000-00-00 00:00:00";
    await run(
      item(7, { gmt: zero, date: zero }) +
        item(8, { gmt: zero, date: "2021-07-01 12:00:00" }) +
        item(9, { status: "draft", gmt: zero, date: "2021-07-01 12:00:00" }),
    );
    expect(all("SELECT published_at FROM posts ORDER BY id").map(({ published_at }) => published_at)).toEqual(
      ["2026-02-02T10:00:00.000Z", "2021-07-01T10:00:00.000Z", null],
    );
  });

  it("always has an address of its own", async () => {
    const { run, all } = desk();
    await run(
      item(1, { slug: "same" }) +
        item(2, { slug: "Same" }) +
        item(3, { slug: "", title: "Same" }) +
        item(4, { slug: "", title: "" }) +
        item(5, { slug: "%e6%9d%b1%e4%ba%ac" }),
    );
    expect(all("SELECT slug FROM posts ORDER BY id").map(({ slug }) => slug)).toEqual([
      "same",
      "same-2",
      "same-3",
      "post-4",
      "dong-jing",
    ]);
  });

  it("is found at its old addresses", async () => {
    const { run, all } = desk();
    await run(
      item(7, { link: "https://old.example/archives/caf%C3%A9/", slug: "cafe" }) +
        item(8) +
        item(9, { link: "https://old.example/?p=9" }),
    );
    expect(all("SELECT path FROM redirects")).toEqual([{ path: "archives/café" }]);
    expect(all("SELECT legacy_id FROM legacy_ids")).toEqual([
      { legacy_id: 7 },
      { legacy_id: 8 },
      { legacy_id: 9 },
    ]);
  });

  it("brings the total of its view counter, set and not added", async () => {
    const { room, run } = desk();
    for (let count = 0; count < 2; count += 1) await run(item(7, { meta: { post_views_count: "340" } }));
    const { id } = room.parts.posts.findPost("post-7", room.now())!;
    expect(room.parts.stats.totals([id]).get(id)).toBe(340);
  });
});

describe("authors", () => {
  it("are the accounts with their address, or guests without one", async () => {
    const { room, run, all } = desk();
    const result = await run(
      author("ben", "Old Ben", room.ben.email.toUpperCase()) +
        author("zoe", "Zoe") +
        item(7, { creator: "ben" }) +
        item(8, { creator: "zoe" }),
    );
    expect(result.authors).toBe(1);
    expect(all("SELECT user_id FROM post_authors ORDER BY post_id")[0]).toEqual({ user_id: room.ben.id });
    expect(room.parts.users.findBySlug("zoe")).toMatchObject({
      role: "guest",
      email: null,
      hasPassword: false,
    });
  });

  it("share a byline in its order", async () => {
    const { room, run } = desk();
    await run(
      author("ann", "Ann") +
        item(50, { type: "guest-author", title: "Zoe the Guest", slug: "cap-zoe" }) +
        item(7, {
          terms: [
            ["author", "cap-zoe", "zoe"],
            ["author", "cap-ann", "ann"],
            ["author", "cap-zoe", "zoe"],
          ],
        }),
    );
    const post = room.parts.posts.findPost("post-7", room.now())!;
    expect(post.authors.map(({ name }) => name)).toEqual(["Zoe the Guest", "Ann"]);
  });
});

describe("pages", () => {
  it("stand below their parents, whichever came first; circles end at the top", async () => {
    const { run, all } = desk();
    const page = (id: number, slug: string, parent: number, order = 0) =>
      item(id, { type: "page", slug, parent, order });
    const result = await run(
      page(3, "deep", 2) +
        page(2, "team", 1, 5) +
        page(1, "about", 0) +
        page(8, "a", 9) +
        page(9, "b", 8) +
        page(10, "own", 10),
    );
    expect(result.pages).toBe(6);
    expect(all("SELECT path, position FROM posts ORDER BY path").map(({ path }) => path)).toEqual([
      "a",
      "a/b",
      "about",
      "about/team",
      "about/team/deep",
      "own",
    ]);
    expect(all("SELECT position FROM posts WHERE slug = 'team'")).toEqual([{ position: 5 }]);
  });
});

describe("comments", () => {
  it("keep their threads and states; addresses are sealed", async () => {
    const { room, run, all } = desk();
    const result = await run(
      item(7, {
        comments:
          comment(3, { parent: 2 }) +
          comment(2, { parent: 1 }) +
          comment(1, { content: "Hi <b>there</b><script>x</script>", url: "javascript:alert(1)" }) +
          comment(4, { approved: "0" }) +
          comment(5, { approved: "spam" }) +
          comment(6, { approved: "trash" }) +
          comment(7, { type: "pingback", author: "Other &amp; Site", url: "https://other.example/a" }) +
          comment(8, { type: "order_note" }) +
          comment(9, { parent: 77 }),
      }),
    );
    expect(result).toMatchObject({ comments: 8, skipped: [{ item: "comment:order_note × 1" }] });
    const rows = all(
      "SELECT id, parent_id, root_id, depth, kind, status, author_name, website, html, email_sealed FROM comments ORDER BY id",
    );
    expect(rows.map(({ depth }) => depth)).toEqual([1, 2, 3, 1, 1, 1, 1, 1]);
    expect(rows[2]).toMatchObject({ parent_id: rows[1]!.id, root_id: rows[0]!.id });
    expect(rows.map(({ status }) => status)).toEqual([
      ...Array<string>(3).fill("approved"),
      "pending",
      "spam",
      "trash",
      "approved",
      "approved",
    ]);
    expect(rows[0]).toMatchObject({ html: "<p>Hi <b>there</b></p>", website: "" });
    expect(rows[6]).toMatchObject({
      kind: "pingback",
      author_name: "Other & Site",
      website: "https://other.example/a",
    });
    expect(room.parts.vault.open(rows[0]!.email_sealed as Buffer)).toBe("bob@readers.example");
    expect(JSON.stringify(all("SELECT * FROM comments"))).not.toContain("bob@readers");
    expect(all("SELECT comment_count FROM posts")).toEqual([{ comment_count: 5 }]);
  });
});

describe("comments that other programs numbered", () => {
  it("from one in each post, or not at all, come whole and once", async () => {
    const { run, all } = desk();
    const thread = comment(1, { content: "first" }) + comment(2, { parent: 1, content: "answer" });
    const unnumbered = comment(0, { content: "a" }) + comment(0, { content: "b" });
    const body =
      item(7, { comments: thread }) + item(8, { comments: thread }) + item(9, { comments: unnumbered });
    expect((await run(body)).comments).toBe(6);
    expect((await run(body)).comments).toBe(0);
    expect(all("SELECT post_id AS post, text, parent_id AS above FROM comments ORDER BY id")).toEqual([
      { post: 1, text: "first", above: null },
      { post: 1, text: "answer", above: 1 },
      { post: 2, text: "first", above: null },
      { post: 2, text: "answer", above: 3 },
      { post: 3, text: "a", above: null },
      { post: 3, text: "b", above: null },
    ]);
  });
});

describe("menus", () => {
  const entry = (
    id: number,
    options: { title?: string; order?: number; parent?: number; meta: Record<string, string> },
  ) =>
    item(id, {
      ...{
        type: "nav_menu_item",
        title: options.title ?? "",
        order: options.order ?? id,
        terms: [["nav_menu", "main", "Main"]],
      },
      meta: { _menu_item_menu_item_parent: String(options.parent ?? 0), ...options.meta },
    });
  const menu =
    "<wp:term><wp:term_taxonomy>nav_menu</wp:term_taxonomy><wp:term_slug>main</wp:term_slug><wp:term_name>Main</wp:term_name></wp:term>";

  it("lead to posts, topics, links and the front page, nested", async () => {
    const { run, all } = desk();
    const result = await run(
      category("world", "World").replace("<wp:category>", "<wp:category><wp:term_id>5</wp:term_id>") +
        menu +
        entry(20, {
          meta: { _menu_item_type: "custom", _menu_item_url: "https://old.example/" },
          title: "Start",
        }) +
        entry(22, { meta: { _menu_item_type: "post_type", _menu_item_object_id: "7" }, parent: 21 }) +
        entry(21, { meta: { _menu_item_type: "taxonomy", _menu_item_object_id: "5" }, order: 30 }) +
        entry(23, {
          meta: { _menu_item_type: "custom", _menu_item_url: "https://old.example/2021/03/x/" },
          title: "X",
        }) +
        entry(24, {
          meta: { _menu_item_type: "custom", _menu_item_url: "javascript:alert(1)" },
          title: "Bad",
        }) +
        entry(25, { meta: { _menu_item_type: "post_type", _menu_item_object_id: "999" }, title: "Gone" }) +
        item(7),
    );
    expect(result.menuItems).toBe(4);
    expect(result.skipped.map(({ item: name }) => name)).toEqual(["main: Bad", "main: Gone"]);
    expect(all("SELECT name, location FROM menus")).toEqual([{ name: "Main", location: "primary" }]);
    const rows = all("SELECT id, parent_id, kind, label, url FROM menu_items ORDER BY id");
    expect(rows.map(({ kind, url }) => [kind, url])).toEqual([
      ["home", null],
      ["topic", null],
      ["post", null],
      ["link", "/2021/03/x/"],
    ]);
    expect(rows[2]!.parent_id).toBe(rows[1]!.id);
  });
});

describe("media", () => {
  const body =
    item(7, {
      content:
        '<img class="wp-image-9" src="https://old.example/wp-content/uploads/2021/03/a-300x200.jpg">\n\n[gallery ids="9"]',
      meta: { _thumbnail_id: "9" },
    }) +
    attachment(9, "2021/03/a.jpg", {
      meta: { _wp_attached_file: "2021/03/a.jpg", _wp_attachment_image_alt: "A cat" },
      excerpt: "The <b>cat</b>",
    });

  it("come from the folder, and bodies lead to them", async () => {
    const { run, all, kept } = desk();
    const result = await run(body, {
      mediaFolder: uploads("2021/03/a.jpg", "2021/03/a-300x200.jpg", "2021/03/a-b.jpg"),
    });
    expect(result).toMatchObject({ media: 1, missingMedia: [] });
    expect(kept).toMatchObject([{ name: "a.jpg", alt: "A cat", caption: "The cat" }]);
    const [post] = all("SELECT body_source, featured_media_id FROM posts");
    expect(post!.body_source).not.toContain("old.example");
    expect(post!.body_source).toContain('src="/media/2026/03/kept-1.jpg"');
    expect(post!.featured_media_id).not.toBeNull();
    expect(all("SELECT path, to_path FROM redirects")).toEqual([
      { path: "wp-content/uploads/2021/03/a-300x200.jpg", to_path: "/media/2026/03/kept-1.jpg" },
      { path: "wp-content/uploads/2021/03/a.jpg", to_path: "/media/2026/03/kept-1.jpg" },
    ]);
  });

  it("that are not there are listed; a later run with the folder mends the posts", async () => {
    const { run, all } = desk();
    expect(await run(body)).toMatchObject({
      media: 0,
      missingMedia: ["https://old.example/wp-content/uploads/2021/03/a.jpg"],
    });
    const again = await run(body, { mediaFolder: uploads("2021/03/a.jpg") });
    expect(again).toMatchObject({ posts: 0, media: 1, updated: 1, missingMedia: [] });
    const [post] = all("SELECT body_source, featured_media_id FROM posts");
    expect(post!.body_source).not.toContain("old.example");
    expect(post!.featured_media_id).not.toBeNull();
  });

  it("are shown by the next run where one was stopped between taking and showing them", async () => {
    const { room, run, all } = desk();
    await run(body);
    const folder = { mediaFolder: uploads("2021/03/a.jpg") };
    room.parts.content.exec(
      "CREATE TEMP TRIGGER full BEFORE UPDATE ON posts BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    await expect(run(body, folder)).rejects.toThrow("disk full");
    room.parts.content.exec("DROP TRIGGER full");
    expect(await run(body, folder)).toMatchObject({ media: 0, updated: 1 });
    expect(all("SELECT body_source FROM posts")[0]!.body_source).not.toContain("old.example");
    expect(await run(body, folder)).toMatchObject({ media: 0, updated: 0 });
  });

  it("that are known still stand in for their old address in a new post", async () => {
    const { run, all } = desk();
    const mediaFolder = uploads("2021/03/a.jpg");
    await run(body, { mediaFolder });
    const result = await run(
      body + item(8, { content: '<img src="http://www.old.example/wp-content/uploads/2021/03/a.jpg">' }),
    );
    expect(result).toMatchObject({ posts: 1, media: 0, updated: 0, missingMedia: [] });
    expect(all("SELECT body_source FROM posts ORDER BY id DESC")[0]!.body_source).toContain(
      "/media/2026/03/kept-1.jpg",
    );
  });

  it("are found where their accents are written another way", async () => {
    const [composed, apart] = ["caf\u00e9.jpg", "cafe\u0301.jpg"];
    const { run } = desk();
    const result = await run(attachment(1, `2020/01/${composed}`) + attachment(2, `2020/02/${apart}`), {
      mediaFolder: uploads(`2020/01/${apart}`, `2020/02/${composed}`),
    });
    expect(result).toMatchObject({ media: 2, missingMedia: [] });
  });

  it("are never taken from outside the folder", async () => {
    const { run, kept } = desk();
    const secret = uploads("secret.jpg");
    const folder = uploads("2021/x.jpg");
    symlinkSync(join(secret, "secret.jpg"), join(folder, "link.jpg"));
    const result = await run(
      attachment(1, "../secret.jpg") +
        attachment(2, "link.jpg") +
        attachment(3, "%2e%2e%2fsecret.jpg") +
        item(4, {
          type: "attachment",
          attachmentUrl: "file:///etc/passwd",
          meta: { _wp_attached_file: "/etc/passwd" },
        }),
      { mediaFolder: folder },
    );
    expect(kept).toEqual([]);
    expect(result.missingMedia).toHaveLength(4);
  });

  it("that share a guid stay two", async () => {
    const { run, kept } = desk();
    const twins = attachment(1, "a.jpg", { guid: "same" }) + attachment(2, "b.jpg", { guid: "same" });
    const mediaFolder = uploads("a.jpg", "b.jpg");
    expect((await run(twins, { mediaFolder })).media).toBe(2);
    expect((await run(twins, { mediaFolder })).media).toBe(0);
    expect(kept.map(({ name }) => name)).toEqual(["a.jpg", "b.jpg"]);
  });

  it("of a kind that is not kept are reported", async () => {
    const { run } = desk();
    const result = await run(attachment(1, "a.exe"), { mediaFolder: uploads("a.exe") });
    expect(result.skipped).toEqual([
      { item: "https://old.example/wp-content/uploads/a.exe", reason: "This kind of file is not kept" },
    ]);
  });

  it("need a folder that is there", async () => {
    await expect(desk().run(body, { mediaFolder: "/nowhere" })).rejects.toThrow(
      "There is no folder /nowhere.",
    );
  });
});

describe("an import", () => {
  const whole =
    author("ann", "Ann") +
    category("world", "World") +
    item(7, {
      comments: comment(1),
      terms: [
        ["category", "world", "World"],
        ["post_tag", "t", "T"],
      ],
    }) +
    item(8, { type: "page" });

  it("adds nothing the second time, and only what is new when the export grew", async () => {
    const { run, all } = desk();
    await run(whole);
    const before = all("SELECT * FROM posts");
    const zero = {
      posts: 0,
      pages: 0,
      comments: 0,
      categories: 0,
      tags: 0,
      authors: 0,
      menuItems: 0,
      updated: 0,
      unlistedTopics: 0,
    };
    expect(await run(whole)).toMatchObject(zero);
    expect(all("SELECT * FROM posts")).toEqual(before);
    const grown = whole.replace(comment(1), comment(1) + comment(2, { parent: 1 })) + item(9);
    expect(await run(grown)).toMatchObject({ ...zero, posts: 1, comments: 1 });
    expect(all("SELECT depth FROM comments")).toEqual([{ depth: 1 }, { depth: 2 }]);
  });

  it("recognises a site that has moved to https since", async () => {
    const { run, runFile, count } = desk();
    await run(whole);
    await runFile(tempFile(exportText(whole).replaceAll("base_blog_url>https:", "base_blog_url>http:")));
    expect(count("posts")).toBe(2);
  });

  it("does not bring back what was deleted here", async () => {
    const { room, run, count } = desk();
    await run(whole);
    room.parts.content.prepare("DELETE FROM posts").run();
    await run(whole);
    expect(count("posts")).toBe(0);
  });

  it("keeps apart what other programs wrote without numbers", async () => {
    const { run, count } = desk();
    const nameless = item(0, { guid: "", link: "", title: "", slug: "" });
    const twice =
      nameless + nameless + item(0, { guid: "same", type: "page" }) + item(0, { guid: "same", type: "page" });
    expect(await run(twice)).toMatchObject({ posts: 2, pages: 2 });
    expect(await run(twice)).toMatchObject({ posts: 0, pages: 0 });
    expect(count("posts")).toBe(4);
  });

  it("keeps two things apart that share a guid", async () => {
    const { run, count } = desk();
    const twins = item(1, { guid: "same" }) + item(2, { guid: "same" });
    await run(twins);
    expect((await run(twins)).posts).toBe(0);
    expect(count("posts")).toBe(2);
  });

  it("writes nothing when it is dry", async () => {
    const { run, count, kept } = desk();
    const result = await run(whole + attachment(9, "a.jpg"), {
      isDryRun: true,
      mediaFolder: uploads("a.jpg"),
    });
    expect(result).toMatchObject({ posts: 1, pages: 1, comments: 1, categories: 1, authors: 1, media: 1 });
    for (const table of ["posts", "comments", "topics", "import_items", "media", "redirects"])
      expect(count(table), table).toBe(0);
    expect(count("users")).toBe(2);
    expect(kept).toEqual([]);
  });

  it("of a broken file leaves nothing", async () => {
    const { runFile, count } = desk();
    await expect(runFile(tempFile(exportText(whole).slice(0, -30)))).rejects.toThrow("cut off");
    for (const table of ["posts", "topics", "import_items"]) expect(count(table), table).toBe(0);
  });

  it("that fails in the middle leaves nothing", async () => {
    const { room, run, count } = desk();
    room.parts.content.exec(
      "CREATE TRIGGER broken BEFORE INSERT ON posts WHEN new.slug = 'post-8' BEGIN SELECT RAISE(ABORT, 'disk full'); END",
    );
    await expect(run(whole)).rejects.toThrow("disk full");
    for (const table of ["posts", "topics", "comments", "import_items"]) expect(count(table), table).toBe(0);
    expect(room.parts.content.inTransaction).toBe(false);
  });

  it("that was stopped says so, and goes on where it was", async () => {
    const { room, run, count } = desk();
    // A temporary trigger is in no copy: what fails is the disk, not the export.
    const failAt = "CREATE TEMP TRIGGER full BEFORE INSERT ON posts WHEN new.slug = 'post-8'";
    room.parts.content.exec(`${failAt} BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
    const grown = whole + item(9, { content: "x ".repeat(1000), comments: comment(1) + comment(2) });
    await expect(run(grown)).rejects.toThrow(/\(disk full\).*run it again/);
    room.parts.content.exec("DROP TRIGGER full");
    await run(grown);
    const counts = () => ["posts", "comments", "users", "topics"].map(count);
    const after = counts();
    expect((await run(grown)).posts).toBe(0);
    expect(counts()).toEqual(after);
    expect(after[0]).toBe(3);
  });

  it("takes words of plugins as words, also those that every object of JavaScript knows", async () => {
    const { run, all } = desk();
    const result = await run(
      item(1, {
        status: "constructor",
        terms: [
          ["toString", "x", "X"],
          ["category", "constructor", "constructor"],
        ],
        comments: comment(1, { type: "constructor" }) + comment(2, { approved: "valueOf" }),
      }) + `<wp:term><wp:term_taxonomy>__proto__</wp:term_taxonomy><wp:term_slug>x</wp:term_slug></wp:term>`,
    );
    expect(result).toMatchObject({ posts: 1, comments: 1, unlistedTopics: 1 });
    expect(all("SELECT status FROM posts")).toEqual([{ status: "draft" }]);
    expect(all("SELECT status FROM comments")).toEqual([{ status: "pending" }]);
  });

  it("says what it left out, and why", async () => {
    const { run } = desk();
    const result = await run(
      item(1, { type: "revision" }) +
        item(2, { type: "revision" }) +
        item(3, { status: "auto-draft" }) +
        item(4, { type: "product" }) +
        item(5, { content: "x ".repeat(600_000), title: "Long" }) +
        item(6, { content: "[quiz id=1]" }),
    );
    expect(result.posts).toBe(1);
    expect(result.skipped.map(({ item: name }) => name)).toEqual([
      "revision × 2",
      "auto-draft × 1",
      "product × 1",
      "Long",
    ]);
    expect(result.shortcodes).toEqual(["quiz"]);
  });
});
