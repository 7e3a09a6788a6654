import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NotAnExport } from "../../../src/imports/wordpress/reader.ts";
import { newsroom } from "../../support/newsroom.ts";
import { sharedData } from "../../support/shared-data.ts";
import { importInto } from "./importing.ts";

interface Expected {
  well_formed?: boolean;
  dtd?: boolean;
  wxr_version?: string | null;
  items: Record<string, number>;
  status: Record<string, number>;
  comments: Record<string, number>;
  authors_listed: number;
  creators_used: number;
  categories: number;
  tags: number;
}

const yardstick = sharedData("wxr", "expected-counts.json");
const files =
  yardstick === undefined
    ? []
    : Object.entries(JSON.parse(readFileSync(yardstick, "utf8")) as Record<string, Expected>).map(
        ([name, expected]) => ({ name, expected, file: sharedData("wxr", name)! }),
      );
/** Not well-formed for its addresses alone, which say "&": read all the same. */
const ALMOST_XML = "ghost-migrate-sample.xml";
const isGood = ({ expected }: { expected: Expected }) =>
  expected.well_formed === true && expected.wxr_version !== null;

function roomFor(file: string) {
  const room = newsroom();
  const { content } = room.parts;
  const run = () => importInto(room, file);
  const count = (sql: string) => content.prepare(`SELECT count(*) FROM ${sql}`).pluck().get() as number;
  return { room, run, count };
}

describe.skipIf(files.length === 0)("real exports", () => {
  it.each(files.filter(isGood))("$name is imported whole, once", async ({ file, expected }) => {
    const { run, count } = roomFor(file);
    const result = await run();
    const comments = Object.entries(expected.comments).filter(([key]) => key.startsWith("comment:"));
    const { items, status } = expected;
    expect(result).toMatchObject({
      ...{
        posts: items.post ?? 0,
        pages: items.page ?? 0,
        categories: expected.categories,
        tags: expected.tags,
      },
      comments: comments.reduce((sum, [, number]) => sum + number, 0) + pings(expected),
      ...{ menuItems: items.nav_menu_item ?? 0, media: 0 },
    });
    expect(result.missingMedia).toHaveLength(items.attachment ?? 0);
    expect(result.authors).toBeGreaterThanOrEqual(expected.authors_listed);
    expect(count("posts WHERE kind = 'post'")).toBe(items.post ?? 0);
    expect(count("posts WHERE kind = 'page'")).toBe(items.page ?? 0);
    expect(count("posts WHERE kind = 'post' AND status = 'published'")).toBe(
      (status["post:publish"] ?? 0) + (status["post:future"] ?? 0),
    );
    expect(count("posts WHERE status = 'draft'")).toBe(
      (status["post:draft"] ?? 0) + (status["page:draft"] ?? 0),
    );
    expect(count("posts WHERE status = 'private'")).toBe(status["post:private"] ?? 0);
    expect(count("posts WHERE password IS NOT NULL")).toBe(status.password_protected ?? 0);
    expect(count("posts WHERE is_sticky = 1")).toBe(status.sticky ?? 0);
    expect(count("(SELECT DISTINCT kind, coalesce(path, slug) FROM posts)")).toBe(
      (items.post ?? 0) + (items.page ?? 0),
    );

    const again = await run();
    for (const [name, value] of Object.entries(again))
      if (typeof value === "number") expect(value, name).toBe(0);
  });

  it("that are almost XML are imported whole", async () => {
    const { run } = roomFor(sharedData("wxr", ALMOST_XML)!);
    expect(await run()).toMatchObject({
      posts: 3,
      pages: 1,
      missingMedia: [expect.stringContaining("&ixid=")],
    });
  });

  const refused = files.filter((file) => !isGood(file) && file.name !== ALMOST_XML);
  it.each(refused)("$name is refused, and leaves nothing", async ({ file }) => {
    const { run, count } = roomFor(file);
    await expect(run()).rejects.toBeInstanceOf(NotAnExport);
    for (const table of ["posts", "topics", "comments", "media", "import_items"])
      expect(count(table)).toBe(0);
  });

  it("of hostile content are harmless", async () => {
    const { room, run } = roomFor(sharedData("wxr", "made-xss.xml")!);
    await run();
    const page = await room.reader.get("/2021/03/post-1").expect(200);
    expect(page.text).not.toMatch(/<script>alert|<img src="?x|<[a-z]+ on|"javascript:|<svg><|<iframe|srcdoc/);
  });

  it("stand at their addresses, and are found at the old ones", async () => {
    const file = sharedData("wxr", "themeunittestdata.wordpress.xml")!;
    const { room, run } = roomFor(file);
    await run();
    const { content, posts, paths } = room.parts;
    const ids = content
      .prepare<{ now: string }, number>("SELECT id FROM posts WHERE readable_at <= @now")
      .pluck()
      .all({ now: room.now().toISOString() });
    expect(ids.length).toBeGreaterThan(70);
    for (const id of ids) {
      const address = paths.post(posts.findAny(id)!);
      expect((await room.reader.get(address)).status, address).toBe(200);
    }
    const old = "/2013/01/11/markup-html-tags-and-formatting";
    await room.reader.get(old).expect(301).expect("Location", "/2013/01/markup-html-tags-and-formatting");
    await room.reader
      .get("/?p=1178")
      .expect(301)
      .expect("Location", "/2013/01/markup-html-tags-and-formatting");
  });

  it("keep backslashes and quotes", async () => {
    const { room, run } = roomFor(sharedData("wxr", "slashes.xml")!);
    await run();
    const { content } = room.parts;
    expect(content.prepare("SELECT body_text FROM posts").pluck().get()).toBe(
      String.raw`Slashes aren\'t \"cool\"`,
    );
    expect(content.prepare("SELECT name FROM topics ORDER BY kind").pluck().all()).toEqual([
      String.raw`a \"great\" category`,
      String.raw`foo\'bar`,
    ]);
    expect(content.prepare("SELECT text FROM comments").pluck().get()).toBe(String.raw`\o/ ¯\_(ツ)_/¯`);
  });

  it("and a gzip bomb is refused", async () => {
    const bomb = sharedData("archives", "gzip-bomb-100MB.xml.gz");
    if (bomb === undefined || !existsSync(bomb)) return;
    const { run } = roomFor(bomb);
    await expect(run()).rejects.toBeInstanceOf(NotAnExport);
  });
});

/** Pingbacks and trackbacks are counted in the yardstick both for themselves and among the comments of their state. */
function pings({ comments }: Expected): number {
  const all = Object.entries(comments).filter(([key]) => !key.startsWith("comment:"));
  return all.reduce((sum, [, number]) => sum + number, 0);
}
