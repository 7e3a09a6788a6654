import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

const BODY = "The tram opens in May.\n\nIt has ten stops.\n\nTickets cost two crowns.";

/** A post that is out, by Ben; Edda edits it too. */
function desk(draft: Parameters<ReturnType<typeof newsroom>["post"]>[0] = {}) {
  const room = newsroom();
  room.parts.settings.update("general", { timeZone: "UTC" }, room.now());
  const edda = room.user("Edda Editor", "editor");
  const editor = room.signedIn(edda);
  const { id, address } = room.post({ title: "Tram", bodySource: BODY, ...draft });
  const source = () => room.parts.desk.findSource(id)!;
  const form = (changes: object = {}) => ({
    ...{ title: source().title, body: source().bodySource, visibility: "public", commentsOpen: "1" },
    ...{ slug: source().slug, version: String(source().revision), publishOn: "2026-03-01T11:00", ...changes },
  });
  const plan = (changes: object, applyOn = "2026-03-02T08:00", who = room.author) =>
    who.post(`/admin/posts/${id}`, form({ ...changes, do: "plan", applyOn }));
  const save = (changes: object, who = editor) =>
    who.post(`/admin/posts/${id}`, form({ ...changes, do: "update" }));
  return { ...room, edda, editor, id, address, source, form, plan, save };
}

describe("a change planned for a post that is out", () => {
  it("is seen by nobody before its hour, and by everybody from then on", async () => {
    const { plan, reader, address, at, author, id, parts, source } = desk();
    await plan({ title: "Tram opens", body: BODY.replace("in May", "today") }).expect(303);
    expect((await author.get(`/admin/posts/${id}`)).text).toContain(
      "Ben Author planned a change for March 2, 2026",
    );
    at("2026-03-02T07:59:59.999Z");
    for (const path of [address, "/", "/feed", "/search?q=tram"]) {
      const { text } = await reader.get(path).expect(200);
      expect(text, path).not.toMatch(/Tram opens|opens today/);
    }
    at("2026-03-02T08:00:00Z");
    for (const path of ["/", "/feed", address, "/search?q=tram"])
      expect((await reader.get(path).expect(200)).text, path).toMatch(/Tram(<\/mark>)? opens/);
    expect(source()).toMatchObject({ title: "Tram opens", status: "published" });
    expect(parts.plans.find(id)).toBeUndefined();
    expect(parts.revisions.list(id, { limit: 1, offset: 0 })[0]).toMatchObject({
      kind: "updated",
      by: "Ben Author",
    });
  });

  it("is merged with what others saved in the meantime", async () => {
    const { plan, save, reader, address, at, source, parts, now } = desk();
    const [trams] = parts.topics.findOrCreateTags(["Trams"], now());
    await plan({ body: BODY.replace("in May", "today"), tags: "News" }).expect(303);
    await save({ body: BODY.replace("two crowns", "three crowns"), excerpt: "Soon.", tags: "Trams" }).expect(
      303,
    );
    expect((await reader.get(address)).text).toContain("three crowns");
    at("2026-03-02T08:00:00Z");
    const { text } = await reader.get(address).expect(200);
    expect(text).toContain("The tram opens today.");
    expect(text).toContain("Tickets cost three crowns.");
    expect(source().excerpt).toBe("Soon.");
    expect(
      source()
        .tags.map(({ name }) => name)
        .sort(),
    ).toEqual(["News", "Trams"]);
    expect(trams).toBeDefined();
  });

  it("has it where both changed the same; what it replaced is in the history, and a note says so", async () => {
    const { plan, save, reader, address, at, author, id } = desk();
    await plan({ body: BODY.replace("ten stops", "twelve stops") }).expect(303);
    await save({ body: BODY.replace("ten stops", "eleven stops") }).expect(303);
    at("2026-03-02T08:00:00Z");
    expect((await reader.get(address)).text).toContain("twelve stops");
    const notes = await author.get(`/admin/posts/${id}/notes`).expect(200);
    expect(notes.text).toContain("took the place of something that others had changed");
    const history = await author.get(`/admin/posts/${id}/revisions/compare?from=2&to=3`).expect(200);
    expect(history.text).toContain("eleven");
  });

  it("is made after downtime by whatever looks first", async () => {
    const { plan, at, source, parts, admin } = desk();
    await plan({ title: "Late" }).expect(303);
    at("2026-03-02T09:00:00Z");
    await admin.get("/healthz").expect(200);
    parts.watch.look();
    expect(source().title).toBe("Late");
  });

  it("leaves the working draft of somebody else alone, and that goes on from it", async () => {
    const { plan, editor, form, reader, address, at, id, source, parts } = desk();
    await plan({ body: BODY.replace("in May", "today") }).expect(303);
    await editor
      .post(`/admin/posts/${id}`, form({ body: BODY.replace("two crowns", "three crowns"), do: "keep" }))
      .expect(303);
    at("2026-03-02T08:00:00Z");
    const { text } = await reader.get(address).expect(200);
    expect(text).toContain("opens today");
    expect(text).toContain("two crowns");
    expect(parts.drafts.find(id)).toBeDefined();
    const typed = parts.history.typedIn(source(), parts.drafts.find(id)!);
    expect(typed.body).toContain("opens today");
    expect(typed.body).toContain("three crowns");
  });

  it("is not offered back as words that were never saved", async () => {
    const { plan, author, id } = desk();
    const tab = "0123456789abcdef";
    await plan({ title: "Tram opens", tab }).expect(303);
    expect((await author.get(`/admin/posts/${id}`)).text).toMatch(new RegExp(`data-tabs="[^"]*${tab}@1`));
  });

  it("sets aside what was planned before, and leaves a working draft that it did not begin from", async () => {
    const { plan, author, editor, form, id, parts } = desk();
    const opened = form();
    await plan({ body: BODY.replace("May", "June") }).expect(303);
    await author
      .post(`/admin/posts/${id}`, form({ do: "keep", body: BODY.replace("ten", "nine") }))
      .expect(303);
    const second = { ...opened, do: "plan", applyOn: "2026-03-03T08:00", body: BODY.replace("two", "four") };
    await editor.post(`/admin/posts/${id}`, second).expect(303);
    const page = (await author.get(`/admin/posts/${id}`).expect(200)).text;
    expect(page).toContain("has nine stops");
    expect(page).toMatch(/What you sent .* is set aside/);
    const kinds = parts.revisions.list(id, { limit: 9, offset: 0 }).map(({ kind }) => kind);
    expect(kinds).toEqual(["aside", "drafted", "kept"]);
    expect(parts.revisions.findSnapshot(id, 3)!.body).toContain("opens in June");
    expect(parts.plans.find(id)!.change.body).toContain("four crowns");
  });

  it("is put over the working draft in the editor, and its buttons lose nothing that is typed", async () => {
    const { plan, author, editor, form, id, source, parts } = desk();
    await plan({ body: BODY.replace("May", "June") }).expect(303);
    await editor
      .post(`/admin/posts/${id}`, form({ do: "keep", body: BODY.replace("ten", "nine") }))
      .expect(303);
    const { text } = await author.post(
      `/admin/posts/${id}`,
      form({ do: "plan-edit", body: BODY.replace("ten", "nine").replace("two", "three") }),
    );
    expect(text).toMatch(/opens in June[^<]*has nine stops[^<]*cost three crowns/);
    const typed = { do: "plan-cancel", body: BODY.replace("two", "five") };
    await author.post(`/admin/posts/${id}`, form(typed)).expect(303);
    expect(parts.history.typedIn(source(), parts.drafts.find(id)!).body).toContain("five crowns");
    expect((await author.get(`/admin/posts/${id}`)).text).toContain("is set aside in the history");
  });

  it("is looked at, taken into the editor, made at once or cancelled without losing it", async () => {
    const { plan, author, form, id, source, reader, address } = desk();
    const act = (action: string) => author.post(`/admin/posts/${id}`, form({ do: action }));
    await plan({ title: "Planned title" }).expect(303);
    expect((await act("plan-preview").expect(200)).text).toContain("Planned title");
    expect((await act("plan-edit").expect(200)).text).toMatch(/Planned title<\/textarea>/);
    expect(source().title).toBe("Tram");
    await act("plan-cancel").expect(303);
    const kept = await author.get(`/admin/posts/${id}`).expect(200);
    expect(kept.text).toMatch(/Planned title<\/textarea>/);
    expect((await reader.get(address)).text).not.toContain("Planned title");
    await plan({ title: "Planned again" }).expect(303);
    await act("plan-now").expect(303);
    expect((await reader.get(address)).text).toContain("Planned again");
    await act("plan-now").expect(303);
    expect((await author.get("/admin")).text).toContain("Nothing is planned any more.");
  });

  it("is marked in the lists, with its hour", async () => {
    const { plan, author, admin, at, id, parts, post, user, signedIn } = desk();
    await plan({ title: "Tram opens" }).expect(303);
    expect((await author.get("/admin/posts")).text).toContain("Change planned for Mar 2, 2026, 8:00 AM");
    const cora = signedIn(user("Cora", "contributor"));
    expect((await cora.get("/admin/posts")).text).not.toContain("Change planned");
    const page = post({ kind: "page", title: "About" }).id;
    const typed = { title: "About us", body: "x", do: "plan", applyOn: "2026-12-03T09:00", version: "1" };
    await admin.post(`/admin/pages/${page}`, typed).expect(303);
    expect((await admin.get("/admin/pages")).text).toContain("Change planned for Dec 3, 2026, 9:00 AM");
    parts.content.prepare("UPDATE posts SET status = 'private' WHERE id = ?").run(id);
    parts.content.prepare("UPDATE planned_changes SET user_id = NULL WHERE post_id = ?").run(id);
    at("2026-03-02T08:00:00Z");
    expect((await admin.get("/admin/posts")).text).toContain(
      "A change planned for Mar 2, 2026, 8:00 AM was not made",
    );
  });

  it("needs an hour ahead and a form that fits, and keeps what was typed", async () => {
    const { plan, contributor, parts, id } = (() => {
      const room = desk();
      return { ...room, contributor: room.signedIn(room.user("Cora", "contributor")) };
    })();
    const past = await plan({ title: "Mine" }, "2026-02-01T08:00").expect(422);
    expect(past.text).toContain("Choose a time ahead");
    expect(past.text).toMatch(/Mine<\/textarea>/);
    await plan({ title: "" }, "soon").expect(422);
    await plan({ title: "Mine" }, "2026-03-02T08:00", contributor).expect(403);
    expect(parts.plans.find(id)).toBeUndefined();
  });

  it("is not made by the rights of who lost them, nor on what is not out; both are told", async () => {
    const first = desk();
    await first.plan({ title: "By Ben" }).expect(303);
    first.parts.content.prepare("UPDATE users SET role = 'contributor' WHERE id = ?").run(first.ben.id);
    first.at("2026-03-02T08:00:00Z");
    expect((await first.reader.get(first.address)).text).not.toContain("By Ben");
    const told = await first.editor.get(`/admin/posts/${first.id}`).expect(200);
    expect(told.text).toContain("whoever planned it may not publish this any more");
    const second = desk();
    await second.plan({ title: "Too late" }).expect(303);
    await second.author.post("/admin/posts/bulk", { do: "draft", ids: String(second.id) });
    second.at("2026-03-02T08:00:00Z");
    await second.reader.get(second.address).expect(404);
    expect(second.source().title).toBe("Tram");
    expect((await second.author.get(`/admin/posts/${second.id}`)).text).toContain(
      "this was not published then",
    );
  });
});
