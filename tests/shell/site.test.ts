import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { assetsFolder } from "../../src/installation.ts";
import { newsroom } from "../support/newsroom.ts";
import { complaintsAbout } from "../support/valid-html.ts";

describe("the layout of the site", () => {
  it("is valid HTML around the front page, a story, and an error", async () => {
    const { reader, author, post, parts, now } = newsroom();
    for (const kind of parts.widgetKinds.values())
      for (const area of ["sidebar", "footer"] as const)
        parts.widgets.add(area, kind.kind, { title: "", ...(kind.defaults as object) });
    const [ships] = parts.topics.findOrCreateTags(["Ships"], now());
    const draft = { tagIds: [ships!], excerpt: "Words.", bodySource: "## A\n\na\n\n## B\n\nb\n\n## C\n\nc" };
    for (const title of ["One", "Two", "Three", "Four", "Five", ""]) post({ ...draft, title });
    const { address } = post(draft);
    for (const path of ["/", address, "/nothing-here"])
      expect(await complaintsAbout((await reader.get(path)).text), path).toEqual([]);
    expect(await complaintsAbout((await author.get(address)).text)).toEqual([]);
  });

  it("names the language and direction of the site", async () => {
    const { reader, parts, now } = newsroom();
    parts.settings.update("general", { language: "ar" }, now());
    expect((await reader.get("/")).text).toContain('<html lang="ar" dir="rtl">');
  });

  it("has a skip link, landmarks, feeds, search, and a copyright text", async () => {
    const { reader, parts, now } = newsroom();
    parts.settings.update(
      "general",
      { title: "The Bay", tagline: "All tides", copyright: "© The Bay" },
      now(),
    );
    const { text } = await reader.get("/");
    for (const part of [
      '<a class="skip-link" href="#main">',
      '<main class="page__main" id="main"',
      'type="application/rss+xml"',
      'type="application/atom+xml"',
      'type="application/feed+json"',
      'action="/search" method="get"',
      "All tides",
      "© The Bay",
      "<title>The Bay",
    ])
      expect(text).toContain(part);
  });

  it("says first of all, in the title, that a form came back", async () => {
    const { reader, browser, admin, post } = newsroom();
    const { id } = post();
    const titleOf = ({ text }: { text: string }) => /<title>(.*)<\/title>/.exec(text)![1];
    const typed = { comment: "Well said", name: "Cleo", email: "cleo@mail.example" };
    const refused = await reader.post(`/comments/${id}`, { ...typed, email: "" }).expect(422);
    expect(titleOf(refused)).toBe("Needs another look: Leave a Reply · Broadsheet");
    const previewed = await reader.post(`/comments/${id}`, { ...typed, preview: "1" }).expect(200);
    expect(titleOf(previewed)).toBe("Leave a Reply · Broadsheet");
    const strange = await browser().post("/login", { email: "x@mail.example", password: "x" }).expect(422);
    expect(titleOf(strange)).toMatch(/^Needs another look: Log in/);
    const nameless = await admin.post("/admin/tags/new", { name: "" }).expect(422);
    expect(titleOf(nameless)).toMatch(/^Needs another look: /);
    expect(titleOf(await reader.get("/nowhere").expect(404))).not.toContain("Needs another look");
  });

  it("asks search engines to stay away where the settings say so", async () => {
    const { reader, parts, now } = newsroom();
    expect((await reader.get("/")).text).not.toContain("noindex");
    parts.settings.update("reading", { hideFromSearchEngines: true }, now());
    expect((await reader.get("/")).text).toContain('<meta name="robots" content="noindex, nofollow">');
  });

  it("shows a line of their own to who works here, and to nobody else", async () => {
    const { reader, author } = newsroom();
    expect((await reader.get("/")).text).not.toContain("staff-bar");
    expect((await author.get("/")).text).toContain('<a href="/admin">');
  });

  it("preloads the very font that the style sheet asks for, and every asset of a page is there for good", async () => {
    const { reader, post } = newsroom();
    const { text } = await reader.get(post().address);
    const assets = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, address]) => address!);
    const font = assets.find((address) => address.endsWith(".woff2"))!;
    const sheet = await reader.get(assets.find((address) => address.endsWith(".css"))!);
    expect(sheet.text).toContain(`url(${font})`);
    const named = [...sheet.text.matchAll(/url\((\/[^)]+)\)/g)].map(([, address]) => address!);
    for (const address of [...assets, ...named]) {
      const answer = await reader.get(address).expect(200);
      expect(answer.headers["cache-control"], address).toContain("immutable");
    }
  });

  it("needs five requests and 43 KB for a first view of a story with italics and bold, comments and pictures aside", async () => {
    const { reader, post } = newsroom();
    const { address } = post({ bodySource: "A *lean* and **bold** story.\n\n".repeat(40) });
    const { text } = await reader.get(address);
    const named = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:css|js|woff2))"/g)];
    const asked = [address, ...named.map(([, path]) => path!)];
    expect(asked.filter((path) => path.endsWith(".woff2"))).toHaveLength(3);
    expect(asked.length).toBeLessThanOrEqual(5);
    const answers = await Promise.all(asked.map((path) => reader.get(path).set("Accept-Encoding", "gzip")));
    const sizes = answers.map(({ headers }) => Number(headers["content-length"]));
    expect(sizes.reduce((sum, size) => sum + size)).toBeLessThan(43_000);
  });

  it("names the italic font where a text has italics, and sets bold words in the font of headlines", async () => {
    const { reader, post } = newsroom();
    const fontsOf = async (bodySource: string) => {
      const { text } = await reader.get(post({ bodySource }).address);
      return [...text.matchAll(/fonts\/newsreader-?([a-z-]*)\./g)].map(([, cut]) => cut);
    };
    expect(await fontsOf("Plain.")).toEqual(["", "display"]);
    expect(await fontsOf("Some *words*.")).toEqual(["", "display", "italic"]);
    expect(await fontsOf("Some **words**.")).toEqual(["", "display"]);
  });

  it("has the styles of the desk only where somebody of the desk reads, and those of failures on failures", async () => {
    const { reader, author, post } = newsroom();
    const { address } = post();
    const sheetsOf = async (from: typeof reader, path: string) =>
      [...(await from.get(path)).text.matchAll(/stylesheet" href="\/assets\/css\/([a-z]+)\./g)].map(
        ([, name]) => name,
      );
    expect(await sheetsOf(reader, address)).toEqual(["site"]);
    expect(await sheetsOf(author, address)).toEqual(["staff", "site"]);
    expect(await sheetsOf(reader, "/nothing-here")).toEqual(["site", "error"]);
  });

  it("has fonts of less than 100 KB each", () => {
    const folder = join(assetsFolder, "fonts");
    for (const name of readdirSync(folder).filter((file) => file.endsWith(".woff2")))
      expect(readFileSync(join(folder, name)).byteLength, name).toBeLessThan(100_000);
  });

  it("writes for both directions: no style sheet of the site names left or right", () => {
    const folder = new URL("../../public/css/", import.meta.url);
    const sheets = ["site", "staff"].flatMap((part) =>
      readdirSync(new URL(part, folder)).map((name) => `${part}/${name}`),
    );
    for (const name of [...sheets, "error.css"]) {
      const text = readFileSync(new URL(name, folder), "utf8");
      expect(text, name).not.toMatch(/(?:margin|padding|border)-(?:left|right)|(?:^|[\s;{])(?:left|right):/m);
      expect(text, name).not.toMatch(/(?:text-align|float):\s*(?:left|right)/);
    }
  });
});

describe("a page that is not there", () => {
  it("offers a search and the newest stories that readers may see", async () => {
    const { reader, post } = newsroom();
    const { address } = post({ title: "Fresh ink" });
    post({ title: "Unfinished", status: "draft" });
    const { text } = await reader.get("/nothing-here").expect(404);
    expect(text).toContain(`href="${address}">Fresh ink<`);
    expect(text).toContain('id="search-error"');
    expect(text).not.toContain("Unfinished");
    expect(text.match(/<h1[\s>]/g)).toHaveLength(1);
    expect(text).toContain('<meta name="robots" content="noindex">');
  });
});
