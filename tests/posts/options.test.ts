import { describe, expect, it } from "vitest";
import { NO_OPTIONS, type PostOptions } from "../../src/posts/options.ts";
import { newsroom } from "../support/newsroom.ts";

const options = (some: Partial<PostOptions>): PostOptions => ({ ...NO_OPTIONS, ...some });

/** Every place that may name a post: lists, archives, feeds, maps, search, its neighbour, counts. */
async function placesNaming(room: ReturnType<typeof newsroom>, word: string): Promise<string[]> {
  const places = [
    ...["/", "/feed", "/feed/atom", "/feed.json", "/category/town", "/category/town/feed", "/tag/trams"],
    ...["/author/ben-author", "/author/ben-author/feed", "/2026", "/2026/03", "/2026/03/01"],
    ...["/sitemap.xml", "/news-sitemap.xml", `/search?q=${word}`, "/comments/feed"],
    ...["/2026/03/neighbour"],
  ];
  const found: string[] = [];
  for (const place of places) {
    // The page of results repeats what was searched for.
    const { text } = await room.reader.get(place);
    if (text.replace(/value="[^"]*"|<title>[^<]*|<h1[^>]*>[^<]*/g, "").includes(`${word}-`))
      found.push(place);
  }
  return found;
}

function townRoom() {
  const room = newsroom();
  const category = room.parts.topics.create({ kind: "category", name: "Town" }, room.now());
  const tag = room.parts.topics.create({ kind: "tag", name: "Trams" }, room.now());
  const topics = { categoryIds: [category], tagIds: [tag] };
  room.post({ title: "Neighbour", slug: "neighbour", ...topics });
  return { ...room, topics };
}

describe("an unlisted post", () => {
  it("opens for whoever has the address, asks not to be indexed, and is named nowhere", async () => {
    const room = townRoom();
    const shown = room.post({ title: "Kingfisher-1", slug: "kingfisher-1", ...room.topics });
    expect(await placesNaming(room, "kingfisher")).toContain("/");
    const hidden = room.post({
      ...{ title: "Heron-2", slug: "heron-2", ...room.topics },
      options: options({ isUnlisted: true }),
    });
    const page = await room.reader.get(hidden.address).expect(200);
    expect(page.text).toContain('<meta name="robots" content="noindex">');
    expect(await placesNaming(room, "heron")).toEqual([]);
    expect((await room.reader.get("/category/town")).text).toContain("2 posts");
    expect((await room.reader.get(shown.address)).text).not.toContain("heron");
  });

  it("has nobody beside it, and shows a change of its labels at once", async () => {
    const room = townRoom();
    const hidden = room.post({ title: "Heron", ...room.topics, options: options({ isUnlisted: true }) });
    const page = await room.reader.get(hidden.address).expect(200);
    expect(page.text).not.toContain('class="neighbours');
    const other = room.parts.topics.create({ kind: "tag", name: "Buses" }, room.now());
    room.parts.topics.merge(room.topics.tagIds[0]!, other, room.now());
    expect((await room.reader.get(hidden.address)).text).toContain("Buses");
  });

  it("is chosen in the editor, by those who may publish", async () => {
    const { author, post, reader, parts } = newsroom();
    const { id, address } = post({ title: "Heron" });
    const form = { title: "Heron", body: "Grey.", do: "update", commentsOpen: "1" };
    await author.post(`/admin/posts/${id}`, { ...form, visibility: "unlisted" }).expect(303);
    expect((await reader.get("/")).text).not.toContain("Heron");
    await reader.get(address).expect(200);
    expect((await author.get("/admin/posts")).text).toContain("Unlisted");
    expect((await author.get(`/admin/posts/${id}`)).text).toMatch(/value="unlisted" checked/);
    await author.post(`/admin/posts/${id}`, { ...form, visibility: "public" }).expect(303);
    expect((await reader.get("/")).text).toContain("Heron");
    expect(parts.revisions.count(id)).toBe(3);
  });
});

describe("a post that expires", () => {
  it("is gone from its moment on, everywhere, and says so at its address", async () => {
    const room = townRoom();
    const expiresAt = new Date("2026-03-01T13:00:00Z");
    const { address } = room.post({
      ...{ title: "Offer-1", slug: "offer-1", ...room.topics },
      options: options({ expiresAt }),
    });
    room.at("2026-03-01T12:59:59.999Z");
    await room.reader.get(address).expect(200);
    expect(await placesNaming(room, "offer")).toContain("/category/town");
    room.at("2026-03-01T13:00:00Z");
    const gone = await room.reader.get(address).expect(410);
    expect(gone.text).not.toContain("Offer");
    expect(await placesNaming(room, "offer")).toEqual([]);
    expect((await room.reader.get("/category/town")).text).toContain("1 post");
    await room.author.get(address).expect(410);
  });

  it("is gone for people who are signed in, when nobody else has looked", async () => {
    const { author, post, at } = newsroom();
    const { address } = post({ options: options({ expiresAt: new Date("2026-03-01T13:00:00Z") }) });
    at("2026-03-02T13:00:00Z");
    expect((await author.get("/")).text).not.toContain("A quiet morning");
    await author.get(address).expect(410);
  });

  it("is gone at a former address too, and comes back with a later moment", async () => {
    const { author, reader, post, at, parts } = newsroom();
    const { id, address } = post({
      slug: "offer",
      options: options({ expiresAt: new Date("2026-03-01T13:00:00Z") }),
    });
    const typed = {
      title: "An offer",
      body: "Today only.",
      do: "update",
      commentsOpen: "1",
      visibility: "public",
    };
    const soon = { ...typed, expiresOn: "2026-03-01T13:00" };
    parts.settings.update("general", { timeZone: "UTC" }, new Date());
    await author.post(`/admin/posts/${id}`, { ...soon, slug: "last-offer" }).expect(303);
    await reader.get(address).expect(301);
    at("2026-03-01T14:00:00Z");
    await reader.get(address).expect(410);
    const editor = await author.get(`/admin/posts/${id}`).expect(200);
    expect(editor.text).toContain("Readers find it gone");
    expect((await author.get("/admin/posts")).text).toContain("Expired");
    await author.post(`/admin/posts/${id}`, { ...typed, slug: "last-offer", expiresOn: "" }).expect(303);
    await reader.get(address).expect(301);
    expect((await reader.get("/")).text).toContain("An offer");
  });

  it("comes back where a wrong clock had taken it away", async () => {
    const { reader, post, at } = newsroom();
    const { address } = post({ options: options({ expiresAt: new Date("2026-06-01T00:00:00Z") }) });
    at("2027-01-01T00:00:00Z");
    await reader.get(address).expect(410);
    at("2026-03-01T13:00:00Z");
    await reader.get(address).expect(200);
    expect((await reader.get("/")).text).toContain("A quiet morning");
  });

  it("cannot expire before it is published, or in the past", async () => {
    const { author, parts } = newsroom();
    parts.settings.update("general", { timeZone: "UTC" }, new Date());
    const typed = { title: "Offer", body: "Now.", do: "publish", visibility: "public" };
    const past = await author.post("/admin/posts", { ...typed, expiresOn: "2026-02-01T10:00" }).expect(422);
    expect(past.text).toContain("Choose a time ahead");
    const before = await author
      .post("/admin/posts", { ...typed, publishOn: "2026-04-01T10:00", expiresOn: "2026-03-20T10:00" })
      .expect(422);
    expect(before.text).toContain("It would expire before it is published.");
  });
});

describe("the language of a post", () => {
  it("is told of its own words on every page that prints them, and of none of the site's", async () => {
    const { reader, post } = newsroom();
    const words = { title: "Der Hafen öffnet", excerpt: "Nach dem Winter", bodySource: "Seit heute." };
    const { address } = post({ ...words, options: options({ language: "de" }) });
    const neighbour = post({ title: "In print", publishedAt: new Date("2026-02-28T09:00:00Z") });
    const { text } = await reader.get(address).expect(200);
    expect(text).toMatch(/<h1 [^>]*lang="de">Der Hafen öffnet</);
    expect(text).toMatch(/<p class="article__standfirst"[^>]* lang="de">/);
    expect(text).toMatch(/<div class="prose article__body"[^>]* lang="de">/);
    const inEnglish = text.replace(/<(\w+) [^>]*lang="de"[^>]*>[\s\S]*?<\/\1>/g, "");
    expect(inEnglish).toContain("Leave a Reply");
    for (const path of ["/", neighbour.address, "/search?q=winter", "/nowhere"]) {
      const page = (await reader.get(path)).text;
      const titles = [...page.matchAll(/<[^>]*>(?:<a [^>]*>)?Der Hafen öffnet</g)].map(([tags]) => tags);
      expect(titles, path).not.toEqual([]);
      for (const tags of titles) expect(tags, path).toContain('lang="de"');
    }
    const { address: untitled } = post({ title: "", options: options({ language: "de" }) });
    for (const path of [untitled, "/"])
      expect((await reader.get(path)).text, path).toMatch(
        /<h\d class="\w+__title" dir="auto">(?:<a [^>]*>)?March 1, 2026</,
      );
  });

  it("is told of its title in menus, trails, lists of pages and of comments, and above a form that failed", async () => {
    const { reader, post, parts } = newsroom();
    const german = { options: options({ language: "de" }) };
    const about = post({ kind: "page", title: "Der Hafen öffnet", ...german });
    const below = post({ kind: "page", title: "Contact", parentId: about.id });
    const story = post({ title: "Die Fähre ruht", ...german });
    const menu = parts.menus.create("Main", "primary");
    const entry = { kind: "post" as const, url: null, postId: about.id, topicId: null };
    for (const label of ["", "The harbour"]) parts.menus.addItem(menu, { ...entry, label });
    for (const kind of ["pages", "recent-comments"])
      parts.widgets.add("sidebar", kind, parts.widgetKinds.get(kind)!.defaults);
    parts.content
      .prepare(
        `INSERT INTO comments (post_id, status, author_name, source, html, text, created_at)
         VALUES (?, 'approved', 'Cleo', 'x', 'x', 'Well said', '2026-03-01T11:30:00.000Z')`,
      )
      .run(story.id);
    const page = (await reader.get(below.address).expect(200)).text;
    for (const [title, places] of [
      ["Der Hafen öffnet", 4],
      ["Die Fähre ruht", 1],
    ] as const) {
      const tags = [...page.matchAll(new RegExp(`<a [^>]*>${title}<`, "g"))].map(([tag]) => tag);
      expect(tags, title).toHaveLength(places);
      for (const tag of tags) expect(tag).toContain(' lang="de"');
    }
    expect(page).toMatch(/<a (?![^>]*lang)[^>]*>The harbour</);
    const form = (await reader.post(`/comments/${story.id}`, { comment: "" }).expect(422)).text;
    expect(form).toMatch(/<h1 [^>]*lang="de"><a [^>]*>Die Fähre ruht</);
  });
});

describe("options that a save does not mention", () => {
  it("stay as they are: a second import publishes nothing that was hidden", () => {
    const { parts, post, now, ben } = newsroom();
    const { id } = post({ title: "Heron", options: options({ isUnlisted: true, searchTitle: "Grey" }) });
    parts.saving.update(
      id,
      {
        ...{ kind: "post", status: "published", title: "Heron", slug: "heron", parentId: null, position: 0 },
        ...{ excerpt: "", bodySource: "<p>x</p>", bodyFormat: "html", publishedAt: now(), password: null },
        ...{ isSticky: false, commentsOpen: true, featuredMediaId: null, authorIds: [ben.id] },
        ...{ categoryIds: [], tagIds: [] },
      },
      now(),
    );
    expect(parts.desk.findSource(id)!.options).toMatchObject({ isUnlisted: true, searchTitle: "Grey" });
  });
});

describe("what machines are told of a post", () => {
  it("is what its author typed", async () => {
    const { author, reader, parts } = newsroom();
    const typed = {
      ...{ title: "Harbour notes", body: "Words.", do: "publish", visibility: "public", language: "DE-at" },
      ...{
        searchTitle: "Harbour news today",
        searchDescription: "What happens at the harbour.",
        template: "wide",
      },
      canonicalUrl: "https://first.example/harbour",
    };
    await author.post("/admin/posts", typed).expect(303);
    const post = parts.posts.latest(1, new Date("2026-03-01T12:00:00Z"))[0]!;
    const { text } = await reader.get(parts.paths.post(post)).expect(200);
    expect(text).toContain("<title>Harbour news today · ");
    expect(text).toContain('<h1 class="article__title" dir="auto" lang="de-AT">Harbour notes</h1>');
    expect(text).toContain('<meta name="description" content="What happens at the harbour.">');
    expect(text).toContain('<meta property="og:description" content="What happens at the harbour.">');
    expect(text).toContain('<link rel="canonical" href="https://first.example/harbour">');
    expect(text).toContain('lang="de-AT"');
    expect(text).toContain('<meta property="og:locale" content="de_AT">');
    expect(text).toContain("page--plain");
    expect((await reader.get("/sitemap.xml")).text).not.toContain("harbour-notes");
  });

  it("complains beside the field", async () => {
    const { author } = newsroom();
    const typed = {
      title: "Harbour",
      body: "Words.",
      do: "draft",
      language: "no language",
      canonicalUrl: "javascript:1",
    };
    const { text } = await author.post("/admin/posts", typed).expect(422);
    expect(text).toContain("Use a language tag");
    expect(text).toMatch(/id="error-field-canonicalUrl"/);
  });

  it("is kept in the history, and restored from it without opening or closing anything", async () => {
    const { author, parts, post } = newsroom();
    const { id } = post({ title: "Harbour" });
    const typed = {
      title: "Harbour",
      body: "Words.",
      do: "update",
      visibility: "public",
      searchTitle: "First",
    };
    await author.post(`/admin/posts/${id}`, typed).expect(303);
    const [first] = [parts.revisions.count(id)];
    await author
      .post(`/admin/posts/${id}`, { ...typed, visibility: "unlisted", searchTitle: "Second" })
      .expect(303);
    const compared = await author.get(`/admin/posts/${id}/revisions/compare?from=${first}&to=${first + 1}`);
    expect(compared.text).toContain("Title for search engines");
    const { revision } = parts.desk.findSource(id)!;
    await author
      .post(`/admin/posts/${id}/revisions/${first}/restore`, { version: String(revision) })
      .expect(303);
    const source = parts.desk.findSource(id)!;
    expect(source.options).toMatchObject({ searchTitle: "Second", isUnlisted: true });
    const restored = parts.history.typedIn(source, parts.drafts.find(id)!);
    expect(restored).toMatchObject({ searchTitle: "First", visibility: "unlisted" });
  });
});
