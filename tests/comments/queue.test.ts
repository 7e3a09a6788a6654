import { describe, expect, it } from "vitest";
import { conversation, MINUTE_MS, typed } from "./conversation.ts";

const QUEUE = "/admin/comments";

/** The form that the page offers to take back what was just done. */
function undoOf(html: string) {
  const form = /<form method="post" action="\/admin\/comments\/undo">([^]*?)<\/form>/.exec(html)?.[1] ?? "";
  return Object.fromEntries(
    [...form.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [name!, value!]),
  );
}

describe("the queue", () => {
  it("shows each state in its tab, with counts", async () => {
    const { admin, comment } = conversation();
    comment({ source: "An approved one." });
    comment({ source: "A pending one.", status: "pending", holdReason: "links" });
    comment({ source: "A spammy one.", status: "spam", holdReason: "trap" });
    comment({ source: "A binned one.", status: "trash" });
    const all = await admin.get(QUEUE).expect(200);
    for (const words of ["An approved one.", "A pending one.", "It has many links."])
      expect(all.text).toContain(words);
    for (const words of ["A spammy one.", "A binned one."]) expect(all.text).not.toContain(words);
    for (const [tab, words] of [
      ["Pending", "A pending"],
      ["Spam", "A spammy"],
      ["Trash", "A binned"],
    ] as const) {
      const { text } = await admin.get(`${QUEUE}?status=${tab.toLowerCase()}`).expect(200);
      expect(text).toMatch(new RegExp(`aria-current="page">${tab} <span class="tabs__count">1<`));
      expect(text).toContain(words);
      expect(text.match(/queue__body/g)).toHaveLength(1);
    }
  });

  it("opens e-mail addresses and says why", async () => {
    const { admin, comment } = conversation();
    comment({ email: "dora.hidden@readers.example", website: "https://dora.example/" });
    const { text } = await admin.get(QUEUE);
    expect(text).toContain("dora.hidden@readers.example");
    expect(text).toContain("E-mail addresses are kept encrypted");
  });

  it("finds words, names and whole addresses, and keeps to one post", async () => {
    const { admin, comment, story, post } = conversation();
    comment({ source: "About 100% of herrings", authorName: "Edda" });
    comment({
      source: "About 1000 gulls",
      email: "gull@readers.example",
      postId: story({ title: "Gulls" }).id,
    });
    const found = async (query: string) =>
      ((await admin.get(`${QUEUE}?${query}`).expect(200)).text.match(/queue__body/g) ?? []).length;
    expect(await found("q=about")).toBe(2);
    expect(await found("q=100%25")).toBe(1);
    expect(await found("q=EDDA")).toBe(1);
    expect(await found("q=Gull%40Readers.example")).toBe(1);
    expect(await found("q=readers.example")).toBe(0);
    expect(await found(`post=${post.id}`)).toBe(1);
    expect(await found(`post=${post.id}&q=gulls`)).toBe(0);
    expect(await found("q[]=x&status[]=spam&post=abc")).toBe(2);
  });

  it("has twenty a page, and shows the last one where a page has become empty", async () => {
    const { admin, comment } = conversation();
    for (let made = 0; made < 21; made += 1) comment({ status: "pending" });
    expect((await admin.get(`${QUEUE}?status=pending`)).text.match(/queue__body/g)).toHaveLength(20);
    expect((await admin.get(`${QUEUE}?status=pending&page=2`)).text.match(/queue__body/g)).toHaveLength(1);
    await admin.get(`${QUEUE}?status=pending&page=9`).expect(200);
    await admin.get(`${QUEUE}?page=x`).expect(404);
  });

  it("says at the menu how many wait", async () => {
    const { admin, comment, parts } = conversation();
    comment({ status: "pending" });
    comment({ status: "pending" });
    expect(parts.queue.countPending()).toBe(2);
    expect((await admin.get("/admin")).text).toMatch(/Comments[^]{0,200}2/);
  });
});

describe("deciding about a comment", () => {
  it.each([
    ["approve", "pending", "approved", 1],
    ["unapprove", "approved", "pending", 0],
    ["spam", "approved", "spam", 0],
    ["trash", "pending", "trash", 0],
    ["restore", "trash", "pending", 0],
    ["restore", "spam", "pending", 0],
  ] as const)("%s: from %s to %s, counted %i, and back again", async (action, from, to, counted) => {
    const { admin, comment, stored, count } = conversation();
    const id = comment({ status: from });
    const before = count();
    const answer = await admin.post(QUEUE, { one: `${action}-${id}`, status: "spam", page: "2" }).expect(303);
    expect(answer.headers.location).toBe(`${QUEUE}?status=spam&page=2`);
    expect(stored(id)!.status).toBe(to);
    expect(count()).toBe(counted);
    const fields = undoOf((await admin.get(QUEUE)).text);
    await admin.post(`${QUEUE}/undo`, fields).expect(303);
    expect(stored(id)!.status).toBe(from);
    expect(count()).toBe(before);
  });

  it("keeps the reason of a hold, and what spam was before", async () => {
    const { admin, comment, stored, post, reader } = conversation();
    const id = comment({ status: "pending", holdReason: "words" });
    await admin.post(QUEUE, { one: `approve-${id}` });
    expect((await reader.get(post.address)).text).toContain("Well said.");
    await admin.post(QUEUE, { one: `spam-${id}` });
    await admin.post(QUEUE, { one: `restore-${id}` });
    expect(stored(id)).toMatchObject({ status: "approved", hold_reason: "words" });
  });

  it("works for all that are ticked, and is undone for all exactly", async () => {
    const { admin, comment, stored } = conversation();
    const statuses = ["approved", "pending", "spam", "trash"] as const;
    const ids = statuses.map((status) => comment({ status }));
    await admin.post(QUEUE, { do: "trash", id: ids.map(String) }).expect(303);
    expect(ids.map((id) => stored(id)!.status)).toEqual(["trash", "trash", "trash", "trash"]);
    const page = await admin.get(QUEUE);
    expect(page.text).toContain("3 comments moved to the trash.");
    await admin.post(`${QUEUE}/undo`, undoOf(page.text)).expect(303);
    expect(ids.map((id) => stored(id)!.status)).toEqual(statuses);
  });

  it("does nothing for an action or a comment that is none", async () => {
    const { admin, comment, stored } = conversation();
    const id = comment({ status: "pending" });
    for (const form of [
      { one: `publish-${id}` },
      { one: "approve-9999" },
      { do: "approve" },
      { do: "", id: String(id) },
      { do: "approve", id: "1; DROP TABLE comments" },
    ])
      await admin.post(QUEUE, form).expect(303);
    await admin
      .post(`${QUEUE}/undo`, { former: `${id}.deleted.,x,9999.approved.,${id}.approved.trash` })
      .expect(303);
    expect(stored(id)!.status).toBe("pending");
  });

  it("deletes for good only from spam and trash", async () => {
    const { admin, comment, stored } = conversation();
    const [kept, gone] = [comment(), comment({ status: "trash" })];
    await admin.post(QUEUE, { do: "delete", id: [String(kept), String(gone)] }).expect(303);
    expect(stored(kept)).toBeDefined();
    expect(stored(gone)).toBeUndefined();
    expect((await admin.get(QUEUE)).text).not.toContain("/admin/comments/undo");
  });

  it("empties the trash, and nothing else", async () => {
    const { admin, comment, stored } = conversation();
    const gone = [comment({ status: "trash" }), comment({ status: "trash" })];
    const kept = [comment({ status: "spam" }), comment({ status: "pending" }), comment()];
    await admin.post(`${QUEUE}/empty`, { status: "trash" }).expect(303);
    await admin.post(`${QUEUE}/empty`, { status: "all" }).expect(303);
    expect(gone.map(stored)).toEqual([undefined, undefined]);
    for (const id of kept) expect(stored(id)).toBeDefined();
  });
});

describe("answering from the queue", () => {
  it("posts under one's own name, and approves what waited", async () => {
    const { admin, reader, ada, post, comment, stored, newest, count } = conversation();
    const id = comment({ status: "pending" });
    expect((await admin.get(`${QUEUE}/${id}/reply`).expect(200)).text).toContain("Approve and reply");
    expect((await admin.post(`${QUEUE}/${id}/reply`, { comment: " " }).expect(422)).text).toContain(
      "Fill this in.",
    );
    await admin.post(`${QUEUE}/${id}/reply`, { comment: "Thank *you*." }).expect(303);
    expect(stored(id)!.status).toBe("approved");
    expect(stored(newest()!.id)!.parent_id).toBe(id);
    const { text } = await reader.get(post.address);
    expect(text).toContain("Thank <em>you</em>.");
    expect(text).toContain(ada.name);
    expect(count()).toBe(2);
  });

  it("is not possible below spam", async () => {
    const { admin, comment } = conversation();
    const id = comment({ status: "spam" });
    await admin.get(`${QUEUE}/${id}/reply`).expect(409);
    await admin.post(`${QUEUE}/${id}/reply`, { comment: "Hm." }).expect(409);
  });
});

describe("editing a comment", () => {
  it("changes name, address, website and words, and nothing else", async () => {
    const { admin, reader, post, comment, parts } = conversation();
    const id = comment({ source: "Teh cat." });
    expect((await admin.get(`${QUEUE}/${id}`).expect(200)).text).toContain("dora@readers.example");
    const changed = {
      name: "Dora D.",
      email: "new@readers.example",
      website: "dora.example",
      comment: "The cat.",
    };
    await admin.post(`${QUEUE}/${id}`, { ...changed, status: "spam" }).expect(303);
    const { text } = await reader.get(post.address);
    expect(text).toContain("The cat.");
    expect(text).toContain(
      '<a href="https://dora.example/" rel="nofollow ugc noopener"><bdi>Dora D.</bdi></a>',
    );
    expect(parts.vault.open(parts.queue.find(id)!.emailSealed!)).toBe("new@readers.example");
  });

  it("says what is wrong, with what was typed", async () => {
    const { admin, comment } = conversation();
    const wrong = { name: "x".repeat(101), email: "no address", website: "javascript:alert(1)", comment: "" };
    const { text } = await admin.post(`${QUEUE}/${comment()}`, wrong).expect(422);
    expect(text.match(/class="field__error"/g)).toHaveLength(4);
    expect(text).toContain("no address");
  });

  it("is about a comment that is there", async () => {
    const { admin } = conversation();
    for (const id of ["999", "0", "x"]) await admin.get(`${QUEUE}/${id}`).expect(404);
  });
});

describe("who moderates", () => {
  const addresses = ["", "/undo", "/empty", "/1", "/1/reply"];

  it("are admins and editors", async () => {
    const { signedIn, user, comment, stored } = conversation();
    const id = comment({ status: "pending" });
    const editor = signedIn(user("Edith Editor", "editor"));
    await editor.post(QUEUE, { one: `approve-${id}` }).expect(303);
    expect(stored(id)!.status).toBe("approved");
  });

  it.each(["author", "contributor", "nobody"] as const)("is not: %s", async (who) => {
    const { signedIn, user, reader, comment, stored } = conversation();
    const id = comment({ status: "pending" });
    const person = who === "nobody" ? reader : signedIn(user("Somebody", who));
    const status = who === "nobody" ? 303 : 403;
    for (const address of addresses) {
      const form = { one: `approve-${id}`, comment: "x", former: `${id}.approved.`, status: "trash" };
      const answer = await person.post(QUEUE + address, form).expect(status);
      if (who === "nobody") expect(answer.headers.location).toBe("/login");
    }
    for (const address of ["", "/1", "/1/reply"]) await person.get(QUEUE + address).expect(status);
    expect(stored(id)!.status).toBe("pending");
  });
});

describe("a first comment", () => {
  it("goes from the form through the queue to the page", async () => {
    const { reader, admin, browser, post, form, newest, later } = conversation();
    await reader.get(post.address);
    later(MINUTE_MS);
    await reader.post(form, typed).expect(303);
    const { text } = await admin.get(`${QUEUE}?status=pending`);
    expect(text).toContain(typed.email);
    expect(text).toContain("The first comment from this person in this browser.");
    await admin.post(QUEUE, { one: `approve-${newest()!.id}` }).expect(303);
    expect((await browser().get(post.address)).text).toContain(typed.comment);
  });
});
