import { describe, expect, it } from "vitest";
import { deskOfTwo } from "../support/desk.ts";

const form = { body: "Words.", commentsOpen: "1", visibility: "public" };

describe("returning a post with a note", () => {
  it("makes it a draft again, and its author reads why above the text", async () => {
    const { contributor, editor, post, cora, source, reader } = deskOfTwo();
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
    const { contributor, editor, post, cora, source, parts } = deskOfTwo();
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
    const { contributor, post, cora, parts } = deskOfTwo();
    const { id } = post({ title: "Mine", status: "pending", publishedAt: null, authorIds: [cora.id] });
    await contributor.post(`/admin/posts/${id}`, { ...form, title: "Mine", do: "return", returnNote: "I." });
    expect(parts.notes.list(id)).toEqual([]);
  });
});

describe("duplicating", () => {
  it("makes a draft of its own, without date, password or place at the top", async () => {
    const { author, post, source, parts, ben, now } = deskOfTwo();
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
    const { author, post, source } = deskOfTwo();
    const { id, slug } = post({ title: "Weekly" });
    const { revision } = source(id);
    const typed = { ...form, title: "Weekly", body: "New words.", slug, version: String(revision) };
    const answer = await author.post(`/admin/posts/${id}/duplicate`, typed).expect(303);
    expect(source(Number(/\d+$/.exec(answer.headers.location!)![0])).bodySource).toBe("New words.");
    expect(source(id).bodySource).not.toBe("New words.");
  });

  it("is not for somebody else's post", async () => {
    const { contributor, post } = deskOfTwo();
    await contributor.post(`/admin/posts/${post().id}/duplicate`).expect(403);
  });
});

describe("the trash", () => {
  it("keeps a post for thirty days, from which it comes back as it was", async () => {
    const { author, post, parts, at, reader, signedIn, ben } = deskOfTwo();
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
