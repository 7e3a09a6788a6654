import { describe, expect, it } from "vitest";
import { conversation, MINUTE_MS, typed } from "./conversation.ts";

const ids = (html: string) =>
  [...html.matchAll(/<article class="comment[^>]* id="comment-(\d+)"/g)].map(([, id]) => Number(id));

describe("answering a comment", () => {
  it("works without scripts: a link shows the form with its parent, and a way back", async () => {
    const { reader, post, comment, form, discuss, newest, stored, later } = conversation();
    const parent = comment({ authorName: "Dora" });
    const page = await reader.get(post.address);
    const href = new RegExp(`href="([^"]+\\?reply=${parent}#respond)"`).exec(page.text)![1]!;
    const asked = await reader.get(href.split("#")[0]!).expect(200);
    expect(asked.text).toContain("Leave a Reply to Dora");
    expect(asked.text).toContain(`name="parent" value="${parent}"`);
    expect(asked.text).toContain("Cancel reply");
    discuss({ requirePreviouslyApproved: false });
    later(MINUTE_MS);
    await reader.post(form, { ...typed, parent: String(parent) }).expect(303);
    expect(stored(newest()!.id)!.parent_id).toBe(parent);
    const { text } = await reader.get(post.address);
    expect(text).toMatch(new RegExp(`id="comment-${parent}"[^]*<ol[^]*id="comment-${newest()!.id}"`));
  });

  it("is refused below a comment of another post, a hidden one and one that is none; the words come back", async () => {
    const { reader, post, comment, form, story, newest } = conversation();
    const elsewhere = comment({ postId: story({ title: "Another" }).id });
    const pending = comment({ status: "pending" });
    const ping = comment({ kind: "pingback" });
    for (const parent of [elsewhere, pending, ping, 99_999]) {
      const { text } = await reader.post(form, { ...typed, parent: String(parent) }).expect(422);
      expect(text).toContain(typed.comment);
    }
    expect(newest()!.id).toBe(ping);
    for (const reply of [elsewhere, pending, "x", "1e3"])
      expect((await reader.get(`${post.address}?reply=${reply}`).expect(200)).text).not.toContain(
        "Leave a Reply to",
      );
  });

  it("is not offered where replies are off", async () => {
    const { reader, post, comment, discuss } = conversation();
    comment();
    discuss({ threadDepth: 1 });
    expect((await reader.get(post.address)).text).not.toContain("?reply=");
  });
});

describe("a thread", () => {
  it("is nested down to the depth that is set", async () => {
    const { reader, post, comment, discuss } = conversation();
    let parentId: number | null = null;
    for (let depth = 0; depth < 7; depth += 1) parentId = comment({ parentId });
    const depthOf = (html: string) => html.slice(html.indexOf('id="comments"')).match(/<ol /g)!.length;
    expect(depthOf((await reader.get(post.address)).text)).toBe(5);
    discuss({ threadDepth: 3 });
    expect(depthOf((await reader.get(post.address)).text)).toBe(3);
  });

  it("stays whole when a comment in it is hidden, and comes back as it was", async () => {
    const { reader, post, comment, parts } = conversation();
    const top = comment();
    const middle = comment({ parentId: top });
    const leaf = comment({ parentId: middle });
    const former = parts.moderation.act("spam", [top]);
    expect(ids((await reader.get(post.address)).text)).toEqual([middle, leaf]);
    parts.moderation.act("trash", [middle]);
    expect(ids((await reader.get(post.address)).text)).toEqual([leaf]);
    parts.moderation.act("restore", [middle]);
    parts.moderation.restore(former);
    const { text } = await reader.get(post.address);
    expect(ids(text)).toEqual([top, middle, leaf]);
    expect(parts.content.prepare("SELECT root_id, depth FROM comments ORDER BY id").raw().all()).toEqual([
      [null, 1],
      [top, 2],
      [top, 3],
    ]);
  });

  it("closes up when comments are deleted: answers move to what was answered", () => {
    const { comment, parts, stored } = conversation();
    const top = comment();
    const gone = [comment({ parentId: top })];
    gone.push(comment({ parentId: gone[0]! }));
    const leaf = comment({ parentId: gone[1]! });
    const orphan = comment({ parentId: comment() });
    const orphansTop = stored(orphan)!.parent_id!;
    parts.moderation.act("trash", [...gone, orphansTop]);
    expect(parts.moderation.remove([...gone, orphansTop])).toBe(3);
    expect(stored(leaf)!.parent_id).toBe(top);
    expect(stored(orphan)!.parent_id).toBeNull();
    expect(stored(gone[0]!)).toBeUndefined();
  });
});

describe("pages of comments", () => {
  const many = (settings: object) => {
    const room = conversation();
    room.discuss({ commentsPerPage: 3, ...settings });
    const tops = Array.from({ length: 8 }, () => room.comment());
    const reply = room.comment({ parentId: tops[0]! });
    return { ...room, tops, reply };
  };

  it("hold so many top-level comments with all their answers; the newest page is the post's own", async () => {
    const { reader, post, tops, reply } = many({});
    expect(ids((await reader.get(post.address)).text)).toEqual([tops[6], tops[7]]);
    const first = await reader.get(`${post.address}/comment-page-1`).expect(200);
    expect(ids(first.text)).toEqual([tops[0], reply, tops[1], tops[2]]);
    expect(first.text).toContain(`${post.address}/comment-page-2#comments`);
    const second = await reader.get(`${post.address}/comment-page-2`);
    expect(second.text).toContain(`href="${post.address}#comments" rel="next"`);
    await reader.get(`${post.address}/comment-page-4`).expect(404);
    await reader.get(`${post.address}/comment-page-0`).expect(404);
  });

  it("begin with the oldest, and show the newest first, where that is set", async () => {
    const { reader, post, tops, reply } = many({ firstPage: "oldest", order: "newest" });
    expect(ids((await reader.get(post.address)).text)).toEqual([tops[2], tops[1], tops[0], reply]);
  });

  it("are one where that is set to 0", async () => {
    const { reader, post } = many({ commentsPerPage: 0 });
    expect(ids((await reader.get(post.address)).text)).toHaveLength(9);
  });

  it("lead from a new comment to where it stands", async () => {
    const { reader, author, post, form, tops, newest, later } = many({});
    later(MINUTE_MS);
    const answer = await author.post(form, { comment: "Thanks.", parent: String(tops[0]) }).expect(303);
    expect(answer.headers.location).toBe(`${post.address}/comment-page-1#comment-${newest()!.id}`);
    later(MINUTE_MS);
    const held = await reader.post(form, typed).expect(303);
    expect(ids((await reader.get(held.headers.location!.split("#")[0]!)).text)).toContain(newest()!.id);
  });

  it("are named in the address of a comment from the one that begins the second", async () => {
    const { author, post, form, discuss, later } = conversation();
    discuss({ commentsPerPage: 2, firstPage: "oldest" });
    const pages: string[] = [];
    for (const comment of ["One.", "Two.", "Three."]) {
      later(MINUTE_MS);
      const { headers } = await author.post(form, { comment }).expect(303);
      pages.push(headers.location!.replace(post.address, "").replace(/#.*/, ""));
    }
    expect(pages).toEqual(["", "", "/comment-page-2"]);
  });

  it("are read with two queries, however many comments", async () => {
    const { reader, post, parts } = many({});
    const { comments } = parts;
    const calls: string[] = [];
    for (const name of ["countTops", "page", "find", "findHeld", "place"] as const) {
      const original = comments[name] as (...given: never[]) => unknown;
      Object.assign(comments, { [name]: (...given: never[]) => (calls.push(name), original(...given)) });
    }
    await reader.get(post.address).expect(200);
    expect(calls).toEqual(["countTops", "page"]);
  });
});

describe("pingbacks", () => {
  it("are listed apart from the conversation", async () => {
    const { reader, post, comment } = conversation();
    comment();
    comment({ kind: "pingback", authorName: "A neighbour's blog", website: "https://neighbour.example/" });
    const { text } = await reader.get(post.address);
    expect(ids(text)).toHaveLength(1);
    expect(text).toMatch(
      /Mentioned elsewhere[^]*href="https:\/\/neighbour.example\/" rel="nofollow ugc noopener"/,
    );
  });
});
