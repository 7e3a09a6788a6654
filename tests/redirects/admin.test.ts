import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

/** A newsroom with Edda, who edits, and what she is told where a redirect of hers is refused. */
function desk() {
  const room = newsroom();
  const editor = room.signedIn(room.user("Edda Editor", "editor"));
  const add = (from: string, to: string) => editor.post("/admin/redirects", { from, to });
  const refused = async (from: string, to: string) => {
    const { text } = await add(from, to).expect(422);
    expect(text).toContain(`value="${from}"`);
    return [...text.matchAll(/class="field__error" id="error-field-(\w+)">([^<]*)</g)].map((found) => [
      found[1],
      found[2],
    ]);
  };
  return { ...room, editor, add, refused };
}

describe("a redirect that an editor made", () => {
  it("leads readers on who found nothing before, in any case and with what they ask for", async () => {
    const { add, editor, post, reader } = desk();
    const { address } = post({ title: "Tide" });
    await reader.get("/old/Story").expect(404);
    await add("https://old.example/old/Story/", address).expect(303);
    for (const from of ["/old/story", "/Old/Story/"])
      expect((await reader.get(from).expect(301)).headers.location).toBe(address);
    const { text } = await editor.get("/admin/redirects").expect(200);
    expect(text).toContain(`/old/story leads to ${address} now.`);
    expect(text).toContain('href="/admin/redirects" aria-current="page"');
  });

  it("is taken away, and brought back by one button", async () => {
    const { add, editor, post, reader } = desk();
    const { address } = post({ title: "Tide" });
    await add("/wohin%3F", address).expect(303);
    await editor.post("/admin/redirects/delete", { path: "wohin?" }).expect(303);
    await reader.get("/wohin%3F").expect(404);
    const { text } = await editor.get("/admin/redirects").expect(200);
    expect(text).toContain("There are none yet.");
    expect(text).toContain('name="from" value="/wohin%3F"');
    await add("/wohin%3F", address).expect(303);
    await reader.get("/wohin%3F").expect(301);
  });

  it("takes the place of what was deleted, not of what stands", async () => {
    const { add, refused, post, reader, signedIn, ben } = desk();
    const [old, next] = ["Old", "Next"].map((title) => post({ title }));
    expect(await refused(old!.address, next!.address)).toEqual([
      [
        "from",
        "The site itself answers at this address. It leads on only once nothing stands there any more.",
      ],
    ]);
    for (const verb of ["trash", "delete"])
      await signedIn(ben).post("/admin/posts/bulk", { do: verb, confirmed: "1", ids: String(old!.id) });
    await reader.get(old!.address).expect(410);
    await add(old!.address, next!.address).expect(303);
    expect((await reader.get(old!.address).expect(301)).headers.location).toBe(next!.address);
  });

  it.each([
    ["old", "/", ["from", "Begin with a slash, or with https://."]],
    ["//evil.example", "/", ["from", "Begin with a slash, or with https://."]],
    ["/%E0%A4%A", "/", ["from", "Begin with a slash, or with https://."]],
    ["/old.php?id=1", "/", ["from", /^Leave out the question mark/]],
    ["/admin", "/", ["from", /^The site itself answers/]],
    ["/", "/", ["from", /^The site itself answers/]],
    ["/old", "javascript:alert(1)", ["to", "Begin with a slash, or with https://."]],
    ["/old", "https://elsewhere.example/", ["to", "Choose an address of this site."]],
    ["/old", "/nowhere", ["to", "Nothing stands at this address."]],
    ["/old", "/old", ["to", "Nothing stands at this address."]],
  ])("is refused from %j to %j, beside the field, with what was typed", async (from, to, [field, words]) => {
    const { refused } = desk();
    const [wrong, ...others] = await refused(from, to);
    expect(others).toEqual([]);
    expect(wrong![0]).toBe(field);
    expect(wrong![1]).toMatch(
      words instanceof RegExp ? words : new RegExp(`^${words}$`.replaceAll(".", "\\.")),
    );
  });

  it.each([
    ...["/2019", "/2019/05", "/2019/05/07/feed", "/2019/13", "/2026/amp"],
    ...["/feed/x", "/search/x", "/admin/nowhere", "/comments", "/category", "/tag/none", "/preview"],
    ...["/author/nobody", "/author/edda-editor", "/author/edda-editor/feed", "/wp-json/x"],
    ...["/media", "/media/2026", "/media/2026/none.jpg", `/media/${"a".repeat(300)}`],
  ])("leads on from %s, where readers found nothing", async (from) => {
    const { add, post, reader, parts } = desk();
    const { address } = post({ title: "Tide" });
    mkdirSync(join(parts.mediaFolder, "2026"), { recursive: true });
    await reader.get(from).expect(404);
    await add(from, address).expect(303);
    expect((await reader.get(from).expect(301)).headers.location).toBe(address);
  });

  it.each([
    ...[
      "/2026",
      "/2026/03/",
      "/2026/03/01/feed",
      "/2026/page/2",
      "/feed",
      "/feed/rss2",
      "/feed/atom",
      "/rss",
    ],
    ...["/comments/feed", "/Login/", "/admin/posts/1", "/healthz", "/sitemap-1.xml", "/about/counting"],
    ...["/category/news", "/category/News/feed", "/author/ben-author", "/author/ben-author/feed"],
    ...["/index.html", "/media/2026/a.jpg"],
  ])("is refused from %s, where the site answers", async (from) => {
    const { refused, post, parts, now } = desk();
    const categoryIds = [parts.topics.create({ kind: "category", name: "News" }, now())];
    post({ title: "Tide", categoryIds });
    mkdirSync(join(parts.mediaFolder, "2026"), { recursive: true });
    writeFileSync(join(parts.mediaFolder, "2026", "a.jpg"), "");
    expect((await refused(from, "/search"))[0]![1]).toMatch(/^The site itself answers/);
  });

  it("does not take the former address of a withdrawn post, and does not say that it leads anywhere", async () => {
    const { refused, post, parts, reader, now } = desk();
    const { id } = post({ title: "Tide", status: "draft" });
    parts.redirects.lead([{ path: "former", id }], now());
    await reader.get("/former").expect(404);
    expect(await refused("/former", "/search")).toEqual([
      [
        "from",
        "This is a former address of something that readers cannot see now. The site leads them there once they can.",
      ],
    ]);
  });

  it("never takes the place of one that the site keeps by itself", async () => {
    const { refused, post, parts, now } = desk();
    const { id, address } = post({ title: "Tide" });
    const topic = parts.topics.create({ kind: "category", name: "News" }, now());
    parts.redirects.lead([{ path: "former", id }], now());
    parts.topics.update(topic, { name: "Globe", slug: "", parentId: null, description: "" }, now());
    for (const from of ["/former", "/category/news"])
      expect(await refused(from, address)).toEqual([["from", "The site leads this address on by itself."]]);
    expect(parts.redirects.find("former")).toEqual({ kind: "post", id });
  });

  it("is changed while it leads readers on, not once something stands in its place", async () => {
    const { add, refused, post, parts, reader } = desk();
    await add("/story", "/").expect(303);
    await add("/story", "/login").expect(303);
    expect((await reader.get("/story").expect(301)).headers.location).toBe("/login");
    post({ kind: "page", title: "Story" });
    await reader.get("/story").expect(200);
    expect((await refused("/story", "/"))[0]![1]).toMatch(/^The site itself answers/);
    expect(parts.redirects.find("story")).toEqual({ kind: "path", path: "/login" });
  });

  it("leads on from a file of WordPress, and is brought back there", async () => {
    const { add, refused, editor, reader, parts, now } = desk();
    expect(await refused("/old", "/wp-content/nothing.pdf")).toEqual([
      ["to", "Nothing stands at this address."],
    ]);
    parts.redirects.leadToPath("wp-content/uploads/Report.pdf", "/login", now());
    await add("/old", "/wp-content/uploads/Report.pdf").expect(303);
    await editor.post("/admin/redirects/delete", { path: "wp-content/uploads/Report.pdf" }).expect(303);
    await add("/wp-content/uploads/Report.pdf", "/login").expect(303);
    const { headers } = await reader.get("/wp-content/uploads/Report.pdf").expect(301);
    expect(headers.location).toBe("/login");
  });

  it("puts what readers ask for before the place in the page", async () => {
    const { add, reader, post } = desk();
    post({ kind: "page", title: "About" });
    await add("/team", "/about#team?").expect(303);
    const { headers } = await reader.get("/team?lang=$&").expect(301);
    expect(headers.location).toBe("/about?lang=%24#team?");
  });

  it.each([false, true])("is asked for anew by browsers (a shared cache: %s)", async (hasSharedCache) => {
    const { add, reader, parts, now } = desk();
    parts.settings.update("caching", { hasSharedCache }, now());
    await add("/old", "/login").expect(303);
    const { headers } = await reader.get("/old").expect(301);
    expect(headers["cache-control"]).toBe("private, no-cache");
  });

  it("never leads in a circle", async () => {
    const { add, refused, reader } = desk();
    await add("/one", "/").expect(303);
    await add("/two", "/one").expect(303);
    expect(await refused("/one", "/two")).toEqual([["to", "This leads back to the former address."]]);
    expect((await reader.get("/one").expect(301)).headers.location).toBe("/");
    expect(await refused("/one", "/two/amp")).toEqual([["to", "This leads back to the former address."]]);
  });
});

describe("the list of former addresses", () => {
  it("has those that the site keeps by itself too, and is searched", async () => {
    const { add, editor, post, parts, now, author } = desk();
    const { id, address } = post({ title: "Ebb & flow" });
    const source = parts.desk.findSource(id)!;
    const renamed = { title: source.title, slug: "flood", version: String(source.revision) };
    await author.post(`/admin/posts/${id}/quick`, { ...renamed, publishOn: "2026-03-01T11:00" }).expect(303);
    parts.topics.create({ kind: "category", name: "News" }, now());
    await add("/harbour", "/category/news").expect(303);
    const all = (await editor.get("/admin/redirects").expect(200)).text;
    expect(all).toContain(`${address}</a>`);
    expect(all).toContain("Ebb &amp; flow");
    expect(all).toContain("Kept by itself");
    expect((await editor.get("/admin/redirects?q=/harb").expect(200)).text).toContain("/harbour</a>");
    const found = (await editor.get("/admin/redirects?q=NEWS").expect(200)).text;
    expect(found).toContain("/harbour</a>");
    expect(found).not.toContain(`${address}</a>`);
    await editor.post("/admin/redirects/delete", { path: address.slice(1) }).expect(303);
    expect(parts.redirects.find(address.slice(1))).toEqual({ kind: "post", id });
  });

  it("says what can be removed, and stays at its place when something is", async () => {
    const { editor, parts, now } = desk();
    for (let number = 100; number <= 200; number += 1)
      parts.redirects.leadToPath(`old/${number}`, "/media/a.jpg", now());
    const { text } = await editor.get("/admin/redirects?q=old&page=2").expect(200);
    expect(text).toContain("What leads to an address can be removed, whoever made it.");
    const [form] = /<form method="post" action="\/admin\/redirects\/delete">.*?<\/form>/.exec(text)!;
    const fields: Record<string, string> = {};
    for (const [, name, value] of form.matchAll(/name="(\w+)" value="([^"]*)"/g)) fields[name!] = value!;
    const { headers } = await editor.post("/admin/redirects/delete", fields).expect(303);
    expect(headers.location).toBe("/admin/redirects?q=old&page=2");
    const after = (await editor.get(headers.location!).expect(200)).text;
    expect(after).toContain("/old/100</a>");
  });
});
