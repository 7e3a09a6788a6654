import { describe, expect, it } from "vitest";
import { deskOfTwo } from "../support/desk.ts";

describe("several posts at once", () => {
  it("are thrown away, brought back by undo, and counted", async () => {
    const { editor, post, source } = deskOfTwo();
    const ids = [post({ title: "One" }).id, post({ title: "Two", status: "draft" }).id];
    const done = await editor.post("/admin/posts/bulk", { do: "trash", ids, back: "?status=published" });
    expect(done.headers.location).toBe("/admin/posts?status=published");
    expect(ids.map((id) => source(id).status)).toEqual(["trash", "trash"]);
    const page = (await editor.get("/admin/posts")).text;
    expect(page).toContain("2 moved to the trash.");
    expect(page).toContain("Undo");
    await editor.post("/admin/posts/bulk", { do: "restore", ids: ids.join(",") }).expect(303);
    expect(ids.map((id) => source(id).status)).toEqual(["published", "draft"]);
  });

  it("are published and put back exactly as they were", async () => {
    const { editor, post, source } = deskOfTwo();
    const { id } = post({ status: "pending", publishedAt: null });
    await editor.post("/admin/posts/bulk", { do: "publish", ids: [id] }).expect(303);
    expect(source(id).status).toBe("published");
    const [, changes] = /name="changes" value="([^"]*)"/.exec((await editor.get("/admin/posts")).text)!;
    await editor.post("/admin/posts/bulk", { do: "reinstate", changes }).expect(303);
    expect(source(id)).toMatchObject({ status: "pending", publishedAt: null });
  });

  it("stay in the trash where somebody threw them away before an undo", async () => {
    const { editor, post, source } = deskOfTwo();
    const { id } = post({ title: "Tram" });
    await editor.post("/admin/posts/bulk", { do: "draft", ids: [id] }).expect(303);
    const [, changes] = /name="changes" value="([^"]*)"/.exec((await editor.get("/admin/posts")).text)!;
    await editor.post("/admin/posts/bulk", { do: "trash", ids: [id] }).expect(303);
    await editor.post("/admin/posts/bulk", { do: "reinstate", changes }).expect(303);
    expect(source(id).status).toBe("trash");
  });

  it("are deleted for good only from the trash and after a question", async () => {
    const { editor, reader, post, source, parts } = deskOfTwo();
    const kept = post({ title: "Kept" });
    const gone = post({ title: "Gone <b>" });
    await editor.post("/admin/posts/bulk", { do: "delete", ids: [kept.id], confirmed: "1" });
    expect(source(kept.id).status).toBe("published");
    await editor.post("/admin/posts/bulk", { row: `trash ${gone.id}` }).expect(303);
    const question = await editor.post("/admin/posts/bulk", { do: "delete", ids: [gone.id] }).expect(200);
    expect(question.text).toContain("Delete permanently?");
    expect(question.text).toContain("Gone &lt;b&gt;");
    expect(parts.desk.findSource(gone.id)).toBeDefined();
    await editor.post("/admin/posts/bulk", { do: "delete", ids: [gone.id], confirmed: "1" }).expect(303);
    expect(parts.desk.findSource(gone.id)).toBeUndefined();
    await reader.get(gone.address).expect(410);
  });

  it("are left alone where nothing was chosen, or nothing that is one's own", async () => {
    const { author, contributor, post, source, ada, cora } = deskOfTwo();
    const foreign = post({ authorIds: [ada.id] }).id;
    const draft = post({ status: "draft", authorIds: [cora.id] }).id;
    await author.post("/admin/posts/bulk", { do: "", ids: [foreign] }).expect(303);
    expect((await author.get("/admin/posts")).text).toContain("Choose what to do with the ticked rows.");
    for (const verb of ["trash", "draft"])
      await author.post("/admin/posts/bulk", { do: verb, ids: [foreign] }).expect(303);
    const changes = `${foreign} draft -,${draft} published 2026-01-01T00:00:00.000Z,x,${draft} trash -`;
    await author.post("/admin/posts/bulk", { do: "reinstate", changes }).expect(303);
    await contributor.post("/admin/posts/bulk", { do: "publish", ids: [draft] }).expect(303);
    await contributor.post("/admin/posts/bulk", { do: "reinstate", changes }).expect(303);
    expect([source(foreign).status, source(draft).status]).toEqual(["published", "draft"]);
  });
});

describe("editing several posts at once", () => {
  it("changes what was chosen in each, and leaves the rest", async () => {
    const { editor, post, source, parts, now, ada } = deskOfTwo();
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
    const { editor, post, source, parts, now, ada, later } = deskOfTwo();
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
    const { editor, post, source } = deskOfTwo();
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
    const { contributor, author, post, source, cora, ada } = deskOfTwo();
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
    const { editor, post } = deskOfTwo();
    await editor
      .post("/admin/posts/bulk", { do: "edit", confirmed: "1", ids: String(post().id) })
      .expect(303);
    expect((await editor.get("/admin/posts")).text).toContain("Nothing was chosen to change.");
  });
});
