import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

interface Found {
  posts: { title: string; href: string; note: string }[];
}

describe("what a writer can link to", () => {
  it("is found by the beginnings of words, posts before pages, with what readers see of it", async () => {
    const { author, post, ben } = newsroom();
    const story = post({ title: "The harbour at night" });
    post({ title: "Harbour fees", kind: "page" });
    post({ title: "Harbour plans", status: "draft", publishedAt: null, authorIds: [ben.id] });
    const { body } = (await author.get("/admin/posts/links?q=harb").expect(200)) as { body: Found };
    expect(body.posts.map(({ title, note }) => [title, note])).toEqual([
      ["Harbour plans", "not published"],
      ["The harbour at night", "Mar 1, 2026"],
      ["Harbour fees", "Mar 1, 2026"],
    ]);
    expect(body.posts[1]!.href).toBe(story.address);
    expect(body.posts[0]!.href).toBe("/2026/03/harbour-plans");
  });

  it("never holds the draft of somebody else, or what lies in the trash", async () => {
    const { author, admin, post, ada } = newsroom();
    post({ title: "Secret harbour", status: "draft", authorIds: [ada.id] });
    const thrown = post({ title: "Old harbour" });
    await admin.post(`/admin/posts/${thrown.id}`, { do: "trash" });
    const found = async (who: typeof author) =>
      ((await who.get("/admin/posts/links?q=harbour").expect(200)) as { body: Found }).body.posts;
    expect(await found(author)).toEqual([]);
    expect((await found(admin)).map(({ title }) => title)).toEqual(["Secret harbour"]);
  });

  it("is nothing without a word", async () => {
    const { author, post } = newsroom();
    post();
    for (const query of ["", "?q=", "?q=%22*", "?q[]=a"])
      expect((await author.get(`/admin/posts/links${query}`).expect(200)).body).toEqual({ posts: [] });
  });
});
