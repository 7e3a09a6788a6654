import { describe, expect, it } from "vitest";
import { findingsOf, type PostFacts } from "../../src/editor/checks.ts";
import { newsroom } from "../support/newsroom.ts";

const now = new Date("2026-03-01T12:00:00Z");
const fine: PostFacts = {
  ...{
    kind: "post",
    excerpt: "Short.",
    hasPicture: true,
    pictureAlt: "A ship",
    silentImages: [],
    ownLinks: [],
  },
  ...{ headings: [], comesOutAt: null },
};
const find = (facts: Partial<PostFacts>, leads: (url: string) => boolean = () => true) =>
  findingsOf({ ...fine, ...facts }, leads, now, String).map((one) =>
    typeof one === "string" ? one : one.key,
  );

describe("what readers would miss", () => {
  it("is nothing where all is there", () => {
    expect(find({ headings: [2, 3, 4, 2, 3].map((level) => ({ level: level as 2, text: "On" })) })).toEqual(
      [],
    );
  });

  it("is named, each once", () => {
    expect(find({ excerpt: " " })).toEqual(["checks.noExcerpt"]);
    expect(find({ hasPicture: false, pictureAlt: "" })).toEqual(["checks.noPicture"]);
    expect(find({ pictureAlt: "" })).toEqual(["checks.silentPicture"]);
    expect(find({ silentImages: ["a.jpg", "b.jpg"] })).toEqual(["checks.silentImages"]);
    expect(find({ ownLinks: ["/a", "/b"] }, (url) => url === "/a")).toEqual(["checks.brokenLink"]);
    expect(find({ headings: [{ level: 3, text: "Deep" }] })).toEqual(["checks.skippedLevel"]);
    expect(find({ comesOutAt: new Date("2026-02-01T12:00:00Z") })).toEqual(["checks.pastDate"]);
    expect(find({ comesOutAt: new Date("2026-03-01T11:55:00Z") })).toEqual([]);
  });

  it("asks of a page neither excerpt nor picture", () => {
    expect(find({ kind: "page", excerpt: "", hasPicture: false })).toEqual([]);
  });
});

describe("the check beside Publish", () => {
  const body = [
    "[here](/2026/03/neighbour) [gone](/2026/03/nowhere) [renamed](/2026/03/old-name) [draft](/2026/03/not-yet)",
    "[topic](/category/town) [no topic](/tag/none) [author](/author/ben-author) [nobody](/author/nobody)",
    "[home](/) [search](/search?q=x) [day](/2026/03/01) [full](https://news.example/2026/03/neighbour)",
    "[elsewhere](https://other.example/2026/03/nowhere) [file](/media/none.pdf) [feed](/2026/03/neighbour/feed)",
    "\n\n#### Too deep\n\n![](/media/silent.jpg)",
  ].join(" ");

  function room() {
    const all = newsroom();
    all.parts.settings.update("general", { timeZone: "UTC" }, all.now());
    all.parts.topics.create({ kind: "category", name: "Town" }, all.now());
    all.post({ title: "Neighbour", slug: "neighbour" });
    all.post({ title: "Not yet", slug: "not-yet", status: "draft" });
    return all;
  }

  it("reads what is typed, names what is missing and saves nothing", async () => {
    const { author, post, parts } = room();
    const { id } = post({ title: "Old", slug: "old-name" });
    const saved = { title: "Old", body: "Old.", visibility: "public", do: "update", slug: "new-name" };
    await author.post(`/admin/posts/${id}`, saved).expect(303);
    const before = parts.revisions.count(id);
    const typed = { ...saved, body, do: "check", publishOn: "2026-01-01T10:00" };
    const { text } = await author.post(`/admin/posts/${id}`, typed).expect(200);
    const list = /<ul class="checks__list">([\s\S]*?)<\/ul>/.exec(text)![1]!;
    const broken = [...list.matchAll(/leads nowhere on this site: (\S+?)<\/li>/g)].map(([, url]) => url);
    expect(broken).toEqual([
      "/2026/03/nowhere",
      "/2026/03/not-yet",
      "/tag/none",
      "/author/nobody",
      "/media/none.pdf",
    ]);
    expect(list).toContain("One picture in the text has no description for those who cannot see: silent.jpg");
    expect(list).toContain("“Too deep” is a heading of level 4 right after level 1");
    expect(list).toContain("No excerpt");
    expect(text).toContain("This was not saved");
    expect(text).toMatch(/<details class="checks" id="checks" data-popover open>/);
    const unasked = await author.post(`/admin/posts/${id}`, { ...typed, do: "edit" }).expect(200);
    expect(unasked.text).toMatch(/<details class="checks" id="checks" data-popover>/);
    expect(parts.revisions.count(id)).toBe(before);
    expect(parts.desk.findSource(id)!.bodySource).toBe("Old.");
  });

  it("looks through a post that was never saved, and stores none", async () => {
    const { author, parts } = room();
    const empty = await author.get("/admin/posts/new").expect(200);
    expect(empty.text).toContain('value="check"');
    const { text } = await author
      .post("/admin/posts", { title: "New", body, do: "check", publishOn: "2026-01-01T10:00" })
      .expect(200);
    expect(text).toContain("The date is in the past");
    expect(parts.desk.countOwn("post", 2)).toBe(2);
  });

  it("never keeps anybody from publishing", async () => {
    const { author, parts, reader } = room();
    await author
      .post("/admin/posts", { title: "Bare", body, do: "publish", visibility: "public" })
      .expect(303);
    expect((await reader.get("/")).text).toContain("Bare");
    const { id } = parts.posts.latest(1, now)[0]!;
    expect((await author.get(`/admin/posts/${id}`)).text).toMatch(/\d+ things missing/);
  });
});

describe("people without an account in a byline", () => {
  it("are added by name, once, behind the others, with a page of their own", async () => {
    const { admin, reader, post, parts, ben } = newsroom();
    const { id, address } = post({ title: "Shared" });
    const typed = {
      title: "Shared",
      body: "x",
      do: "update",
      visibility: "public",
      authors: [String(ben.id)],
    };
    await admin
      .post(`/admin/posts/${id}`, { ...typed, newGuests: "Gerda Gast, gerda gast, Ada Admin" })
      .expect(303);
    expect(parts.desk.findSource(id)!.authors.map(({ name }) => name)).toEqual([
      "Ben Author",
      "Gerda Gast",
      "Ada Admin",
    ]);
    const { text } = await reader.get(address).expect(200);
    expect(text).toMatch(/Ben Author[\s\S]*Gerda Gast[\s\S]*Ada Admin/);
    expect(text).toMatch(/"author":\[\{[^\]]*"name":"Gerda Gast"/);
    expect((await reader.get("/author/gerda-gast").expect(200)).text).toContain("Shared");
    expect((await reader.get("/feed")).text).toContain("Gerda Gast");
    const other = post({ title: "Alone" });
    await admin
      .post(`/admin/posts/${other.id}`, { ...typed, title: "Alone", authors: "", newGuests: "Gerda Gast" })
      .expect(303);
    expect(parts.desk.findSource(other.id)!.authors.map(({ name }) => name)).toEqual(["Gerda Gast"]);
    expect(parts.users.count(true)).toBe(1);
  });

  it("are added by editors alone", async () => {
    const { author, post, parts } = newsroom();
    const { id } = post({ title: "Mine" });
    const typed = { title: "Mine", body: "x", do: "update", visibility: "public", newGuests: "Gerda Gast" };
    await author.post(`/admin/posts/${id}`, typed).expect(303);
    expect(parts.users.count(true)).toBe(0);
  });
});

describe("tags while they are typed", () => {
  it("are offered by their beginning, the most used first", async () => {
    const { author, reader, parts, post, now: moment } = newsroom();
    const [trains, trams] = parts.topics.findOrCreateTags(["Trains", "Trams", "Rain", "50% off"], moment());
    post({ tagIds: [trams!] });
    expect((await author.get("/admin/posts/tags?q=tra").expect(200)).body).toEqual(["Trams", "Trains"]);
    expect((await author.get("/admin/posts/tags?q=%25").expect(200)).body).toEqual([]);
    expect((await author.get("/admin/posts/tags?q=50%25").expect(200)).body).toEqual(["50% off"]);
    expect((await author.get("/admin/posts/tags").expect(200)).body).toEqual([]);
    await reader.get("/admin/posts/tags?q=tra").expect(303);
    expect(trains).toBeDefined();
  });
});
