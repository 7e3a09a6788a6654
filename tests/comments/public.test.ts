import { describe, expect, it } from "vitest";
import { NO_OPTIONS } from "../../src/posts/options.ts";
import { conversation, MINUTE_MS, typed } from "./conversation.ts";

const HELD = /^\/[^?]+\?held=[\w.-]+#comment-\d+$/;

describe("the form below a post", () => {
  it("is not in a preview, which says that readers find it there", async () => {
    const { author, post, comment } = conversation({ status: "draft", publishedAt: null });
    comment();
    const shown = await author.get(`/admin/posts/${post.id}/preview`).expect(200);
    expect(shown.text).toContain("Readers find the form for comments here.");
    expect(shown.text).toContain("Well said.");
    expect(shown.text).not.toMatch(/Post Comment|class="comment__reply"/);
  });

  it("has the labels that readers know, in their order", async () => {
    const { reader, post } = conversation();
    const { text } = await reader.get(post.address).expect(200);
    const form = text.slice(text.indexOf('id="respond"'));
    const words = [
      "Leave a Reply",
      "Your email address will not be published. Required fields are marked *",
      ...["Comment *", "Name *", "Email *", "Website"],
      "Save my name, email, and website in this browser for the next time I comment.",
      "Post Comment",
    ];
    const places = words.map((word) => form.indexOf(word));
    expect(places.every((place) => place >= 0)).toBe(true);
    expect([...places].sort((one, other) => one - other)).toEqual(places);
  });

  it("is byte for byte the same for everybody, and sets no cookie", async () => {
    const { browser, post, later } = conversation();
    const one = await browser().get(post.address).expect(200);
    later(10 * MINUTE_MS);
    const other = await browser({ "User-Agent": "Mozilla/5.0 Chrome/140" }).get(post.address).expect(200);
    expect(one.text).toBe(other.text);
    expect(other.headers["set-cookie"]).toBeUndefined();
  });

  it("asks for nothing that the settings do not need", async () => {
    const { reader, post, discuss } = conversation();
    discuss({ requireNameAndEmail: false, offerToRemember: false });
    const { text } = await reader.get(post.address);
    expect(text).not.toContain("Name *");
    expect(text).toContain("Comment *");
    expect(text).not.toContain("Save my name");
  });
});

describe("a comment", () => {
  it("waits for approval, and only the person who wrote it sees it, for ten minutes", async () => {
    const { reader, browser, post, form, newest, count, later } = conversation();
    const answer = await reader.post(form, typed).expect(303);
    expect(answer.headers.location).toMatch(HELD);
    expect(newest()).toMatchObject({ status: "pending", hold_reason: "first" });
    const own = answer.headers.location!.split("#")[0]!;
    const page = await reader.get(own).expect(200);
    expect(page.text).toContain("waiting for approval");
    expect(page.text).toContain(typed.comment);
    expect(page.text).toMatch(/id="comments-title">Comments</);
    expect(page.headers["cache-control"]).toBe("private, no-store");
    const others = await browser().get(post.address).expect(200);
    expect(others.text).not.toContain(typed.comment);
    expect(others.text).toContain("No comments yet");
    expect(count()).toBe(0);
    later(10 * MINUTE_MS + 1);
    expect((await reader.get(own).expect(200)).text).not.toContain(typed.comment);
  });

  it("is not shown to whoever had the link to one that was deleted", async () => {
    const { reader, browser, form, parts, later } = conversation();
    const { headers } = await reader.post(form, typed).expect(303);
    parts.content.prepare("DELETE FROM comments").run();
    later(MINUTE_MS);
    const other = { ...typed, comment: "Nobody's business.", email: "other@example.org" };
    await browser().post(form, other).expect(303);
    const { text } = await reader.get(headers.location!.split("#")[0]!).expect(200);
    expect(text).not.toContain("Nobody");
  });

  it("is not shown by a token that was tampered with, nor on another post", async () => {
    const { reader, post, form, ...room } = conversation();
    const other = room.story({ title: "Another story" });
    const { headers } = await reader.post(form, typed).expect(303);
    const query = headers.location!.split("?")[1]!.split("#")[0]!;
    const altered = query.slice(0, -1) + (query.endsWith("A") ? "B" : "A");
    for (const address of [`${other.address}?${query}`, `${post.address}?${altered}`])
      expect((await reader.get(address).expect(200)).text).not.toContain(typed.comment);
  });

  it("is there at once when nothing holds it, and counts", async () => {
    const { reader, browser, post, form, discuss, newest, count } = conversation();
    discuss({ requirePreviouslyApproved: false });
    const answer = await reader.post(form, typed).expect(303);
    expect(answer.headers.location).toBe(`${post.address}#comment-${newest()!.id}`);
    expect((await browser().get(post.address)).text).toContain(typed.comment);
    expect(count()).toBe(1);
  });

  it("leads back to its post, however addresses are made", async () => {
    const { reader, story, parts, now, ben } = conversation();
    parts.settings.update(
      "permalinks",
      { structure: "/%category%/%author%/%day%/%postname%/%post_id%" },
      now(),
    );
    const [town, county] = ["Town", "County"].map((name) =>
      parts.topics.findOrCreate({ kind: "category", name, parentId: null }, now()),
    );
    const { id } = story({ title: "A bridge", categoryIds: [town!, county!], authorIds: [ben.id] });
    const { headers } = await reader.post(`/comments/${id}`, typed).expect(303);
    expect(headers.location).toMatch(`${parts.paths.post(parts.posts.findAny(id)!)}?held=`);
  });

  it("by the author of the post, or a moderator, is there at once and marked", async () => {
    const { author, admin, browser, post, form, discuss, newest, later } = conversation();
    discuss({ moderateAll: true });
    await author.post(form, { comment: "Thank you all." }).expect(303);
    expect(newest()).toMatchObject({ status: "approved" });
    later(MINUTE_MS);
    await admin.post(form, { comment: "Well done." }).expect(303);
    const { text } = await browser().get(post.address);
    expect(text).toContain("Well done.");
    expect(text.match(/comment__mark">Author</g)).toHaveLength(1);
  });

  it("comes back with every word when something is wrong, and says what", async () => {
    const { reader, form, newest } = conversation();
    const wrong = { ...typed, email: "cleo at home", website: "javascript:alert(1)", name: "" };
    const { text } = await reader.post(form, wrong).expect(422);
    for (const word of [typed.comment, "cleo at home", "javascript:alert(1)"]) expect(text).toContain(word);
    expect(text.match(/class="field__error"/g)).toHaveLength(3);
    expect(newest()).toBeUndefined();
    const unsaid = await reader.post(form, { ...wrong, comment: "" }).expect(422);
    const links = [...unsaid.text.matchAll(/<li><a href="#field-(\w+)">/g)].map((match) => match[1]);
    expect(links).toEqual(["comment", "name", "email", "website"]);
  });

  it("leads to its post when the address of the form is opened again", async () => {
    const { reader, form, post } = conversation();
    expect((await reader.get(form).expect(302)).headers.location).toBe(`${post.address}#respond`);
    await reader.get("/comments/999").expect(404);
  });

  it("reaches an unlisted post only from the form below it: its number tells nobody where it is", async () => {
    const { reader, form, post, newest } = conversation({
      options: { ...NO_OPTIONS, isUnlisted: true },
    });
    for (const guess of [form, `${form}?on=/`, `${form}?on=${post.address}&on=${post.address}`]) {
      await reader.get(guess).expect(404);
      for (const fields of [typed, {}, { ...typed, preview: "1" }]) {
        const { text, headers } = await reader.post(guess, fields).expect(404);
        expect(headers.location).toBeUndefined();
        expect(text).not.toContain(post.slug);
      }
    }
    expect(newest()).toBeUndefined();

    const { text } = await reader.get(post.address).expect(200);
    const action = /<form class="comment-form" method="post" action="([^"]+)"/.exec(text)![1]!;
    expect((await reader.get(action).expect(302)).headers.location).toBe(`${post.address}#respond`);
    expect((await reader.post(action).expect(422)).text).toContain(`action="${action}"`);
    expect((await reader.post(action, typed).expect(303)).headers.location).toMatch(HELD);
  });

  it("gives the words back where the post is gone, or moved, by the time they come, as where there never was one", async () => {
    const { reader, form, post, newest } = conversation({ options: { ...NO_OPTIONS, isUnlisted: true } });
    const shown = [];
    for (const address of [form, "/comments/999999"]) {
      const { text } = await reader.post(address, { ...typed, comment: "Well <said>." }).expect(404);
      expect(text).toContain("Well &lt;said&gt;.");
      expect(text).toContain("was not sent");
      expect(text).not.toContain(post.slug);
      shown.push(text);
    }
    expect(shown[0]).toBe(shown[1]);
    expect(newest()).toBeUndefined();
  });

  it.each([
    ["empty", " \n "],
    ["longer than ten kilobytes", "é".repeat(5121)],
  ])("is refused when it is %s", async (_name, comment) => {
    const { reader, form, newest } = conversation();
    const { text } = await reader.post(form, { ...typed, comment }).expect(422);
    expect(text).toContain(comment.trim());
    expect(newest()).toBeUndefined();
  });

  it("needs neither name nor address where the settings say so", async () => {
    const { reader, form, discuss, newest } = conversation();
    discuss({ requireNameAndEmail: false, requirePreviouslyApproved: false });
    const answer = await reader.post(form, { comment: "Hm." }).expect(303);
    expect(newest()).toMatchObject({ status: "approved" });
    expect((await reader.get(answer.headers.location!)).text).toContain("Anonymous");
  });

  it("takes nothing from the form that is not the reader's to say", async () => {
    const { reader, form, newest, ada } = conversation();
    const more = {
      status: "approved",
      approved: "1",
      user_id: ada.id,
      userId: ada.id,
      id: "1",
      kind: "pingback",
    };
    await reader.post(form, { ...typed, ...more, "__proto__[status]": "approved" }).expect(303);
    expect(newest()).toMatchObject({ status: "pending" });
  });

  it("is refused from another site", async () => {
    const { browser, form, newest } = conversation();
    await browser({ "Sec-Fetch-Site": "cross-site" }).post(form, typed).expect(403);
    expect(newest()).toBeUndefined();
  });
});

describe("a preview", () => {
  it("shows how the comment will look, keeps the words and stores nothing", async () => {
    const { reader, form, newest } = conversation();
    const page = await reader.post(form, { ...typed, comment: "So *very* true", preview: "1" }).expect(200);
    expect(page.text).toContain("<em>very</em>");
    expect(page.text).toContain("So *very* true");
    expect(page.headers["cache-control"]).toBe("private, no-store");
    expect(newest()).toBeUndefined();
  });
});

describe("where comments are taken", () => {
  it.each(["draft", "pending", "private"] as const)("not on a post that is %s", async (status) => {
    const { reader, form } = conversation({ status });
    await reader.post(form, typed).expect(404);
  });

  it("not before the hour of publication, not behind a password, not where no post is", async () => {
    const { reader, form, post, ...room } = conversation({ publishedAt: new Date("2026-03-02T00:00:00Z") });
    await reader.post(form, typed).expect(404);
    const locked = room.story({ title: "Locked", password: "sesame" });
    await reader.post(`/comments/${locked.id}`, typed).expect(404);
    await reader.post("/comments/999999", typed).expect(404);
    await reader.post("/comments/1e1", typed).expect(404);
    room.at("2026-03-02T00:00:00Z");
    await reader.post(form, typed).expect(303);
    expect(post.id).toBeGreaterThan(0);
  });

  it("shows no word of the conversation behind a password", async () => {
    const { reader, post, comment, discuss } = conversation({ password: "sesame" });
    comment({ source: "A telling remark." });
    const page = await reader.get(post.address);
    expect(page.text).not.toContain("A telling remark.");
    expect(page.text).not.toContain("Post Comment");
    discuss({ commentsPerPage: 1 });
    expect((await reader.get(`${post.address}/comment-page-1`)).text).not.toContain("A telling remark.");
  });

  it("not behind the switch of the post; the words come back", async () => {
    const { reader, form, post, comment, newest } = conversation({ commentsOpen: false });
    const id = comment();
    const { text } = await reader.get(post.address);
    expect(text).toContain("Comments are closed.");
    expect(text).not.toContain("Post Comment");
    expect(text).not.toContain("?reply=");
    expect((await reader.post(form, typed).expect(403)).text).toContain(typed.comment);
    expect(newest()!.id).toBe(id);
  });

  it("not below a story that closed before anybody said a word, and none are expected there", async () => {
    const { reader, post } = conversation({ commentsOpen: false });
    const { text } = await reader.get(post.address);
    expect(text).toContain("Comments are closed.");
    expect(text).not.toContain("No comments yet");
  });

  it("not while nothing can be saved; the words come back, and can be posted later", async () => {
    const { reader, form, parts, log, later } = conversation();
    const comment = "It went on and on. ".repeat(500);
    const pages = parts.content.pragma("page_count", { simple: true }) as number;
    parts.content.pragma(`max_page_count = ${pages}`);
    const answer = await reader.post(form, { ...typed, comment }).expect(503);
    expect(answer.headers["retry-after"]).toBe("30");
    expect(answer.text).toContain("Nothing can be saved just now.");
    expect(answer.text).toContain(comment);
    expect(log.at(-1)?.message).toBe("a comment could not be saved");
    parts.content.pragma("max_page_count = 1000000");
    later(MINUTE_MS);
    await reader.post(form, { ...typed, comment }).expect(303);
  });

  it("not on old posts, counted from publication, unless the setting is off; pages stay open", async () => {
    const { reader, form, discuss, at, ...room } = conversation();
    const page = room.story({ kind: "page", title: "Contact" });
    at("2026-03-15T11:00:00.001Z");
    discuss({ closeAfterDays: 14 });
    await reader.post(form, typed).expect(403);
    await reader.post(`/comments/${page.id}`, typed).expect(303);
    discuss({ closeAfterDays: 0 });
    room.later(MINUTE_MS);
    await reader.post(form, typed).expect(303);
  });

  it("stays open where only the default for new posts is off", async () => {
    const { reader, form, discuss } = conversation();
    discuss({ commentsOpen: false });
    await reader.post(form, typed).expect(303);
  });

  it("only for people with an account, where the settings say so", async () => {
    const { reader, author, post, form, discuss } = conversation();
    discuss({ requireAccount: true });
    expect((await reader.get(post.address)).text).toContain("Log in to comment.");
    const refused = await reader.post(form, typed).expect(403);
    expect(refused.text).not.toContain("Post Comment");
    expect(refused.text).toContain(typed.comment);
    await author.post(form, { comment: "Hello." }).expect(303);
  });
});

describe("how fast comments are taken", () => {
  it("refuses the same words twice with 409, and keeps them in the form", async () => {
    const { reader, form, later, count } = conversation();
    await reader.post(form, typed).expect(303);
    later(MINUTE_MS);
    expect((await reader.post(form, typed).expect(409)).text).toContain(typed.comment);
    await reader.post(form, { ...typed, name: "Cleo R." }).expect(303);
    expect(count()).toBe(0);
  });

  it("refuses a second comment within fifteen seconds with 429", async () => {
    const { reader, form, later } = conversation();
    await reader.post(form, typed).expect(303);
    later(14_999);
    const answer = await reader.post(form, { ...typed, comment: "And another thing." }).expect(429);
    expect(answer.text).toContain("And another thing.");
    expect(answer.headers["retry-after"]).toBe("15");
    later(1);
    await reader.post(form, { ...typed, comment: "And another thing." }).expect(303);
  });

  it("lets moderators be as quick as they like", async () => {
    const { admin, form } = conversation();
    await admin.post(form, { comment: "One." }).expect(303);
    await admin.post(form, { comment: "Two." }).expect(303);
  });

  it("holds what is sent as soon as the page is there, and keeps it", async () => {
    const { reader, post, form, later, discuss, newest } = conversation();
    discuss({ requirePreviouslyApproved: false });
    await reader.get(post.address);
    later(1_999);
    await reader.post(form, typed).expect(303);
    expect(newest()).toMatchObject({ status: "pending", hold_reason: "tooFast" });
    later(MINUTE_MS);
    await reader.post(form, { ...typed, comment: "Now with time." }).expect(303);
    expect(newest()).toMatchObject({ status: "approved" });
  });

  it("stops a network after twenty attempts", async () => {
    const { browser, form } = conversation();
    const reader = browser();
    for (let attempt = 0; attempt < 20; attempt += 1)
      await reader.post(form, { ...typed, preview: "1" }).expect(200);
    const answer = await reader.post(form, typed).expect(429);
    expect(answer.text).toContain(typed.comment);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  });

  it("puts what fills in the hidden field with the spam", async () => {
    const { reader, form, newest, discuss } = conversation();
    discuss({ moderateAll: true });
    await reader.post(form, { ...typed, summary: "cheap pills" }).expect(303);
    expect(newest()).toMatchObject({ status: "spam", hold_reason: "trap" });
  });
});

describe("being remembered", () => {
  const remembered = { ...typed, remember: "1" };

  it("takes a choice, and fills in the form of that browser only", async () => {
    const { reader, browser, post, form, later } = conversation();
    await reader.post(form, typed).expect(303);
    expect(reader.jar.size).toBe(0);
    later(MINUTE_MS);
    const answer = await reader.post(form, { ...remembered, comment: "Again." }).expect(303);
    const cookie = (answer.headers["set-cookie"] as unknown as string[])[0]!;
    expect(cookie).toMatch(
      /^__Host-commenter=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(Buffer.from(decodeURIComponent(cookie.split(/[=;.]/)[1]!), "base64url").toString()).not.toContain(
      "cleo",
    );
    const page = await reader.get(post.address);
    expect(page.text).toContain(typed.email);
    expect(page.headers["cache-control"]).toBe("private, no-store");
    expect((await browser().get(post.address)).text).not.toContain(typed.email);
  });

  it("ends when the box is no longer ticked", async () => {
    const { reader, form, later } = conversation();
    await reader.post(form, remembered).expect(303);
    expect(reader.jar.size).toBe(1);
    later(MINUTE_MS);
    await reader.post(form, { ...typed, comment: "Again." }).expect(303);
    expect(reader.jar.size).toBe(0);
  });

  it("is what proves an earlier approved comment: name and address do not", async () => {
    const { reader, browser, form, parts, later, newest } = conversation();
    await reader.post(form, remembered).expect(303);
    parts.content.prepare("UPDATE comments SET status = 'approved'").run();
    later(MINUTE_MS);
    await browser()
      .post(form, { ...typed, comment: "I am Cleo, believe me." })
      .expect(303);
    expect(newest()).toMatchObject({ status: "pending", hold_reason: "first" });
    later(MINUTE_MS);
    await reader.post(form, { ...remembered, comment: "It is me." }).expect(303);
    expect(newest()).toMatchObject({ status: "approved" });
    later(MINUTE_MS);
    await reader
      .post(form, { ...remembered, comment: "A friend.", name: "Finn", email: "finn@x.example" })
      .expect(303);
    expect(newest()).toMatchObject({ status: "pending", hold_reason: "first" });
  });

  it.each([{ name: "Finn" }, { email: "finn@readers.example" }])(
    "does not vouch for somebody else at the same browser: %o",
    async (other) => {
      const { reader, form, parts, later, newest } = conversation();
      await reader.post(form, remembered).expect(303);
      parts.content.prepare("UPDATE comments SET status = 'approved'").run();
      later(MINUTE_MS);
      await reader.post(form, { ...remembered, ...other, comment: "May I?" }).expect(303);
      expect(newest()).toMatchObject({ status: "pending", hold_reason: "first" });
    },
  );

  it("cannot be forged", async () => {
    const { browser, post } = conversation();
    const page = await browser({ Cookie: "__Host-commenter=eyJ9.zzzzzz.AAAA" }).get(post.address).expect(200);
    expect(page.headers["cache-control"]).not.toBe("private, no-store");
  });
});
