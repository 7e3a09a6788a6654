import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

/** A newsroom with Cora, who may write but not publish, and Edda, who edits. */
function desk() {
  const room = newsroom();
  room.parts.settings.update("general", { timeZone: "UTC" }, room.now());
  const cora = room.user("Cora Contributor", "contributor");
  return {
    ...room,
    cora,
    contributor: room.signedIn(cora),
    editor: room.signedIn(room.user("Edda Editor", "editor")),
    source: (id: number) => room.parts.desk.findSource(id)!,
  };
}
const form = { body: "Words.", commentsOpen: "1", visibility: "public" };

describe("returning a post with a note", () => {
  it("makes it a draft again, and its author reads why above the text", async () => {
    const { contributor, editor, post, cora, source, reader } = desk();
    const { id } = post({ title: "First try", status: "pending", publishedAt: null, authorIds: [cora.id] });
    const waiting = await editor.get(`/admin/posts/${id}`).expect(200);
    expect(waiting.text).toContain("What is still to do");
    expect((await contributor.get(`/admin/posts/${id}`)).text).not.toContain("What is still to do");
    await editor
      .post(`/admin/posts/${id}`, { ...form, title: "First try", do: "return", returnNote: "Who <says> so?" })
      .expect(303);
    expect(source(id).status).toBe("draft");
    const read = await contributor.get(`/admin/posts/${id}`).expect(200);
    expect(read.text).toContain("Edda Editor returned this");
    expect(read.text).toContain("Who &lt;says&gt; so?");
    expect((await contributor.get("/admin/posts")).text).toContain("1 note");
    expect((await reader.get("/")).text).not.toContain("First try");
  });

  it("keeps what the editor changed, and goes away once it is ticked off", async () => {
    const { contributor, editor, post, cora, source, parts } = desk();
    const { id } = post({ title: "Tri", status: "pending", publishedAt: null, authorIds: [cora.id] });
    await editor.post(`/admin/posts/${id}`, { ...form, title: "Try", do: "return", returnNote: "Sources?" });
    expect(source(id).title).toBe("Try");
    const [note] = parts.notes.list(id);
    await contributor
      .post(`/admin/posts/${id}/notes`, { text: "Added.", parent: String(note!.id) })
      .expect(303);
    await contributor.post(`/admin/posts/${id}/notes/${note!.id}`).expect(303);
    expect((await contributor.get(`/admin/posts/${id}`)).text).not.toContain("Edda Editor returned this");
  });

  it("is for whoever could publish it", async () => {
    const { contributor, post, cora, parts } = desk();
    const { id } = post({ title: "Mine", status: "pending", publishedAt: null, authorIds: [cora.id] });
    await contributor.post(`/admin/posts/${id}`, { ...form, title: "Mine", do: "return", returnNote: "I." });
    expect(parts.notes.list(id)).toEqual([]);
  });
});

describe("duplicating", () => {
  it("makes a draft of its own, without date, password or place at the top", async () => {
    const { author, post, source, parts, ben, now } = desk();
    const tag = parts.topics.create({ kind: "tag", name: "Trams" }, now());
    const { id } = post({ title: "Weekly", password: "tide", isSticky: true, tagIds: [tag] });
    const answer = await author.post(`/admin/posts/${id}/duplicate`).expect(303);
    const copy = source(Number(/\d+$/.exec(answer.headers.location!)![0]));
    expect(copy).toMatchObject({
      title: "Weekly (copy)",
      status: "draft",
      publishedAt: null,
      password: null,
    });
    expect(copy).toMatchObject({ isSticky: false, authorIds: [ben.id], slug: "weekly-copy" });
    expect(copy.tags.map(({ name }) => name)).toEqual(["Trams"]);
    expect(copy.bodySource).toBe(source(id).bodySource);
  });

  it("takes along what is typed and not saved", async () => {
    const { author, post, source } = desk();
    const { id, slug } = post({ title: "Weekly" });
    const { revision } = source(id);
    const typed = { ...form, title: "Weekly", body: "New words.", slug, version: String(revision) };
    const answer = await author.post(`/admin/posts/${id}/duplicate`, typed).expect(303);
    expect(source(Number(/\d+$/.exec(answer.headers.location!)![0])).bodySource).toBe("New words.");
    expect(source(id).bodySource).not.toBe("New words.");
  });

  it("is not for somebody else's post", async () => {
    const { contributor, post } = desk();
    await contributor.post(`/admin/posts/${post().id}/duplicate`).expect(403);
  });
});

describe("a quick edit in the list", () => {
  it("changes what stands in the row and nothing else", async () => {
    const { author, post, source, parts, now } = desk();
    const town = parts.topics.create({ kind: "category", name: "Town" }, now());
    const { id } = post({ title: "Rain", excerpt: "Wet.", password: "tide", bodySource: "It rains." });
    const list = await author.get(`/admin/posts?status=published&edit=${id}`).expect(200);
    expect(list.text).toContain("Quick edit: Rain");
    expect(list.text).toContain(`<form id="quick-form" method="post" action="/admin/posts/${id}/quick">`);
    const typed = {
      ...{ title: "Sun", slug: "sun", publishOn: "2026-02-01T08:00", tags: "Weather", "has-topics": "1" },
      ...{ categories: [String(town)], version: String(source(id).revision), back: "?status=published" },
    };
    const answer = await author.post(`/admin/posts/${id}/quick`, typed).expect(303);
    expect(answer.headers.location).toBe("/admin/posts?status=published");
    expect(source(id)).toMatchObject({
      ...{ title: "Sun", slug: "sun", publishedAt: new Date("2026-02-01T08:00:00Z"), commentsOpen: false },
      ...{ excerpt: "Wet.", password: "tide", bodySource: "It rains.", status: "published" },
      ...{ categoryIds: [town] },
    });
    expect(source(id).tags.map(({ name }) => name)).toEqual(["Weather"]);
  });

  it("publishes a draft, and leads a former address to the new one", async () => {
    const { author, post, source, reader } = desk();
    const draft = post({ title: "Soon", status: "draft", publishedAt: null });
    const version = String(source(draft.id).revision);
    await author
      .post(`/admin/posts/${draft.id}/quick`, { title: "Soon", state: "publish", version })
      .expect(303);
    expect(source(draft.id).status).toBe("published");
    const out = post({ title: "Out" });
    const moved = { title: "Out", slug: "far-out", version: String(source(out.id).revision) };
    await author
      .post(`/admin/posts/${out.id}/quick`, { ...moved, publishOn: "2026-03-01T11:00" })
      .expect(303);
    await reader.get(out.address).expect(301);
  });

  it("opens the whole editor where something is wrong, or the choice where somebody else was faster", async () => {
    const { author, post, source } = desk();
    const { id } = post({ title: "Rain" });
    const version = String(source(id).revision);
    const wrong = await author.post(`/admin/posts/${id}/quick`, { title: "", publishOn: "soon", version });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain("This is no date and time.");
    const stale = await author.post(`/admin/posts/${id}/quick`, { title: "Sun", version: "0" });
    expect(stale.headers.location).toContain("/asides/");
    expect(source(id).title).toBe("Rain");
  });
});

describe("editing several posts at once", () => {
  it("changes what was chosen in each, and leaves the rest", async () => {
    const { editor, post, source, parts, now, ada } = desk();
    const town = parts.topics.create({ kind: "category", name: "Town" }, now());
    const rain = parts.topics.create({ kind: "tag", name: "Rain" }, now());
    const ids = [post({ title: "One", tagIds: [rain] }).id, post({ title: "Two", status: "draft" }).id];
    const chosen = { do: "edit", ids: ids.map(String) };
    const asked = await editor.post("/admin/posts/bulk", chosen).expect(200);
    expect(asked.text).toContain("Edit 2 posts");
    const changes = {
      ...{ do: "edit", confirmed: "1", ids: ids.join(","), tags: "Trams", categories: [String(town)] },
      ...{ state: "publish", author: String(ada.id), comments: "closed", sticky: "yes" },
    };
    await editor.post("/admin/posts/bulk", changes).expect(303);
    for (const id of ids)
      expect(source(id)).toMatchObject({
        ...{ status: "published", categoryIds: [town], authorIds: [ada.id] },
        ...{ commentsOpen: false, isSticky: true },
      });
    expect(source(ids[0]!).tags.map(({ name }) => name)).toEqual(["Rain", "Trams"]);
    expect(parts.revisions.count(ids[0]!)).toBe(2);
  });

  it("is taken back by one button; what was saved since stays", async () => {
    const { editor, post, source, parts, now, ada, later } = desk();
    const [town, port] = ["Town", "Port"].map((name) =>
      parts.topics.create({ kind: "category", name }, now()),
    );
    const one = post({ title: "One", categoryIds: [] }).id;
    const two = post({ title: "Two", status: "draft", publishedAt: null }).id;
    const before = [source(one), source(two)];
    await editor
      .post("/admin/posts/bulk", {
        ...{ do: "edit", confirmed: "1", ids: `${one},${two}`, tags: "Trams", categories: [String(town)] },
        ...{ state: "publish", author: String(ada.id), comments: "closed", sticky: "yes" },
      })
      .expect(303);
    const { text } = await editor.get("/admin/posts").expect(200);
    const undo = Object.fromEntries(
      [...text.matchAll(/<input type="hidden" name="(do|changes|edits)" value="([^"]+)">/g)].map(
        ([, name, value]) => [name!, value!],
      ),
    );
    later(60_000);
    const { title, slug, revision } = source(one);
    const row = { title: `${title}!`, slug, version: String(revision), publishOn: "2026-03-01T11:00" };
    await editor
      .post(`/admin/posts/${one}/quick`, {
        ...{ ...row, "has-topics": "1", categories: [String(town), String(port)], tags: "Trams" },
        ...{ "has-sticky": "1", isSticky: "1" },
      })
      .expect(303);
    await editor.post("/admin/posts/bulk", undo).expect(303);
    expect((await editor.get("/admin/posts")).text).toContain("Taken back.");
    const same = ["status", "publishedAt", "tags", "authorIds", "commentsOpen", "isSticky"] as const;
    for (const was of before)
      for (const field of same) expect(source(was.id)[field], field).toEqual(was[field]);
    expect(source(one)).toMatchObject({ title: "One!", categoryIds: [port] });
    expect(source(two).categoryIds).toEqual([]);
  });

  it("is taken back in the working draft too", async () => {
    const { editor, post, source } = desk();
    const { id } = post({ title: "One" });
    const form = { title: "Draft", body: "Draft.", slug: "one", version: String(source(id).revision) };
    const saved = { ...form, visibility: "public", commentsOpen: "1", publishOn: "2026-03-01T11:00" };
    await editor.post(`/admin/posts/${id}`, { ...saved, do: "keep" }).expect(303);
    await editor.post("/admin/posts/bulk", { do: "edit", confirmed: "1", ids: String(id), tags: "Trams" });
    const { text } = await editor.get("/admin/posts");
    const edits = /name="edits" value="([^"]+)"/.exec(text)![1]!;
    await editor.post("/admin/posts/bulk", { do: "reinstate", changes: "", edits }).expect(303);
    expect(source(id)).toMatchObject({ title: "One", tags: [], hasDraft: true });
    const opened = await editor.get(`/admin/posts/${id}`).expect(200);
    expect(opened.text).toContain(">\nDraft.");
    expect(opened.text).not.toContain("Trams");
  });

  it("does no more than each person may, and names what was refused", async () => {
    const { contributor, author, post, source, cora, ada } = desk();
    const own = post({ title: "Mine", status: "draft", publishedAt: null, authorIds: [cora.id] }).id;
    const other = post({ title: "Theirs" }).id;
    const changes = {
      do: "edit",
      confirmed: "1",
      ids: `${own},${other}`,
      state: "publish",
      author: String(ada.id),
    };
    await contributor.post("/admin/posts/bulk", changes).expect(303);
    expect(source(own)).toMatchObject({ status: "pending", authorIds: [cora.id] });
    expect(source(other).authorIds).not.toContain(ada.id);
    const untitled = post({ title: "", status: "draft", publishedAt: null, bodySource: "x" }).id;
    await author.post("/admin/posts/bulk", { ...changes, ids: String(untitled), tags: "x".repeat(101) });
    const { text } = await author.get("/admin/posts");
    expect(text).toContain("These need another look first: (no title)");
  });

  it("asks for a change where none was chosen", async () => {
    const { editor, post } = desk();
    await editor
      .post("/admin/posts/bulk", { do: "edit", confirmed: "1", ids: String(post().id) })
      .expect(303);
    expect((await editor.get("/admin/posts")).text).toContain("Nothing was chosen to change.");
  });
});

describe("the trash", () => {
  it("keeps a post for thirty days, from which it comes back as it was", async () => {
    const { author, post, parts, at, reader, signedIn, ben } = desk();
    const { id, address } = post({ title: "Oops" });
    await author.post(`/admin/posts/${id}`, { ...form, title: "Oops", do: "trash" }).expect(303);
    expect((await author.get("/admin/posts")).text).toContain('name="do" value="restore"');
    expect((await author.get(`/admin/posts/${id}`)).text).toContain("deleted permanently on March 31, 2026");
    await reader.get(address).expect(404);
    at("2026-03-31T11:59:00Z");
    parts.due.look();
    await signedIn(ben)
      .post("/admin/posts/bulk", { do: "restore", ids: String(id) })
      .expect(303);
    await reader.get(address).expect(200);
  });
});
