import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterEach, describe, expect, it, vi } from "vitest";
import { program, siteBeside } from "./program.ts";
import { exportFile, exportText, item, tempFile } from "../imports/wordpress/export-text.ts";

afterEach(() => void vi.restoreAllMocks());

const body =
  item(7, { content: '<img src="https://old.example/wp-content/uploads/2021/03/a.png">' }) +
  item(9, { type: "attachment", attachmentUrl: "https://old.example/wp-content/uploads/2021/03/a.png" });

describe("broadsheet import wordpress", () => {
  it("imports a file with its pictures, and says what came", async () => {
    const { run, dataDir } = program();
    const folder = mkdtempSync(join(tmpdir(), "broadsheet-uploads-"));
    const picture = sharp({ create: { width: 400, height: 300, channels: 3, background: "#345" } });
    await picture.png().toFile(join(folder, "unrelated.png"));
    const file = exportFile(body);
    const missing = await run("import", "wordpress", file, "--media", folder);
    expect(missing.code).toBe(0);
    expect(missing.out).toContain("1 post,");
    expect(missing.out).toContain("1 file is missing");
    expect(missing.out).toContain("https://old.example/wp-content/uploads/2021/03/a.png");

    await picture.png().toFile(join(folder, "a.png"));
    const flat = exportFile(body.replaceAll("2021/03/a.png", "a.png"));
    const { code, out } = await run("import", "wordpress", flat, "--media", folder, "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ posts: 0, media: 1, missingMedia: [], skipped: [] });
    expect(readdirSync(join(dataDir, "media", "2021", "03")).length).toBeGreaterThan(1);
  });

  it("prints one JSON object with --json, with what it promises and no more", async () => {
    const quiz = item(8, {
      content: "<!-- wp:paragraph --><p>[quiz id=1]</p><!-- /wp:paragraph --><!-- wp:calendar /-->",
    });
    const { out } = await program().run("import", "wordpress", exportFile(body + quiz), "--json");
    expect(out.trim().split("\n")).toHaveLength(1);
    expect(JSON.parse(out)).toEqual({
      ...{
        posts: 2,
        pages: 0,
        media: 0,
        comments: 0,
        categories: 0,
        tags: 0,
        authors: 1,
        menuItems: 0,
        updated: 0,
      },
      skipped: [
        { item: "[quiz]", reason: "A shortcode of a plugin, left in the text" },
        { item: "wp:calendar", reason: "WordPress filled this block when a page was shown" },
      ],
      missingMedia: ["https://old.example/wp-content/uploads/2021/03/a.png"],
    });
  });

  it("leaves the database as it was when the file is broken", async () => {
    const { run, dataDir } = program();
    await run("import", "wordpress", exportFile(body));
    const before = readFileSync(join(dataDir, "content.db"));
    const cut = tempFile(exportText(item(20) + item(21)).slice(0, -40));
    expect((await run("import", "wordpress", cut)).code).toBe(2);
    expect(readFileSync(join(dataDir, "content.db")).equals(before)).toBe(true);
  });

  it("lets a site write while it runs", async () => {
    const { run, dataDir } = program();
    await run("user", "list");
    const site = siteBeside(dataDir);
    const posts = Array.from({ length: 300 }, (_, index) =>
      item(index + 1, { content: "<p>Tide.</p>".repeat(200) }),
    );
    const { code } = await run("import", "wordpress", exportFile(posts.join("")));
    expect(code).toBe(0);
    expect(site.stop().filter((posts) => posts > 0 && posts < 300)).not.toEqual([]);
  });

  it("writes nothing with --dry-run", async () => {
    const { run } = program();
    const file = exportFile(body);
    expect((await run("import", "wordpress", file, "--dry-run")).out).toContain("Nothing was written.");
    expect(JSON.parse((await run("import", "wordpress", file, "--json")).out)).toMatchObject({ posts: 1 });
  });

  it.each([
    ["no such file", ["/nowhere.xml"], "/nowhere.xml: There is no such file.\n"],
    ["no export", [tempFile("<svg/>")], /begins with <svg> \(line 1\)\.\n$/],
    ["a web page", [tempFile("<html/>")], /: This is a web page, [^\n]+\n$/],
    ["no such folder", [exportFile(body), "--media", "/nowhere"], /There is no folder \/nowhere\.\n$/],
    ["no file named", [], /missing required argument/],
    ["an unknown option", ["x", "--fetch"], /unknown option/],
  ])("exits 2 with one plain line: %s", async (_, argv, line) => {
    const { run, dataDir } = program();
    const { code, out, err } = await run("import", "wordpress", ...argv);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(err.trim().split("\n")).toHaveLength(1);
    expect(err).toMatch(/^broadsheet: /);
    if (typeof line === "string") expect(err).toBe(`broadsheet: ${line}`);
    else expect(err).toMatch(line);
    expect(existsSync(join(dataDir, "media"))).toBe(false);
  });
});
