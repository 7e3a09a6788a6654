import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";
import { complaintsAbout } from "../support/valid-html.ts";

const BODY = "# Tides\n\nHigh at noon.\n\nLow at six.\n\nNobody swam.\n";

function desk() {
  const room = newsroom();
  const edith = room.user("Edith Editor", "editor");
  const editor = room.signedIn(edith);
  const find = (id: number) => room.parts.desk.findSource(id)!;
  const write = async (form: Record<string, unknown> = {}) => {
    const sent = { do: "draft", title: "Tides", body: BODY, ...form };
    const answer = await room.author.post("/admin/posts", sent).expect(303);
    return Number(/\d+$/.exec(answer.headers.location!)![0]);
  };
  /** The form of a post as somebody has it open now: what is typed into it is sent with `send`. */
  const open = (id: number, who = room.author) => {
    const post = find(id);
    const stored = {
      ...{ title: post.title, slug: post.slug, excerpt: post.excerpt, body: post.bodySource },
      ...{ version: String(post.revision), tags: post.tags.map(({ name }) => name).join(", ") },
      ...{ categories: post.categoryIds, authors: post.authorIds },
      ...(post.commentsOpen && { commentsOpen: "1" }),
    };
    return {
      send: (form: Record<string, unknown>) =>
        who.post(`/admin/${post.kind}s/${id}`, { do: "draft", ...stored, ...form }),
    };
  };
  const kinds = (id: number) =>
    room.parts.revisions
      .list(id, { limit: 100, offset: 0 })
      .map(({ kind }) => kind)
      .toReversed();
  return { ...room, edith, editor, find, write, open, kinds };
}

describe("two people at one post", () => {
  it("who change different passages have both, and are told with whom", async () => {
    const { author, editor, find, write, open } = desk();
    const id = await write();
    const [hers, his] = [open(id, editor), open(id)];
    await hers.send({ body: BODY.replace("noon", "one") }).expect(303);
    const { headers } = await his.send({ body: BODY.replace("six", "seven") }).expect(303);
    expect(headers.location).toBe(`/admin/posts/${id}`);
    expect(find(id).bodySource).toBe(BODY.replace("noon", "one").replace("six", "seven"));
    const page = (await author.get(headers.location!)).text;
    expect(page).toContain("Saved, and merged with what Edith Editor changed meanwhile.");
    const [, link] = /<a href="([^"]*)">See those changes/.exec(page)!;
    const changes = (await author.get(link!.replaceAll("&amp;", "&")).expect(200)).text;
    expect(changes).toMatch(/<ins class="added">.*one/);
    expect(changes).not.toContain("seven");
  });

  it("who change the same passage lose nothing: both texts stand side by side, and one chooses", async () => {
    const { author, editor, find, write, open, kinds } = desk();
    const id = await write();
    const [hers, his] = [open(id, editor), open(id)];
    await hers.send({ body: BODY.replace("noon", "one") }).expect(303);
    const { headers } = await his
      .send({ body: BODY.replace("noon", "two").replace("six", "seven") })
      .expect(303);
    expect(headers.location).toBe(`/admin/posts/${id}/asides/3?do=draft`);
    expect(find(id).bodySource, "hers stands").toBe(BODY.replace("noon", "one"));
    expect(kinds(id)).toEqual(["created", "saved", "aside"]);
    const page = (await author.get(headers.location!).expect(200)).text;
    expect(page).toContain("Edith Editor changed the same as you.");
    expect(page).toMatch(/<ins class="added">.*one/);
    expect(page).toMatch(/<ins class="added">.*two/);
    expect(page).toContain("Changed only in what was set aside");
    expect(await complaintsAbout(page)).toEqual([]);
    expect((await author.get(`/admin/posts/${id}/revisions`)).text).toContain("Set aside");
    const version = /name="version" value="(\d+)"/.exec(page)![1];
    await author.post(headers.location!, { do: "draft", version, "choose-0": "mine" }).expect(303);
    expect(find(id).bodySource).toContain("High at two.");
    expect(find(id).bodySource).not.toContain("High at one.");
    expect(find(id).bodySource).toContain("Low at seven.");
  });

  it("keep both where one did not choose", async () => {
    const { author, editor, find, write, open } = desk();
    const id = await write();
    const [hers, his] = [open(id, editor), open(id)];
    await hers.send({ body: BODY.replace("noon", "one") }).expect(303);
    const { headers } = await his.send({ body: BODY.replace("noon", "two") }).expect(303);
    const page = (await author.get(headers.location!)).text;
    const version = /name="version" value="(\d+)"/.exec(page)![1];
    await author.post(headers.location!, { version }).expect(303);
    expect(find(id).bodySource).toBe(BODY.replace("High at noon.", "High at one.\n\nHigh at two."));
  });

  it("choose again where somebody saved while one was choosing", async () => {
    const { author, editor, find, write, open } = desk();
    const id = await write();
    const [hers, his] = [open(id, editor), open(id)];
    await hers.send({ body: BODY.replace("noon", "one") }).expect(303);
    const aside = (await his.send({ body: BODY.replace("noon", "two") })).headers.location!;
    const version = /name="version" value="(\d+)"/.exec((await author.get(aside)).text)![1];
    await open(id, editor)
      .send({ body: BODY.replace("noon", "three") })
      .expect(303);
    const { headers } = await author.post(aside, { version, "choose-0": "mine" }).expect(303);
    expect(headers.location).toContain("/asides/");
    expect(headers.location).not.toBe(aside);
    expect(find(id).bodySource).toContain("three");
    expect((await author.get(headers.location!)).text).toMatch(/<ins class="added">.*two/);
  });

  it("have the title of one, the excerpt of the other and the tags of both", async () => {
    const { editor, find, write, open } = desk();
    const id = await write({ tags: "Sea, Old" });
    const [hers, his] = [open(id, editor), open(id)];
    await hers.send({ title: "Ebb", tags: "Sea, Moon" }).expect(303);
    await his.send({ excerpt: "Short.", tags: "Sea, Old, Salt" }).expect(303);
    expect(find(id)).toMatchObject({ title: "Ebb", excerpt: "Short.", bodySource: BODY });
    expect(
      find(id)
        .tags.map(({ name }) => name)
        .toSorted(),
    ).toEqual(["Moon", "Salt", "Sea"]);
  });

  it("choose between two titles", async () => {
    const { author, editor, find, write, open } = desk();
    const id = await write();
    const [hers, his] = [open(id, editor), open(id)];
    await hers.send({ title: "Ebb" }).expect(303);
    const { headers } = await his.send({ title: "Flood", excerpt: "Short." }).expect(303);
    const page = (await author.get(headers.location!)).text;
    expect(page).toContain("Title: which one stays?");
    const version = /name="version" value="(\d+)"/.exec(page)![1];
    await author.post(headers.location!, { version, "choose-title": "mine" }).expect(303);
    expect(find(id)).toMatchObject({ title: "Flood", excerpt: "Short." });
  });

  it("save the same twice without a word", async () => {
    const { editor, find, write, open, kinds } = desk();
    const id = await write();
    const [hers, his] = [open(id, editor), open(id)];
    await hers.send({ body: "The same." }).expect(303);
    await his.send({ body: "The same." }).expect(303);
    expect(find(id).bodySource).toBe("The same.");
    expect(kinds(id)).toEqual(["created", "saved"]);
  });

  it("are merged where one saved an old post as it was", async () => {
    const { editor, find, post, open } = desk();
    const { id } = post({ bodySource: BODY });
    const [hers, his] = [open(id, editor), open(id)];
    await hers.send({ do: "update" }).expect(303);
    await his.send({ do: "update", body: BODY.replace("six", "seven") }).expect(303);
    expect(find(id).bodySource).toBe(BODY.replace("six", "seven"));
  });

  it("are one person in one tab where the answer to a save was lost", async () => {
    const { find, write, open, kinds } = desk();
    const id = await write();
    const his = open(id);
    await his.send({ body: "One.", tab: "a-tab-of-ben" }).expect(303);
    await his.send({ body: "One, and two.", tab: "a-tab-of-ben" }).expect(303);
    expect(find(id).bodySource).toBe("One, and two.");
    expect(kinds(id)).toEqual(["created", "saved", "saved"]);
  });

  it("are told of a mistake before anything is merged, and keep their version", async () => {
    const { editor, find, write, open } = desk();
    const id = await write();
    const [hers, his] = [open(id, editor), open(id)];
    const version = String(find(id).revision);
    await hers.send({ body: BODY.replace("noon", "one") }).expect(303);
    const { text } = await his.send({ body: "x", publishOn: "someday" }).expect(422);
    expect(text).toContain(`name="version" value="${version}"`);
  });

  it("keep the newer password where both may have changed it", async () => {
    const { editor, find, write, open } = desk();
    const id = await write({ do: "publish", visibility: "password", password: "old" });
    const [hers, his] = [open(id, editor), open(id)];
    await hers.send({ do: "update", visibility: "password", password: "new" }).expect(303);
    await his.send({ do: "update", visibility: "password", password: "old", body: "Changed." }).expect(303);
    expect(find(id)).toMatchObject({ password: "new", bodySource: "Changed." });
  });
});

describe("what was set aside", () => {
  it("is shown to nobody who may not edit the post, and is no other revision", async () => {
    const { author, editor, reader, signedIn, user, write, open } = desk();
    const id = await write();
    const [hers, his] = [open(id, editor), open(id)];
    await hers.send({ body: "Hers." }).expect(303);
    const aside = (await his.send({ body: "His." })).headers.location!;
    await signedIn(user("Carl", "contributor")).get(aside).expect(404);
    await reader.get(aside).expect(303);
    await author.get(`/admin/posts/${id}/asides/1`).expect(404);
    await author.get(`/admin/posts/${id}/asides/x`).expect(404);
    await author.post(`/admin/posts/${id}/asides/1`, {}).expect(404);
  });
});

describe("what the editor sends by itself", () => {
  it("is answered with the new version, in words that can be shown", async () => {
    const { author, find, write, kinds } = desk();
    const id = await write();
    const form = { title: "Tides", body: "Changed.", version: "1", tab: "a-tab-of-ben" };
    const { body } = await author.post(`/admin/posts/${id}/autosave`, form).expect(200);
    expect(body).toMatchObject({ is: "saved", id, version: "2", state: "Saved at 12:00 PM" });
    expect(find(id).bodySource).toBe("Changed.");
    expect(kinds(id)).toEqual(["created", "autosaved"]);
  });

  it("makes one post of what one tab sends twice, with the button too", async () => {
    const { author, find, parts } = desk();
    const form = { title: "Ebb", body: "One.", version: "", tab: "a-tab-of-ben" };
    const { body } = await author.post("/admin/posts/autosave", form).expect(200);
    await author.post("/admin/posts/autosave", { ...form, body: "One. Two." }).expect(200);
    const { headers } = await author.post("/admin/posts", { ...form, do: "draft", body: "All." }).expect(303);
    expect(headers.location).toBe(`/admin/posts/${body.id}`);
    expect(find(Number(body.id)).bodySource).toBe("All.");
    expect(parts.desk.count("post", { drawer: "all" }, "everything", parts.clock())).toBe(1);
  });

  it("makes nothing of nothing, and no category of half a name", async () => {
    const { admin, parts, write } = desk();
    await admin.post("/admin/posts/autosave", { title: " ", body: "" }).expect(422);
    const id = await write();
    await admin.post(`/admin/posts/${id}/autosave`, { title: "Tides", newCategory: "Har" }).expect(200);
    expect(parts.topics.list("category").map(({ name }) => name)).not.toContain("Har");
  });

  it("says what could not be saved, and why", async () => {
    const { author, editor, post, ben, write, open } = desk();
    const { id } = post({ title: "Out", authorIds: [ben.id] });
    const { body: refused } = await author.post(`/admin/posts/${id}/autosave`, { title: "" }).expect(422);
    expect(refused.state).toMatch(/^Not saved: /);
    const draft = await write();
    await open(draft, editor).send({ body: "Hers." }).expect(303);
    const form = { title: "Tides", body: "His.", version: "1" };
    const { body } = await author.post(`/admin/posts/${draft}/autosave`, form).expect(409);
    expect(body).toMatchObject({ is: "aside", href: `/admin/posts/${draft}/asides/3?do=draft` });
    await author.post(`/admin/posts/${draft}`, { do: "trash" }).expect(303);
    expect((await author.post(`/admin/posts/${draft}/autosave`, form).expect(409)).body.is).toBe("thrown");
  });

  it("is refused in JSON where the login ended, and where the post is somebody else's", async () => {
    const { reader, signedIn, user, write } = desk();
    const id = await write();
    const form = { title: "Tides", body: "Three hours of work.", version: "1" };
    for (const path of [
      `/admin/posts/${id}/autosave`,
      "/admin/posts/autosave",
      `/admin/posts/${id}/presence`,
    ]) {
      const { body } = await reader.post(path, form).set("Accept", "application/json").expect(401);
      expect(body).toEqual({ is: "loggedOut" });
    }
    await signedIn(user("Carl", "contributor")).post(`/admin/posts/${id}/autosave`, form).expect(404);
  });

  it("shows who else has a post open, for a minute", async () => {
    const { author, editor, write, later } = desk();
    const id = await write();
    const sign = () => author.post(`/admin/posts/${id}/presence`, { tab: "a-tab-of-ben" }).expect(200);
    expect((await sign()).body).toEqual({ version: "1", here: "" });
    const here = async () =>
      (await editor.get(`/admin/posts/${id}`)).text.includes("Ben Author has this open too.");
    expect(await here()).toBe(true);
    later(61_000);
    expect(await here()).toBe(false);
    await sign();
    await author.post(`/admin/posts/${id}/presence`, { tab: "a-tab-of-ben", leaving: "1" }).expect(200);
    expect(await here()).toBe(false);
  });
});
