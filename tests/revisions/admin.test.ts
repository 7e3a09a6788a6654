import { describe, expect, it } from "vitest";
import { draftOf } from "../support/drafts.ts";
import { newsroom } from "../support/newsroom.ts";
import { complaintsAbout } from "../support/valid-html.ts";

function desk() {
  const room = newsroom();
  const { parts } = room;
  const edith = room.user("Edith Editor", "editor");
  const carl = room.user("Carl Contributor", "contributor");
  const find = (id: number) => parts.desk.findSource(id)!;
  const history = (id: number) => parts.revisions.list(id, { limit: 1000, offset: 0 }).toReversed();
  const kinds = (id: number) => history(id).map(({ kind }) => kind);
  /** Sends the form of a new post and returns its id. */
  const write = async (form: Record<string, unknown> = {}, who = room.author) => {
    const sent = { do: "draft", title: "Tides", body: "High.", commentsOpen: "1", ...form };
    const answer = await who.post("/admin/posts", sent).expect(303);
    return Number(/\d+$/.exec(answer.headers.location!)![0]);
  };
  /** Sends the form of a post as it stands in the editor, with changes. */
  const save = (id: number, form: Record<string, unknown> = {}, who = room.author) => {
    const post = find(id);
    const stored = {
      ...{ do: "update", title: post.title, slug: post.slug, body: post.bodySource, excerpt: post.excerpt },
      ...{ version: String(post.revision), tags: post.tags.map(({ name }) => name).join(", ") },
      ...{ categories: post.categoryIds, authors: post.authorIds, position: String(post.position) },
      ...(post.commentsOpen && { commentsOpen: "1" }),
      ...(post.isSticky && { isSticky: "1" }),
      ...(post.parentId && { parent: String(post.parentId) }),
    };
    return who.post(`/admin/${post.kind}s/${id}`, { ...stored, ...form }).expect(303);
  };
  const restore = (id: number, number: number, who = room.author) => {
    const { kind, revision } = find(id);
    return who.post(`/admin/${kind}s/${id}/revisions/${number}/restore`, { version: String(revision) });
  };
  return {
    ...{ ...room, edith, carl, find, history, kinds, write, save, restore },
    editor: room.signedIn(edith),
    contributor: room.signedIn(carl),
  };
}

describe("the history of a post", () => {
  it("has a revision of every save that changed something, with who and when", async () => {
    const { author, editor, write, save, history, kinds, later } = desk();
    const id = await write();
    later(60_000);
    await save(id, { do: "draft", body: "Low." });
    await save(id, { do: "publish" });
    await save(id, { title: "Tide tables" }, editor);
    await save(id, { do: "draft" });
    expect(kinds(id)).toEqual(["created", "saved", "published", "updated", "saved"]);
    expect(history(id).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5]);
    expect(history(id).map(({ by }) => by)).toEqual([
      ...["Ben Author", "Ben Author", "Ben Author", "Edith Editor", "Ben Author"],
    ]);
    expect(history(id)[1]).toMatchObject({
      at: new Date("2026-03-01T12:01:00Z"),
      wordsAdded: 1,
      wordsRemoved: 1,
    });
    const page = (await author.get(`/admin/posts/${id}/revisions`).expect(200)).text;
    for (const word of ["Revision 5", "Created", "Saved", "Published", "Updated", "Edith Editor"])
      expect(page).toContain(word);
    expect(page).toContain("1 added, 1 removed");
    expect(page).toContain("The same words");
    expect((await author.get(`/admin/posts/${id}`)).text).toContain("History (5 revisions)");
  });

  it("has no revision of a save that changed nothing, of a preview, of the trash", async () => {
    const { author, write, save, kinds, find } = desk();
    const id = await write({ do: "publish" });
    await save(id);
    await author
      .post(`/admin/posts/${id}`, { do: "preview", title: "Seen", body: "Seen.", version: "" })
      .expect(200);
    await author.post("/admin/posts/bulk", { do: "trash", ids: [id] }).expect(303);
    await author.post("/admin/posts/bulk", { do: "restore", ids: [id] }).expect(303);
    expect(find(id).status).toBe("published");
    expect(kinds(id)).toEqual(["created"]);
  });

  it("records scheduling, and changes of several posts at once, and their undoing", async () => {
    const { author, write, save, kinds } = desk();
    const id = await write();
    await save(id, { do: "schedule", publishOn: "2026-04-01T09:00" });
    await author.post("/admin/posts/bulk", { do: "draft", ids: [id] }).expect(303);
    const [, changes] = /name="changes" value="([^"]*)"/.exec((await author.get("/admin/posts")).text)!;
    await author.post("/admin/posts/bulk", { do: "reinstate", changes }).expect(303);
    expect(kinds(id)).toEqual(["created", "published", "saved", "published"]);
    const compared = (await author.get(`/admin/posts/${id}/revisions/compare?from=1&to=2`)).text;
    expect(compared).toMatch(/>Draft<[^]*>Scheduled</);
  });

  it("begins with how a post stood before, where that was never recorded", async () => {
    const { author, post, save, kinds, parts, find } = desk();
    const { id } = post({ bodySource: "Brought along." });
    expect((await author.get(`/admin/posts/${id}/revisions`).expect(200)).text).toContain(
      "There is no revision yet.",
    );
    await save(id, { body: "Changed." });
    expect(kinds(id)).toEqual(["kept", "updated"]);
    expect(parts.revisions.findSnapshot(id, 1)).toMatchObject({ body: "Brought along." });
    const draft = draftOf(
      { ben: { id: find(id).authorIds[0]! } as never, now: parts.clock },
      { bodySource: "Imported again." },
    );
    parts.saving.update(id, draft, parts.clock());
    await save(id, { body: "Changed again." });
    expect(kinds(id)).toEqual(["kept", "updated", "kept", "updated"]);
    expect(parts.revisions.findSnapshot(id, 3)).toMatchObject({ body: "Imported again." });
  });

  it("tells that a password was set, changed or removed, and keeps none", async () => {
    const { editor, write, save, history, parts } = desk();
    const id = await write({ do: "publish", visibility: "password", password: "first secret" }, editor);
    await save(id, { visibility: "password", password: "second secret" }, editor);
    await save(id, { visibility: "password", password: "second secret", excerpt: "Hm." }, editor);
    const changed = (await editor.get(`/admin/posts/${id}/revisions/compare?from=1&to=3`).expect(200)).text;
    expect(changed).toContain("Password changed");
    await save(id, { visibility: "public", password: "" }, editor);
    expect(history(id).map(({ passwordChange }) => passwordChange)).toEqual([
      "set",
      "changed",
      null,
      "removed",
    ]);
    const list = (await editor.get(`/admin/posts/${id}/revisions`).expect(200)).text;
    expect(list).toMatch(/Password removed[\s\S]*Password changed[\s\S]*Password set/);
    const removed = (await editor.get(`/admin/posts/${id}/revisions/compare`).expect(200)).text;
    expect(removed).toContain("Behind a password");
    expect(removed).not.toContain("Password changed");
    expect(changed + list + removed).not.toContain("secret");
    for (const number of [1, 2, 3, 4])
      expect(JSON.stringify(parts.revisions.findSnapshot(id, number))).not.toContain("secret");
  });

  it("outlives the people in it, and goes with the post", async () => {
    const { author, write, save, history, edith, editor, ben, admin } = desk();
    const id = await write();
    await save(id, { do: "draft", body: "By Edith." }, editor);
    await admin.post(`/admin/users/${edith.id}/delete`, { heir: String(ben.id) }).expect(303);
    expect(history(id).map(({ by }) => by)).toEqual(["Ben Author", null]);
    expect((await author.get(`/admin/posts/${id}/revisions`).expect(200)).text).toContain("Not known");
    await author.post("/admin/posts/bulk", { do: "trash", ids: [id] }).expect(303);
    await author.post("/admin/posts/bulk", { do: "delete", ids: [id], confirmed: "1" }).expect(303);
    expect(history(id)).toEqual([]);
  });
});

describe("two revisions compared", () => {
  it("show words, title and settings that changed, marked and named", async () => {
    const { author, editor, write, save, parts, now } = desk();
    const news = parts.topics.findOrCreate({ kind: "category", name: "News", parentId: null }, now());
    const id = await write({ body: "The tide was high.\n\nNobody swam." });
    const changed = {
      title: "Ebb",
      body: "The tide was low.\n\nNobody swam.",
      tags: "Sea",
      categories: [news],
    };
    await save(id, { do: "draft", ...changed, excerpt: "Short." }, editor);
    const { text } = await author.get(`/admin/posts/${id}/revisions/compare?from=1&to=2`).expect(200);
    for (const [was, is] of [
      ["high", "low"],
      ["Tides", "Ebb"],
    ]) {
      expect(text).toMatch(
        new RegExp(`<del class="removed"><span class="visually-hidden">\\[removed: </span>${was}<`),
      );
      expect(text).toMatch(
        new RegExp(`<ins class="added"><span class="visually-hidden">\\[added: </span>${is}<`),
      );
    }
    for (const word of ["Short.", "Sea", "News"])
      expect(text).toMatch(new RegExp(`<ins[^>]*><span[^>]*>[^<]*</span>${word}`));
    expect(text).not.toMatch(/<(?:ins|del)[^>]*><span[^>]*>[^<]*<\/span>Nobody/);
    const { text: list } = await author.get(`/admin/posts/${id}/revisions`);
    for (const html of [text, list]) expect(await complaintsAbout(html)).toEqual([]);
  });

  it("are the newest and the one before unless asked, in their order, and exist", async () => {
    const { author, write, save } = desk();
    const id = await write({ body: "One." });
    for (const body of ["Two.", "Three."]) await save(id, { do: "draft", body });
    const marks = async (query: string) => {
      const { text } = await author.get(`/admin/posts/${id}/revisions/compare${query}`).expect(200);
      return [...text.matchAll(/<(?:del|ins)[^>]*><span[^>]*>[^<]*<\/span>(\w+)/g)].map((match) => match[1]);
    };
    expect(await marks("")).toEqual(["Two", "Three"]);
    expect(await marks("?from=3&to=1")).toEqual(["One", "Three"]);
    expect(await marks("?to=2")).toEqual(["One", "Two"]);
    expect(await marks("?from=2&to=2")).toEqual([]);
    await author.get(`/admin/posts/${id}/revisions/compare?from=1&to=9`).expect(404);
  });

  it("print what was typed as text", async () => {
    const { author, write, save } = desk();
    const id = await write({ body: "<script>alert(1)</script>" });
    await save(id, { do: "draft", body: "<script>alert(2)</script>", title: "<b>Ebb" });
    const { text } = await author.get(`/admin/posts/${id}/revisions/compare`).expect(200);
    expect(text).not.toMatch(/<script>alert|<b>Ebb/);
    expect(text).toContain("&lt;script&gt;");
  });
});

describe("restoring a revision", () => {
  it("brings everything typed back as a new revision, and loses nothing", async () => {
    const { editor, write, save, restore, find, kinds, parts, ada, edith, now } = desk();
    const news = parts.topics.findOrCreate({ kind: "category", name: "News", parentId: null }, now());
    const first = {
      title: "Tides",
      slug: "tides",
      body: "High.\n\nDry.",
      excerpt: "Short.",
      tags: "Sea, Moon",
    };
    const settings = { categories: [news], authors: [ada.id, edith.id], isSticky: "1", bodyFormat: "html" };
    const id = await write({ do: "publish", ...first, ...settings }, editor);
    const before = parts.revisions.findSnapshot(id, 1)!;
    const other = { title: "Ebb", slug: "ebb", body: "Low.", excerpt: "", tags: "", categories: [] };
    const plain = { authors: [ada.id], isSticky: "", commentsOpen: "", bodyFormat: "markdown" };
    await save(id, { ...other, ...plain }, editor);
    const after = parts.revisions.findSnapshot(id, 2)!;
    const done = await restore(id, 1, editor).expect(303);
    expect(done.headers.location).toBe(`/admin/posts/${id}`);
    expect((await editor.get(`/admin/posts/${id}`)).text).toContain(
      "Revision 1 is back, as revision 3. Readers see it after an update.",
    );
    expect(kinds(id)).toEqual(["created", "updated", "restored"]);
    expect(parts.revisions.findSnapshot(id, 3)).toEqual(before);
    expect(parts.revisions.findSnapshot(id, 2)).toEqual(after);
    expect(find(id)).toMatchObject({ title: "Ebb", bodySource: "Low.", isSticky: false });
    expect(parts.drafts.find(id)).toMatchObject({ number: 3 });
  });

  it("of what is out says what it took the place of", async () => {
    const { editor, write, save, restore } = desk();
    const id = await write({ do: "publish" }, editor);
    await save(id, { body: "Low." }, editor);
    await save(id, { do: "keep", body: "Never shown." }, editor);
    await restore(id, 1, editor).expect(303);
    expect((await editor.get(`/admin/posts/${id}`)).text).toContain(
      "in place of changes that readers had not seen; those are in the history",
    );
  });

  it("brings the place of a page back", async () => {
    const { editor, post, save, restore, find, parts } = desk();
    const parent = post({ kind: "page", title: "About" });
    const { id } = post({ kind: "page", title: "Team", parentId: parent.id, position: 4 });
    await save(id, { parent: "", position: "0" }, editor);
    expect(find(id).path).toBe("team");
    await restore(id, 1, editor).expect(303);
    expect(parts.history.typedIn(find(id), parts.drafts.find(id)!)).toMatchObject({
      ...{ parent: parent.id, position: "4" },
    });
    expect((await editor.get(`/admin/pages/${id}`)).text).toContain("History (3 revisions)");
  });

  it("neither publishes nor hides, and changes no date and no password", async () => {
    const { editor, reader, write, save, restore, find } = desk();
    const id = await write({ slug: "tides" }, editor);
    await save(id, { do: "publish", body: "Out now." }, editor);
    const { publishedAt } = find(id);
    await restore(id, 1, editor).expect(303);
    expect(find(id)).toMatchObject({
      status: "published",
      publishedAt,
      bodySource: "Out now.",
      password: null,
    });
    expect((await reader.get("/2026/03/01/tides")).status).not.toBe(500);
    await save(id, { do: "draft" }, editor);
    await restore(id, 2, editor).expect(303);
    expect(find(id)).toMatchObject({ status: "draft", bodySource: "Out now." });
  });

  it("says so where there is nothing to restore", async () => {
    const { author, write, save, restore, kinds } = desk();
    const id = await write();
    await save(id, { do: "publish" });
    await restore(id, 1).expect(303);
    expect(kinds(id)).toEqual(["created", "published"]);
    expect((await author.get(`/admin/posts/${id}`)).text).toContain("Nothing to restore");
  });

  it("over what somebody else saved meanwhile shows both instead", async () => {
    const { author, editor, write, save, find, kinds } = desk();
    const id = await write();
    await save(id, { do: "draft", body: "Second." });
    const seen = String(find(id).revision);
    await save(id, { do: "draft", body: "Of Edith." }, editor);
    const restored = author.post(`/admin/posts/${id}/revisions/1/restore`, { version: seen });
    const { headers } = await restored.expect(303);
    const page = (await author.get(headers.location!).expect(200)).text;
    expect(page).toMatch(/<ins class="added">.*Of Edith/);
    expect(page).toMatch(/<ins class="added">.*High/);
    expect(find(id).bodySource).toBe("Of Edith.");
    expect(kinds(id)).toEqual(["created", "saved", "saved", "aside"]);
  });

  it("of what does not exist is not found", async () => {
    const { author, write, restore } = desk();
    const id = await write();
    await restore(id, 2).expect(404);
    await author.post(`/admin/posts/${id}/revisions/x/restore`).expect(404);
    await author.post(`/admin/pages/${id}/revisions/1/restore`).expect(403);
  });
});

describe("who may see a history", () => {
  it("is who may edit the post", async () => {
    const { author, contributor, editor, write, save, ada } = desk();
    const id = await write({ do: "publish" });
    await save(id, { body: "Low." });
    const secret = await write({ authors: [ada.id] }, editor);
    const addresses = (post: number) => [
      `/admin/posts/${post}/revisions`,
      `/admin/posts/${post}/revisions/compare`,
    ];
    for (const address of addresses(id)) {
      await author.get(address).expect(200);
      await editor.get(address).expect(200);
      await contributor.get(address).expect(403);
    }
    for (const address of addresses(secret)) await author.get(address).expect(404);
    await contributor.post(`/admin/posts/${id}/revisions/1/restore`, { version: "2" }).expect(403);
    await author.post(`/admin/posts/${secret}/revisions/1/restore`, { version: "1" }).expect(404);
  });

  it("lets nobody give a post a byline or a place on the front page that they may not give", async () => {
    const { author, editor, write, save, restore, find, ben, edith } = desk();
    const id = await write({ authors: [edith.id, ben.id], isSticky: "1" }, editor);
    await save(id, { do: "draft", authors: [ben.id], isSticky: "", body: "Low." }, editor);
    await restore(id, 1, author).expect(303);
    expect(find(id)).toMatchObject({ bodySource: "High.", authorIds: [ben.id], isSticky: false });
  });
});

describe("what a history costs", () => {
  const sentence = (at: number) =>
    `In the ${at * 7919}th year the ${["mayor", "tide", "bridge"][at % 3]} rose.`;

  it("is little: a hundred saves of a long article are stored in less than thrice its size", async () => {
    const { write, save, parts, history } = desk();
    const paragraphs = Array.from({ length: 60 }, (_, at) =>
      [1, 2, 3].map((n) => sentence(at * 3 + n)).join(" "),
    );
    const id = await write({ body: paragraphs.join("\n\n") });
    for (let at = 0; at < 100; at += 1) {
      const place = (at * 37) % paragraphs.length;
      paragraphs[place] = `${paragraphs[place]} ${sentence(1000 + at)}`;
      await save(id, { do: "draft", body: paragraphs.join("\n\n") });
    }
    expect(history(id)).toHaveLength(101);
    const { bytes } = parts.content
      .prepare("SELECT sum(length(settings) + length(body)) AS bytes FROM revisions WHERE post_id = ?")
      .get(id) as { bytes: number };
    expect(bytes).toBeLessThan(3 * paragraphs.join("\n\n").length);
    for (const number of [1, 20, 21, 50, 101])
      expect(parts.revisions.findSnapshot(id, number)!.body).toContain(sentence(1));
    expect(parts.revisions.findSnapshot(id, 101)!.body).toBe(paragraphs.join("\n\n"));
  });
});
