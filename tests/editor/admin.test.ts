import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

const HOUR_MS = 3_600_000;

function desk() {
  const room = newsroom();
  const edith = room.user("Edith Editor", "editor");
  const carl = room.user("Carl Contributor", "contributor");
  const find = (id: number) => room.parts.desk.findSource(id)!;
  /** Sends the form of a new post and returns its id. */
  const write = async (form: Record<string, unknown>, who = room.author) => {
    const answer = await who.post("/admin/posts", { do: "draft", title: "Tides", body: "High.", ...form });
    expect(answer.status, answer.text).toBe(303);
    return Number(/\d+$/.exec(answer.headers.location!)![0]);
  };
  /** Sends the form of a post as it stands in the editor, with changes. */
  const save = (id: number, form: Record<string, unknown>, who = room.author) => {
    const { title, bodySource, revision, slug, commentsOpen } = find(id);
    const stored = {
      title,
      slug,
      body: bodySource,
      version: String(revision),
      ...(commentsOpen && { commentsOpen: "1" }),
    };
    return who.post(`/admin/posts/${id}`, { ...stored, ...form });
  };
  return {
    ...{ ...room, edith, carl, find, write, save },
    editor: room.signedIn(edith),
    contributor: room.signedIn(carl),
  };
}

/** What is wrong, by field. */
const errorsIn = (html: string) => {
  const found = html.matchAll(/class="field__error" id="error-field-(\w+)">([^<]*)</g);
  return Object.fromEntries([...found].map((match): [string, string] => [match[1]!, match[2]!]));
};
/** Words on the buttons that send the form of the editor. */
const buttonsIn = (html: string) =>
  [
    ...html.matchAll(
      /<button class="button[^"]*" type="submit" name="do" value="(?!edit|check|plan)[\w-]+">([^<]*)</g,
    ),
  ].map((match) => match[1]);

describe("writing a post", () => {
  it("goes from draft through preview to readers", async () => {
    const { author, reader, write, save, find } = desk();
    const id = await write({ title: "The tide tables", body: "## At noon\n\nHigh." });
    expect(find(id)).toMatchObject({ status: "draft", slug: "the-tide-tables" });
    const shown = await author.get(`/admin/posts/${id}/preview`).expect(200);
    expect(shown.text).toContain("Only people who may edit this can see it.");
    expect(shown.headers["cache-control"]).toBe("private, no-store");
    await reader.get(`/admin/posts/${id}/preview`).expect(303);
    await reader.get("/2026/03/the-tide-tables").expect(404);
    await save(id, { do: "publish" }).expect(303);
    expect((await author.get(`/admin/posts/${id}`)).text).toContain("Published. Readers can see it now.");
    await reader.get("/2026/03/the-tide-tables").expect(200);
  });

  it("offers each state and role its own buttons", async () => {
    const { author, contributor, write, save } = desk();
    const buttons = async (id: number | "new", who = author) =>
      buttonsIn((await who.get(`/admin/posts/${id}`)).text);
    expect(await buttons("new")).toEqual(["Save draft", "Preview", "Publish", "Schedule"]);
    const id = await write({});
    await save(id, { do: "publish" }).expect(303);
    expect(await buttons(id)).toEqual(["Save draft", "Preview", "Update", "Back to draft", "Move to trash"]);
    await save(id, { do: "draft" }).expect(303);
    await save(id, { do: "schedule", publishOn: "2026-04-01T09:00" }).expect(303);
    expect(await buttons(id)).toEqual([
      "Save draft",
      "Preview",
      "Update",
      "Publish now",
      "Back to draft",
      "Move to trash",
    ]);
    expect(await buttons("new", contributor)).toEqual(["Save draft", "Preview", "Submit for review"]);
  });

  it("keeps every word where something is wrong", async () => {
    const { author } = desk();
    const form = {
      ...{
        do: "publish",
        title: "",
        body: "  Two spaces, <b>and</b> & more.",
        excerpt: "Short.",
        slug: "x".repeat(201),
      },
      ...{
        tags: "ships, sea",
        publishOn: "tomorrow",
        visibility: "password",
        password: "",
        commentsOpen: "1",
      },
    };
    const { text } = await author.post("/admin/posts", form).expect(422);
    expect(errorsIn(text)).toEqual({
      title: "Fill this in.",
      slug: "This is longer than 200 characters.",
      publishOn: "This is no date and time.",
      password: "Choose the password that readers will need.",
    });
    expect(text).toContain("  Two spaces, &lt;b&gt;and&lt;/b&gt; &amp; more.</textarea>");
    expect(text).toContain('value="ships, sea"');
    expect(text).toContain('<details class="sheet-toggle" open>');
    expect(text).toContain("This was not saved");
  });

  it("takes categories, new ones too, tags, a byline in its order, and a picture", async () => {
    const { editor, write, find, parts, ada, ben, edith, now } = desk();
    const news = parts.topics.findOrCreate({ kind: "category", name: "News", parentId: null }, now());
    const form = {
      categories: [news],
      newCategory: "Harbour",
      newCategoryParent: news,
      tags: "Ships, the sea,, ships",
    };
    const id = await write({ ...form, authors: [ben.id, "", ada.id, ben.id] }, editor);
    const post = find(id);
    expect(post.authorIds).toEqual([ben.id, ada.id]);
    expect(post.tags.map(({ name }) => name)).toEqual(["Ships", "the sea"]);
    expect(parts.topics.list("category").map(({ path }) => path)).toContain("news/harbour");
    expect(post.categoryIds).toHaveLength(2);
    expect(post.authorIds).not.toContain(edith.id);
  });

  it("takes no word of what somebody may not decide", async () => {
    const { contributor, write, find, ada, carl } = desk();
    const wanted = {
      ...{ do: "publish", status: "published", kind: "page", id: "1", isSticky: "1", visibility: "private" },
      ...{ password: "secret", authors: [ada.id], authorIds: [ada.id], newCategory: "Mine", role: "admin" },
      ...{ "__proto__[status]": "published", "constructor[prototype][status]": "published" },
    };
    const id = await write(wanted, contributor);
    expect(find(id)).toMatchObject({
      ...{ kind: "post", status: "pending", isSticky: false, password: null, authorIds: [carl.id] },
      ...{ categoryIds: [] },
    });
  });

  it("takes lists where a text is expected for nothing typed", async () => {
    const { author } = desk();
    const answer = await author.post("/admin/posts", {
      do: ["publish", "draft"],
      title: ["a", "b"],
      body: ["c"],
    });
    expect([303, 422]).toContain(answer.status);
    await author.get("/admin/posts?status[]=draft&q[]=x&page[]=2&author=x").expect(200);
  });

  it("takes a text of a million characters, and refuses a longer one with every word kept", async () => {
    const { author, write, find } = desk();
    const paragraph = "The tide comes in, and the tide goes out. ";
    const million = paragraph.repeat(Math.ceil(1_000_000 / paragraph.length)).slice(0, 1_000_000);
    const id = await write({ body: million });
    expect(find(id).bodySource).toHaveLength(1_000_000);
    const tooLong = `${million}${paragraph.repeat(2000)}`;
    const { text } = await author
      .post("/admin/posts", { do: "publish", title: "Long", body: tooLong })
      .expect(422);
    expect(errorsIn(text).body).toMatch(/^The text is longer than 1,048,576 characters/);
    expect(text).toContain(tooLong);
  }, 20_000);
});

describe("the preview of what is typed", () => {
  const typed = { do: "preview", title: "Only <looked> at", body: "Half a *thought*.", newCategory: "Whims" };

  it("shows the page and makes nothing: no post, no category, no tag, no revision", async () => {
    const { editor, parts, reader } = desk();
    const { text, headers } = await editor
      .post("/admin/posts", { ...typed, tags: "Moods", newGuests: "Rita" })
      .expect(200);
    expect(text).toContain("Only &lt;looked&gt; at");
    expect(text).toContain("<em>thought</em>");
    expect(text).toContain("Preview of what you typed. Looking at it saves nothing.");
    expect(headers).toMatchObject({ "cache-control": "private, no-store", "x-robots-tag": "noindex" });
    expect(parts.desk.count("post", { drawer: "all" }, "everything", parts.clock())).toBe(0);
    expect(parts.topics.list("category")).toEqual([]);
    expect(parts.topics.list("tag")).toEqual([]);
    expect(parts.users.list().map(({ name }) => name)).not.toContain("Rita");
    expect((await reader.get("/")).text).not.toContain("looked");
  });

  it("carries every word back to the form", async () => {
    const { editor } = desk();
    const { text } = await editor.post("/admin/posts", typed).expect(200);
    const form = /<form method="post" action="\/admin\/posts" target="_top">([\s\S]*?)<\/form>/.exec(
      text,
    )![1]!;
    const fields = [...form.matchAll(/<textarea name="(\w+)" hidden>\n([^<]*)</g)].map(
      ([, name, value]): [string, string] => [name!, value!.replaceAll("&lt;", "<").replaceAll("&gt;", ">")],
    );
    const back = await editor.post("/admin/posts", { ...Object.fromEntries(fields), do: "edit" }).expect(200);
    expect(back.text).toContain("Half a *thought*.</textarea>");
    expect(back.text).toContain('value="Whims"');
  });

  it("leaves a draft as it was saved", async () => {
    const { write, save, find } = desk();
    const id = await write({ title: "The tide tables" });
    const { text } = await save(id, { do: "preview", title: "Tide times" }).expect(200);
    expect(text).toContain("Tide times");
    expect(find(id).title).toBe("The tide tables");
  });

  it("says what is wrong beside its field", async () => {
    const { author } = desk();
    const { text } = await author.post("/admin/posts", { ...typed, publishOn: "soon" }).expect(422);
    expect(errorsIn(text).publishOn).toBe("This is no date and time.");
  });
});

describe("scheduling", () => {
  it("is in the time of the site, and live at its hour", async () => {
    const { author, reader, write, parts, now, at, find } = desk();
    parts.settings.update("general", { timeZone: "Europe/Berlin" }, now());
    const id = await write({ do: "schedule", title: "Embargo", publishOn: "2026-07-01T09:00" });
    expect(find(id).publishedAt?.toISOString()).toBe("2026-07-01T07:00:00.000Z");
    const { text } = await author.get(`/admin/posts/${id}`);
    expect(text).toContain("In the time of Europe/Berlin.");
    expect(text).toContain('value="2026-07-01T09:00"');
    at("2026-07-01T06:59:59Z");
    await reader.get("/2026/07/embargo").expect(404);
    at("2026-07-01T07:00:00Z");
    await reader.get("/2026/07/embargo").expect(200);
  });

  it("moves a time that the clocks skip to the next that exists, and says which", async () => {
    const { author, write, parts, now } = desk();
    parts.settings.update("general", { timeZone: "Europe/Berlin" }, now());
    const id = await write({ do: "schedule", publishOn: "2026-03-29T02:30" });
    const { text } = await author.get(`/admin/posts/${id}`);
    expect(text).toContain('value="2026-03-29T03:30"');
    expect(text).toMatch(/Scheduled: readers will see it on March 29, 2026 at 3:30/);
  });

  it("wants a time ahead", async () => {
    const { author } = desk();
    for (const publishOn of ["", "2026-02-28T09:00"]) {
      const { text } = await author
        .post("/admin/posts", { do: "schedule", title: "T", publishOn })
        .expect(422);
      expect(errorsIn(text).publishOn).toMatch(/choose a time ahead/);
    }
  });
});

describe("two people at one post", () => {
  it("lose nothing either where one threw it away", async () => {
    const { editor, write, save, find } = desk();
    const id = await write({ do: "publish", body: "The first version." });
    const version = String(find(id).revision);
    await editor.post(`/admin/posts/${id}`, { do: "trash" }).expect(303);
    const { text } = await save(id, { do: "update", body: "Ben's words.", version }).expect(409);
    expect(text).toContain("Somebody moved this to the trash meanwhile");
    expect(text).toContain("Ben&#39;s words.</textarea>");
    expect(buttonsIn(text)).toEqual(["Save as draft"]);
    expect(find(id).status).toBe("trash");
    const [, fresh] = /name="version" value="(\d+)"/.exec(text)!;
    await save(id, { do: "draft", body: "Ben's words.", version: fresh }).expect(303);
    expect(find(id)).toMatchObject({ status: "draft", bodySource: "Ben's words.", statusBeforeTrash: null });
  });
});

describe("a post that was deleted for good", () => {
  it("leaves the words of whoever still has it open, for a new one", async () => {
    const { editor, write, save, find, parts } = desk();
    const id = await write({});
    const form = { title: "Tides", body: "Three hours of work.", version: String(find(id).revision) };
    await editor.post("/admin/posts/bulk", { do: "trash", ids: [id] }).expect(303);
    await editor.post("/admin/posts/bulk", { do: "delete", ids: [id], confirmed: "1" }).expect(303);
    const { text } = await editor.post(`/admin/posts/${id}`, { do: "draft", ...form }).expect(409);
    expect(text).toContain("Somebody deleted this for good meanwhile");
    expect(text).toContain("Three hours of work.</textarea>");
    expect(text).toContain('<form class="editor" method="post" action="/admin/posts"');
    await editor.post(`/admin/posts/${id}`, {}).expect(404);
    const next = await write(form);
    expect(next, "its number is not given to another").not.toBe(id);
    await save(next, { body: "Saved." }).expect(303);
    expect(parts.desk.findSource(id)).toBeUndefined();
  });
});

describe("choosing a picture", () => {
  it("finds those that are not among the newest, and loses no word on the way", async () => {
    const { author, picture, find, write } = desk();
    const old = picture("lighthouse");
    for (let index = 0; index < 24; index += 1) picture(`quay ${index}`);
    expect((await author.get("/admin/posts/new")).text).not.toContain("lighthouse");
    const typed = { title: "Light", body: "It turns.", tags: "sea", pictureQuery: "light" };
    const { text } = await author.post("/admin/posts", { do: "edit", ...typed }).expect(200);
    expect(text).toContain(`name="picture" value="${old}"`);
    expect(text).not.toContain("quay 3");
    expect(text).toContain("This was not saved");
    expect(text).toContain('data-keep="unsaved"');
    expect(text).toContain("It turns.</textarea>");
    expect(find(await write({ ...typed, picture: old })).featuredMediaId).toBe(old);
    const none = await author.post("/admin/posts", { do: "edit", ...typed, pictureQuery: "whale" });
    expect(none.text).toContain("No picture has these words in its name or description.");
  });
});

describe("a post in the trash", () => {
  it("shows two ways out instead of the editor", async () => {
    const { author, write, find } = desk();
    const id = await write({ do: "publish" });
    await author.post(`/admin/posts/${id}`, { do: "trash" }).expect(303);
    const { text } = await author.get(`/admin/posts/${id}`).expect(200);
    expect(text).toContain("This lies in the trash.");
    expect(text).not.toContain("<textarea");
    await author.post("/admin/posts/bulk", { row: `restore ${id}` }).expect(303);
    expect(find(id).status).toBe("published");
  });
});

describe("somebody else's post", () => {
  const answers = async (
    room: ReturnType<typeof desk>,
    who: ReturnType<typeof desk>["author"],
    id: number,
  ) => {
    const [edit, preview, update] = [
      await who.get(`/admin/posts/${id}`),
      await who.get(`/admin/posts/${id}/preview`),
      await who.post(`/admin/posts/${id}`, { do: "trash" }),
    ];
    return [edit.status, preview.status, update.status];
  };

  it("is not even there while readers do not see it, and refused when they do", async () => {
    const room = desk();
    const { post, ada, now, author, contributor, find } = room;
    const [authorIds, later] = [[ada.id], new Date(now().getTime() + HOUR_MS)];
    for (const who of [author, contributor]) {
      for (const draft of [
        { status: "draft", publishedAt: null },
        { status: "pending", publishedAt: null },
        { status: "private" },
        { publishedAt: later },
      ] as const) {
        const { id } = post({ ...draft, authorIds });
        expect(await answers(room, who, id), JSON.stringify(draft)).toEqual([404, 404, 404]);
      }
      const { id } = post({ authorIds });
      expect(await answers(room, who, id)).toEqual([403, 403, 403]);
      expect(find(id).status).toBe("published");
    }
  });

  it("stays out of reach of the contributor who wrote it, once it is published", async () => {
    const room = desk();
    const { id } = room.post({ authorIds: [room.carl.id] });
    expect(await answers(room, room.contributor, id)).toEqual([403, 403, 403]);
  });
});

describe("a session that ends while somebody writes", () => {
  it("keeps the words, for sending again after logging in", async () => {
    const { signedIn, ben, parts } = desk();
    const tab = signedIn(ben);
    await tab.get("/admin/posts/new").expect(200);
    parts.sessions.destroyOf(ben.id);
    const form = {
      do: "publish",
      title: "Salt",
      body: "Three hours of <work>.",
      authors: [1, 2],
      password: "a tide in march",
    };
    const page = await tab.post("/admin/posts", form).expect(403);
    expect(page.text).toContain("You were logged out before this could be saved");
    expect(page.text).toContain("Three hours of &lt;work&gt;.");
    expect(page.text).toContain('<form class="kept" method="post" action="/admin/posts">');
    const fields = [...page.text.matchAll(/<textarea[^>]*name="(\w+)"[^>]*>\n([^<]*)</g)];
    expect(fields.map((match) => match[1])).toEqual([
      "do",
      "title",
      "body",
      "authors",
      "authors",
      "password",
    ]);
    expect(page.text).toContain('<textarea name="password" hidden>');
    const japanese = { do: "draft", title: "潮", body: "港の朝は静かで何も起こらなかった" };
    expect((await tab.post("/admin/posts", japanese).expect(403)).text).toContain(japanese.body);
    await tab.post("/admin/posts", { do: "draft", title: "" }).expect(303);
    const again = signedIn(ben);
    await again.post("/admin/posts", form).expect(303);
  });
});
