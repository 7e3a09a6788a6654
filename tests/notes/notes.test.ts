import { describe, expect, it } from "vitest";
import { placeNotes, quoteOf, threadsOf, type Note } from "../../src/notes/note.ts";
import { newsroom } from "../support/newsroom.ts";

const BODY = "First part.\n\nSecond part with more words.\n\n- one\n- two";

/** A draft of Ben's, and the address of a link to it. */
async function shared(draft: Parameters<ReturnType<typeof newsroom>["post"]>[0] = {}) {
  const room = newsroom();
  const { author, post, browser } = room;
  const { id, address } = post({
    ...{ title: "Secret plans", bodySource: BODY, status: "draft", publishedAt: null, ...draft },
  });
  await author.post(`/admin/posts/${id}/links`, { name: "Rita Reviewer", days: "7" }).expect(303);
  const { text } = await author.get(`/admin/posts/${id}/links`).expect(200);
  const link = new URL(/readonly value="([^"]+)"/.exec(text)![1]!).pathname;
  return { ...room, id, address, link, reviewer: browser() };
}

describe("a preview link", () => {
  it("shows a draft to whoever has it, and to no cache, robot or address elsewhere", async () => {
    const { reviewer, link } = await shared();
    const { text, headers } = await reviewer.get(link).expect(200);
    expect(text).toContain("Secret plans");
    expect(text).toContain("Second part with more words.");
    expect(text).toContain('<meta name="robots" content="noindex, nofollow">');
    expect(headers).toMatchObject({
      ...{
        "cache-control": "private, no-store",
        "x-robots-tag": "noindex",
        "referrer-policy": "no-referrer",
      },
    });
    expect(text).not.toContain("/admin");
  });

  it("cannot be made up, altered or used after its time", async () => {
    const { reviewer, link, at, admin, id } = await shared();
    const [payload, expires, signature] = link.slice("/preview/".length).split(".");
    const other = Buffer.from("2").toString("base64url");
    for (const forged of [
      "x",
      `${payload}.${expires}.x`,
      `${other}.${expires}.${signature}`,
      `${payload}.zzzzzzzz.${signature}`,
    ]) {
      const { text } = await reviewer.get(`/preview/${forged}`).expect(410);
      expect(text).not.toContain("Secret plans");
    }
    at("2026-03-08T11:59:59Z");
    await reviewer.get(link).expect(200);
    at("2026-03-08T12:00:00Z");
    const over = await reviewer.get(link).expect(410);
    expect(over.text).toContain("This link works no more");
    expect(over.headers["cache-control"]).toBe("private, no-store");
    await reviewer.post(link, { text: "Late", name: "Rita" }).expect(410);
    expect((await admin.get(`/admin/posts/${id}/links`)).text).not.toContain(link);
  });

  it("works no more once it is revoked, or the post was thrown away", async () => {
    const { reviewer, link, author, id } = await shared();
    await author.post("/admin/posts/bulk", { do: "trash", ids: String(id) });
    await reviewer.get(link).expect(410);
    await author.post("/admin/posts/bulk", { do: "restore", ids: String(id) });
    await reviewer.get(link).expect(200);
    await author.post(`/admin/posts/${id}/links/1`).expect(303);
    await reviewer.get(link).expect(410);
    await reviewer.post(link, { text: "Still here?", name: "Rita" }).expect(410);
  });

  it("stays dead though its number is given to another, and shows nothing of a post in the trash", async () => {
    const { reviewer, link, author, post, id, parts } = await shared();
    await author.post(`/admin/posts/${id}/links/${parts.previewLinks.list(id)[0]!.id}`).expect(303);
    await reviewer.get(link).expect(410);
    const other = post({ title: "Top secret", status: "draft", publishedAt: null });
    await author.post(`/admin/posts/${other.id}/links`, { name: "Rita", days: "7" }).expect(303);
    await reviewer.get(link).expect(410);

    const out = await shared({ status: "published", publishedAt: new Date("2026-03-01T11:00:00Z") });
    const keep = { do: "keep", title: "Secret plans", body: "Not for readers." };
    await out.author.post(`/admin/posts/${out.id}`, keep).expect(303);
    expect((await out.reviewer.get(out.link).expect(200)).text).toContain("Not for readers.");
    await out.author.post("/admin/posts/bulk", { do: "trash", ids: String(out.id) }).expect(303);
    expect((await out.reviewer.get(out.link).expect(410)).text).not.toContain("Not for readers.");
  });

  it("leads to the post once that is out, but shows what only some may read", async () => {
    const { reviewer, link, author, id, parts } = await shared();
    await author.post("/admin/posts/bulk", { do: "publish", ids: String(id) });
    const post = parts.posts.findAny(id)!;
    const answer = await reviewer.get(link).expect(303);
    expect(answer.headers.location).toBe(parts.paths.post(post));
    const locked = await shared({
      status: "published",
      publishedAt: new Date("2026-03-01T10:00:00Z"),
      password: "tide",
    });
    await locked.reviewer.get(locked.link).expect(200);
  });

  it("shows the working draft of a post that is out, and says so; without one it leads to the post", async () => {
    const { reviewer, link, author, id, address, reader, parts } = await shared({
      ...{ status: "published", publishedAt: new Date("2026-03-01T10:00:00Z") },
    });
    const answer = await reviewer.get(link).expect(303);
    expect(answer.headers.location).toBe(address);
    const send = (form: object) =>
      author.post(`/admin/posts/${id}`, {
        ...{ title: "Secret plans", visibility: "public", commentsOpen: "1", publishOn: "2026-03-01T10:00" },
        ...{ slug: "secret-plans", version: String(parts.desk.findSource(id)!.revision), ...form },
      });
    await send({ do: "keep", body: BODY.replace("more words", "better words") }).expect(303);
    const { text, headers } = await reviewer.get(link).expect(200);
    expect(text).toContain("Second part with better words.");
    expect(text).toContain("Unpublished changes");
    expect(text).toContain("These changes are not published yet.");
    expect(headers).toMatchObject({ "cache-control": "private, no-store", "x-robots-tag": "noindex" });
    expect((await reader.get(address)).text).toContain("Second part with more words.");
    expect(parts.drafts.find(id)).toBeDefined();

    await reviewer.post(link, { block: "1", text: "Better than what?", name: "Rita" }).expect(303);
    const own = await author.get(`/admin/posts/${id}/notes`).expect(200);
    expect(own.text).toMatch(/id="block-2"[\s\S]*better words[\s\S]*Better than what\?[\s\S]*id="block-3"/);
    await send({
      do: "update",
      body: `New opening.\n\n${BODY.replace("more words", "better words")}`,
    }).expect(303);
    await reviewer.get(link).expect(303);
    const after = await author.get(`/admin/posts/${id}/notes`).expect(200);
    expect(after.text).toMatch(/id="block-3"[\s\S]*better words[\s\S]*Better than what\?[\s\S]*id="block-4"/);
  });

  it("shows a working draft though a date in it has passed", async () => {
    const { reviewer, link, author, id, at } = await shared({
      ...{ status: "published", publishedAt: new Date("2026-03-01T10:00:00Z") },
    });
    const draft = { do: "keep", title: "Plans", body: "Other words.", slug: "secret-plans", version: "1" };
    await author.post(`/admin/posts/${id}`, { ...draft, expiresOn: "2026-03-02T10:00" }).expect(303);
    at("2026-03-03T10:00:00Z");
    expect((await reviewer.get(link).expect(200)).text).toContain("Other words.");
  });

  it("is made by whoever may edit the post, for a name and a while", async () => {
    const { author, admin, user, signedIn, id, post, ada } = await shared();
    const contributor = signedIn(user("Cora", "contributor"));
    const other = post({ title: "Theirs", status: "draft", authorIds: [ada.id] });
    await author.post(`/admin/posts/${other.id}/links`, { name: "Me", days: "7" }).expect(404);
    await contributor.get(`/admin/posts/${id}/links`).expect(404);
    await admin.post(`/admin/posts/${id}/links`, { name: "", days: "7" }).expect(422);
    await admin.post(`/admin/posts/${id}/links`, { name: "Rita", days: "9999" }).expect(422);
    await author.post(`/admin/posts/${other.id}/links/1`).expect(404);
  });

  it("counts nobody as a reader", async () => {
    const { reviewer, link, id, parts } = await shared();
    await reviewer.get(link);
    parts.counter.flush();
    expect(parts.stats.totals([id]).get(id) ?? 0).toBe(0);
  });
});

describe("notes", () => {
  it("are left by a reviewer on a part, answered and ticked off by the author", async () => {
    const { reviewer, link, author, id } = await shared();
    const left = await reviewer.post(link, { block: "1", text: "Really <more>?", name: "Rita" }).expect(303);
    expect(left.headers.location).toBe(`${link}#note-1`);
    expect((await author.get("/admin/posts")).text).toContain("1 note");
    const page = await author.get(`/admin/posts/${id}/notes`).expect(200);
    expect(page.text).toMatch(
      /id="block-2"[\s\S]*Second part[\s\S]*Rita[\s\S]*Really &lt;more&gt;\?[\s\S]*id="block-3"/,
    );
    await author.post(`/admin/posts/${id}/notes`, { parent: "1", text: "Cut it." }).expect(303);
    await author.post(`/admin/posts/${id}/notes/1`).expect(303);
    const seen = await reviewer.get(link).expect(200);
    expect(seen.text).toMatch(/Ben Author[\s\S]*Cut it\.[\s\S]*Ticked off/);
    expect(seen.text).toContain("nothing waits");
    await author.post(`/admin/posts/${id}/notes/1`).expect(303);
    expect((await reviewer.get(link)).text).toContain("1 note waits");
  });

  it("stay with the words they were written about, though the text changed meanwhile", async () => {
    const { reviewer, link, author, id, parts } = await shared();
    const { bodySource } = parts.desk.findSource(id)!;
    await author
      .post(`/admin/posts/${id}`, {
        do: "draft",
        title: "Changed",
        body: `A new beginning.\n\n${bodySource}`,
      })
      .expect(303);
    const note = { block: "1", quote: "Second part.", text: "Really?", name: "Rita" };
    await reviewer.post(link, note).expect(303);
    await reviewer.post(link, { ...note, quote: "Words of yesterday." }).expect(303);
    const { text } = await author.get(`/admin/posts/${id}/notes`).expect(200);
    expect(text).toMatch(/changed since[\s\S]*Words of yesterday\.[\s\S]*id="block-1"/);
    expect(text).toMatch(/id="block-3"[\s\S]*Second part[\s\S]*Really\?[\s\S]*id="block-4"/);
    const refused = await reviewer.post(link, { ...note, text: "" }).expect(422);
    expect(refused.text).toContain('id="note-block-2" open');
  });

  it("need words and a name, and lose nothing that was typed", async () => {
    const { reviewer, link } = await shared();
    const { text } = await reviewer.post(link, { block: "1", text: "A long thought.", name: "" }).expect(422);
    expect(text).toMatch(/id="note-block-1" open>[\s\S]*A long thought\.[\s\S]*id="error-note-block-1-name"/);
    await reviewer.post(link, { text: "x".repeat(5001), name: "Rita" }).expect(422);
    await reviewer.post(link, { text: "Answer", name: "Rita", parent: "77" }).expect(404);
  });

  it("are ticked off by authors alone, and reach no other post", async () => {
    const { reviewer, link, author, post, id } = await shared();
    await reviewer.post(link, { text: "Well.", name: "Rita" });
    const other = post({ title: "Other" });
    await author.post(`/admin/posts/${other.id}/notes/1`).expect(404);
    await author.post(`/admin/posts/${other.id}/notes`, { parent: "1", text: "Hm." }).expect(404);
    await reviewer
      .post(`/admin/posts/${id}/notes/1`)
      .expect(303)
      .expect("location", /^\/login/);
    expect((await author.get(`/admin/posts/${id}/notes`)).text).toContain("1 note waits");
  });

  it("are slowed down where one network leaves too many", async () => {
    const { reviewer, link } = await shared();
    for (let count = 0; count < 20; count += 1) await reviewer.post(link, { text: `${count}`, name: "Rita" });
    await reviewer.post(link, { text: "One more", name: "Rita" }).expect(429);
  });

  it("are shown to no reader", async () => {
    const { reviewer, link, author, id, reader, parts } = await shared();
    await reviewer.post(link, { text: "Xylophone", name: "Rita" });
    await author.post("/admin/posts/bulk", { do: "publish", ids: String(id) });
    const address = parts.paths.post(parts.posts.findAny(id)!);
    for (const path of [address, "/", "/feed", "/comments/feed"])
      expect((await reader.get(path)).text, path).not.toContain("Xylophone");
    expect((await reader.get("/search?q=Xylophone")).text).toContain("Nothing was found");
  });
});

describe("where a note stands in a text that changed", () => {
  const note = (block: number, quote: string): Note => ({
    ...{
      id: block + 1,
      parentId: null,
      kind: "note",
      userId: null,
      author: "Rita",
      block,
      quote,
      text: "Hm",
    },
    ...{ at: new Date(0), resolvedAt: null },
  });
  const texts = (...list: string[]) => list.map((text) => ({ text }));
  const placeOf = (one: Note, ...list: string[]) =>
    [...placeNotes(threadsOf([one]), texts(...list)).beside.keys()][0];

  it("is beside the same words, wherever they went", () => {
    expect(placeOf(note(0, "The sea."), "New opening.", "The town.", "The sea.")).toBe(2);
    expect(placeOf(note(2, "Same."), "Same.", "Else.", "Else.", "Same.")).toBe(3);
  });

  it("is beside words that were mended", () => {
    expect(
      placeOf(
        note(1, "The ships leave at nine in the morning."),
        "Intro.",
        "Ships leave at ten in the morning.",
      ),
    ).toBe(1);
  });

  it("is apart where its words are gone", () => {
    const { lost } = placeNotes(threadsOf([note(0, "The ships leave.")]), texts("Nothing of it."));
    expect(lost).toHaveLength(1);
  });

  it("knows long parts by their beginning", () => {
    const long = "word ".repeat(200);
    expect(placeOf(note(0, quoteOf(long)), "Intro", long)).toBe(1);
  });
});
