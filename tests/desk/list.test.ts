import { describe, expect, it } from "vitest";
import { deskOrder, deskRepository, deskRows } from "../../src/posts/desk-repository.ts";
import { NO_OPTIONS } from "../../src/posts/options.ts";
import { newsroom } from "../support/newsroom.ts";
import { plansOf } from "../support/query-plans.ts";

const HOUR_MS = 3_600_000;

/** A newsroom with Edda, who edits, and Cora, who may write but not publish. */
function desk() {
  const room = newsroom();
  room.parts.settings.update("general", { timeZone: "UTC" }, room.now());
  const cora = room.user("Cora Contributor", "contributor");
  const source = (id: number) => room.parts.desk.findSource(id)!;
  return {
    ...{ ...room, cora, source },
    contributor: room.signedIn(cora),
    editor: room.signedIn(room.user("Edda Editor", "editor")),
    page: (title: string, more: Parameters<typeof room.post>[0] = {}) =>
      room.post({ kind: "page", title, ...more }).id,
    expiring: (title: string, at: string, more: Parameters<typeof room.post>[0] = {}) =>
      room.post({ title, options: { ...NO_OPTIONS, expiresAt: new Date(at) }, ...more }),
  };
}
/** Titles in a list, in their order. */
const titlesIn = (html: string) =>
  [...html.matchAll(/<(?:a|span) class="table__title"[^>]*>([^<]*)</g)].map((match) => match[1]);
/** How many lie in each drawer that is shown. */
const drawersIn = (html: string) =>
  Object.fromEntries(
    [...html.matchAll(/class="tabs__tab"[^>]*>([^<]*) <span class="tabs__count">(\d+)/g)].map((match) => [
      match[1]!,
      Number(match[2]),
    ]),
  );

describe("the list of posts", () => {
  it("shows states as words, each in its drawer with a count", async () => {
    const { editor, post, now } = desk();
    const later = new Date(now().getTime() + HOUR_MS);
    post({ title: "Out" });
    post({ title: "Coming", publishedAt: later });
    post({ title: "Rough", status: "draft", publishedAt: null });
    post({ title: "Asked", status: "pending", publishedAt: null });
    post({ title: "Ours", status: "private" });
    const all = (await editor.get("/admin/posts").expect(200)).text;
    expect(titlesIn(all).toSorted()).toEqual(["Asked", "Coming", "Ours", "Out", "Rough"]);
    for (const [status, title, word] of [
      ["published", "Out", "Published"],
      ["scheduled", "Coming", "Scheduled"],
      ["draft", "Rough", "Draft"],
      ["pending", "Asked", "Pending review"],
      ["private", "Ours", "Private"],
    ]) {
      expect(all).toContain(word);
      expect(titlesIn((await editor.get(`/admin/posts?status=${status}`)).text), status).toEqual([title]);
    }
  });

  it("is filtered by author, category and words, and says so where nothing fits", async () => {
    const { editor, post, parts, ada, now } = desk();
    const news = parts.topics.findOrCreate({ kind: "category", name: "News", parentId: null }, now());
    post({ title: "Harbour walls", categoryIds: [news] });
    post({ title: "Lighthouse", authorIds: [ada.id], bodySource: "It stands at the harbour." });
    const titles = async (query: string) => titlesIn((await editor.get(`/admin/posts${query}`)).text);
    expect(await titles(`?author=${ada.id}`)).toEqual(["Lighthouse"]);
    expect(await titles(`?category=${news}`)).toEqual(["Harbour walls"]);
    expect(await titles("?q=harb")).toHaveLength(2);
    expect(await titles(`?q=harbour&author=${ada.id}`)).toEqual(["Lighthouse"]);
    const none = (await editor.get("/admin/posts?q=%22whales%20*")).text;
    expect(none).toContain("Nothing fits this search.");
    expect(none).toContain('value="&quot;whales *"');
  });

  it("has pages of twenty, in either order", async () => {
    const { editor, post, now } = desk();
    for (let hour = 1; hour <= 21; hour += 1)
      post({ title: `Story ${hour}`, publishedAt: new Date(now().getTime() - hour * HOUR_MS) });
    const first = (await editor.get("/admin/posts")).text;
    expect(titlesIn(first)).toHaveLength(20);
    expect(first).toContain("/admin/posts?page=2");
    expect(titlesIn((await editor.get("/admin/posts?page=2")).text)).toEqual(["Story 21"]);
    expect(titlesIn((await editor.get("/admin/posts?sort=oldest")).text)[0]).toBe("Story 21");
    const [, last] = /name="ids" value="(\d+)"/.exec((await editor.get("/admin/posts?page=2")).text)!;
    const emptied = await editor.post("/admin/posts/bulk", { do: "trash", ids: [last], back: "?page=2" });
    expect(emptied.headers.location).toBe("/admin/posts?page=2");
    expect(titlesIn((await editor.get("/admin/posts?page=2").expect(200)).text)).toHaveLength(20);
  });

  it("shows authors what readers see and what is theirs, and no more", async () => {
    const { author, contributor, post, ada, cora } = desk();
    post({ title: "Of all", authorIds: [ada.id] });
    post({ title: "Secret plan", status: "draft", authorIds: [ada.id] });
    post({ title: "Hidden", status: "private", authorIds: [ada.id] });
    post({ title: "Of Cora", status: "draft", authorIds: [cora.id] });
    expect(titlesIn((await contributor.get("/admin/posts")).text).toSorted()).toEqual(["Of Cora", "Of all"]);
    expect(titlesIn((await author.get("/admin/posts?status=draft")).text)).toEqual([]);
    expect(titlesIn((await author.get("/admin/posts?q=plan")).text)).toEqual([]);
  });

  it("has boxes to tick, and one for all of them, only where there is something to change", async () => {
    const { author, contributor, post } = desk();
    post();
    const boxesIn = async (browser: typeof author) =>
      (await browser.get("/admin/posts").expect(200)).text.match(/type="checkbox"/g)?.length ?? 0;
    expect(await boxesIn(author)).toBe(2);
    expect(await boxesIn(contributor)).toBe(0);
  });
});

describe("what has expired", () => {
  it("lies in a drawer of its own, with its count, and no more among what is published", async () => {
    const { editor, expiring, post, at } = desk();
    expiring("Offer", "2026-03-01T13:00:00Z");
    expiring("Still on", "2026-03-05T13:00:00Z");
    post({ title: "Tide" });
    expect(drawersIn((await editor.get("/admin/posts")).text)).toEqual({ All: 3, Published: 3 });
    at("2026-03-01T13:00:00Z");
    const list = await editor.get("/admin/posts?status=expired").expect(200);
    expect(drawersIn(list.text)).toEqual({ All: 3, Published: 2, Expired: 1 });
    expect(titlesIn(list.text)).toEqual(["Offer"]);
    expect(list.text).toContain("A new expiry, or none, brings them back.");
    expect(titlesIn((await editor.get("/admin/posts?status=published")).text)).not.toContain("Offer");
    expect(titlesIn((await editor.get("/admin/posts?status=expired&q=tide")).text)).toEqual([]);
  });

  it("is counted once for somebody who sees only some", async () => {
    const { contributor, expiring, at, cora, post } = desk();
    expiring("Mine", "2026-03-01T13:00:00Z", { authorIds: [cora.id] });
    expiring("Theirs", "2026-03-01T13:00:00Z");
    post({ title: "Tide" });
    at("2026-03-01T14:00:00Z");
    const { text } = await contributor.get("/admin/posts?status=expired").expect(200);
    expect(drawersIn(text)).toEqual({ All: 3, Published: 1, Expired: 2, Mine: 1 });
    expect(titlesIn(text)).toEqual(["Theirs", "Mine"]);
    expect(text).not.toContain("New expiry");
  });

  it("comes back with no expiry, or with another, straight from the list", async () => {
    const { editor, author, expiring, at, reader, source, signedIn, ben } = desk();
    const [one, two, three] = ["One", "Two", "Three"].map((title) => expiring(title, "2026-03-01T13:00:00Z"));
    at("2026-03-01T14:00:00Z");
    await reader.get(one!.address).expect(410);
    await author
      .post("/admin/posts/bulk", { row: `unexpire ${one!.id}`, back: "?status=expired" })
      .expect(303);
    await reader.get(one!.address).expect(200);
    expect(source(one!.id).options.expiresAt).toBeNull();

    const open = await editor.get(`/admin/posts?status=expired&edit=${two!.id}`).expect(200);
    expect(open.text).toMatch(/id="quick-expiry" name="expiresOn"[^>]*value="2026-03-01T13:00"/);
    const { title, slug, revision } = source(two!.id);
    const typed = {
      title,
      slug,
      version: String(revision),
      commentsOpen: "1",
      publishOn: "2026-03-01T11:00",
    };
    await editor
      .post(`/admin/posts/${two!.id}/quick`, { ...typed, "has-expiry": "1", expiresOn: "2026-03-09T08:00" })
      .expect(303);
    expect(source(two!.id).options.expiresAt).toEqual(new Date("2026-03-09T08:00:00Z"));
    await reader.get(two!.address).expect(200);

    const bulk = { do: "edit", confirmed: "1", ids: String(three!.id), expiry: "on" };
    await signedIn(ben)
      .post("/admin/posts/bulk", { ...bulk, expiresOn: "2026-02-01T08:00" })
      .expect(303);
    await reader.get(three!.address).expect(410);
    await signedIn(ben)
      .post("/admin/posts/bulk", { ...bulk, expiresOn: "2026-03-09T08:00" })
      .expect(303);
    await reader.get(three!.address).expect(200);
  });

  it("is taken back by one button, though its hour has passed; a new expiry of somebody else stays", async () => {
    const { editor, expiring, at, reader, source } = desk();
    const [one, two] = ["One", "Two"].map((title) => expiring(title, "2026-03-01T13:00:00Z"));
    at("2026-03-01T14:00:00Z");
    const take = { do: "unexpire", ids: `${one!.id},${two!.id}`, back: "?status=expired" };
    await editor.post("/admin/posts/bulk", take).expect(303);
    const edits = /name="edits" value="([^"]+)"/.exec((await editor.get("/admin/posts")).text)![1]!;
    await reader.get(one!.address).expect(200);

    const bulk = { do: "edit", confirmed: "1", ids: String(two!.id), expiry: "on" };
    await editor.post("/admin/posts/bulk", { ...bulk, expiresOn: "2026-03-09T08:00" }).expect(303);
    await editor.post("/admin/posts/bulk", { do: "reinstate", edits }).expect(303);
    expect((await editor.get("/admin/posts")).text).toContain("Taken back.");
    expect(source(one!.id).options.expiresAt).toEqual(new Date("2026-03-01T13:00:00Z"));
    expect(source(two!.id).options.expiresAt).toEqual(new Date("2026-03-09T08:00:00Z"));
    await reader.get(one!.address).expect(410);
    await reader.get(two!.address).expect(200);
  });

  it("stays as it is where somebody may not publish", async () => {
    const { contributor, expiring, cora, source } = desk();
    const { id } = expiring("Mine", "2026-03-05T13:00:00Z", { status: "draft", authorIds: [cora.id] });
    await contributor.post("/admin/posts/bulk", { do: "unexpire", ids: String(id) }).expect(303);
    expect((await contributor.get("/admin/posts")).text).toContain("Nothing was ticked");
    const bulk = { do: "edit", confirmed: "1", ids: String(id), expiry: "never" };
    await contributor.post("/admin/posts/bulk", bulk).expect(303);
    expect(source(id).options.expiresAt).toEqual(new Date("2026-03-05T13:00:00Z"));
  });

  it("is found and counted by an index", () => {
    const shape = { isOldestFirst: false, byAuthor: false, byCategory: false, byText: false };
    const expired = { ...shape, drawer: "expired", seesEverything: true } as const;
    const plans = plansOf((db) => {
      deskRepository(db);
      return db.prepare(`SELECT p.id ${deskRows(expired)} ${deskOrder(expired)} LIMIT 20`);
    });
    const about = plans.filter(({ sql }) => sql.includes("is_expired = 1"));
    expect(about.length).toBeGreaterThan(1);
    for (const { sql, steps } of about) {
      expect(steps.join("\n"), sql).not.toMatch(/SCAN p\b|TEMP B-TREE FOR ORDER BY/);
      expect(steps.join("\n"), sql).toContain("posts_expired");
    }
  });
});

describe("the list of pages", () => {
  it("is a tree, and a plain list where something is looked for", async () => {
    const { editor, page } = desk();
    const about = page("About");
    page("Team", { parentId: about });
    page("Contact");
    const tree = await editor.get("/admin/pages").expect(200);
    expect(titlesIn(tree.text)).toEqual(["About", "Team", "Contact"]);
    expect(tree.text).toContain("— ");
    const found = await editor.get("/admin/pages?q=team").expect(200);
    expect(titlesIn(found.text)).toEqual(["Team"]);
    expect(found.text).toContain("Show all");
  });

  it("opens a row as a form: title, slug, parent, order, state, byline, layout, comments", async () => {
    const { editor, page, source, ada, reader } = desk();
    const [about, contact] = [page("About"), page("Contact", { status: "draft", publishedAt: null })];
    const open = await editor.get(`/admin/pages?edit=${contact}`).expect(200);
    expect(open.text).toContain(
      `<form id="quick-form" method="post" action="/admin/pages/${contact}/quick">`,
    );
    for (const field of [
      "title",
      "slug",
      "parent",
      "position",
      "state",
      "author",
      "template",
      "commentsOpen",
    ])
      expect(open.text, field).toMatch(new RegExp(`name="${field}"`));
    for (const field of ["categories", "tags", "isSticky"])
      expect(open.text, field).not.toMatch(new RegExp(`name="${field}"`));
    const typed = {
      ...{ title: "Write to us", slug: "write", parent: String(about), position: "4", "has-place": "1" },
      ...{ state: "publish", author: String(ada.id), template: "wide", version: "1", back: "?status=draft" },
    };
    const answer = await editor.post(`/admin/pages/${contact}/quick`, typed).expect(303);
    expect(answer.headers.location).toBe("/admin/pages?status=draft");
    expect(source(contact)).toMatchObject({
      ...{ title: "Write to us", path: "about/write", parentId: about, position: 4, status: "published" },
      ...{ authorIds: [ada.id], commentsOpen: false },
    });
    expect(source(contact).options.template).toBe("wide");
    await reader.get("/about/write").expect(200);
  });

  it("shows the whole editor where a parent would stand below its own child", async () => {
    const { editor, page, source } = desk();
    const about = page("About");
    const team = page("Team", { parentId: about });
    const typed = { title: "About", slug: "about", "has-place": "1", parent: String(team), version: "1" };
    const { text } = await editor.post(`/admin/pages/${about}/quick`, typed).expect(422);
    expect(text).toContain("Choose a page that does not stand below this one.");
    expect(source(about).parentId).toBeNull();
  });

  it("changes several at once, and names what was refused", async () => {
    const { editor, page, source, ada } = desk();
    const [about, team, contact] = [page("About"), page("Team"), page("Contact")];
    const asked = await editor
      .post("/admin/pages/bulk", { do: "edit", ids: [String(team), String(contact)] })
      .expect(200);
    expect(asked.text).toContain("Edit 2 pages");
    expect(asked.text).not.toContain('name="tags"');
    const changes = { do: "edit", confirmed: "1", parent: String(about), author: String(ada.id) };
    const more = { template: "wide", comments: "closed", state: "draft" };
    await editor
      .post("/admin/pages/bulk", { ...changes, ...more, ids: `${about},${team},${contact}` })
      .expect(303);
    for (const id of [team, contact]) {
      expect(source(id)).toMatchObject({ parentId: about, status: "draft", authorIds: [ada.id] });
      expect(source(id).options.template).toBe("wide");
      expect(source(id).commentsOpen).toBe(false);
    }
    expect(source(about).parentId).toBeNull();
    expect((await editor.get("/admin/pages")).text).toContain("These need another look first: About");
    await editor.post("/admin/pages/bulk", { ...changes, ids: String(team), parent: "top" }).expect(303);
    expect(source(team)).toMatchObject({ parentId: null, path: "team" });
  });

  it("is closed to who may not change pages", async () => {
    const { author, page, source } = desk();
    const about = page("About");
    await author.get("/admin/pages").expect(403);
    await author.post(`/admin/pages/${about}/quick`, { title: "Mine", version: "1" }).expect(403);
    await author.post(`/admin/posts/${about}/quick`, { title: "Mine", version: "1" }).expect(404);
    expect(source(about).title).toBe("About");
  });
});
