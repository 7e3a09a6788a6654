import { describe, expect, it } from "vitest";
import { draftOf } from "../support/drafts.ts";
import { newsroom } from "../support/newsroom.ts";

function vault(draft = {}) {
  const room = newsroom();
  const post = room.post({ title: "Sealed", bodySource: "Treasure map.", password: "open sesame", ...draft });
  return { ...room, sealed: post };
}

describe("a post behind a password", () => {
  it("shows neither title nor text, and is kept by no cache", async () => {
    const { reader, sealed } = vault();
    const page = await reader.get(sealed.address).expect(200);
    expect(page.text).not.toMatch(/Sealed|Treasure/);
    expect(page.text).toContain(`action="/unlock/${sealed.id}"`);
    expect(page.headers["cache-control"]).toBe("private, no-store");
    expect(page.text).toContain("noindex");
  });

  it("opens for ten days with the right password, in this browser alone", async () => {
    const { reader, browser, sealed, later } = vault();
    const answer = await reader.post(`/unlock/${sealed.id}`, { password: "open sesame" }).expect(303);
    expect(answer.headers.location).toBe(sealed.address);
    const [cookie] = answer.headers["set-cookie"] as unknown as string[];
    expect(cookie).toMatch(
      new RegExp(`^unlocked-${sealed.id}=[^;]+; Path=/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$`),
    );
    const page = await reader.get(sealed.address).expect(200);
    expect(page.text).toContain("Treasure map.");
    expect(page.headers["cache-control"]).toBe("private, no-store");
    expect((await browser().get(sealed.address)).text).not.toContain("Treasure");
    later(10 * 86_400_000);
    expect((await reader.get(sealed.address)).text).not.toContain("Treasure");
  });

  it("stays closed with a wrong one, and says so", async () => {
    const { reader, sealed } = vault();
    for (const password of ["", "open sesam", "OPEN SESAME"]) {
      const page = await reader.post(`/unlock/${sealed.id}`, { password }).expect(422);
      expect(page.text).toContain(`action="/unlock/${sealed.id}"`);
      expect(page.headers["set-cookie"]).toBeUndefined();
    }
    expect((await reader.get(sealed.address)).text).not.toContain("Treasure");
  });

  it("closes again when its password changes, and opens no other post", async () => {
    const room = vault();
    const { reader, sealed, parts, post } = room;
    const other = post({ title: "Second", bodySource: "Other map.", password: "open sesame" });
    await reader.post(`/unlock/${sealed.id}`, { password: "open sesame" }).expect(303);
    const token = reader.jar.get(`unlocked-${sealed.id}`)!;
    reader.jar.set(`unlocked-${other.id}`, token);
    expect((await reader.get(other.address)).text).not.toContain("Other map");
    parts.saving.update(sealed.id, draftOf(room, { title: "Sealed", password: "new" }), room.now());
    expect((await reader.get(sealed.address)).text).not.toContain("Treasure");
  });

  it("hears ten guesses in ten minutes from one place", async () => {
    const { reader, sealed } = vault();
    for (let tries = 1; tries <= 10; tries += 1)
      await reader.post(`/unlock/${sealed.id}`, { password: `guess ${tries}` }).expect(422);
    const answer = await reader.post(`/unlock/${sealed.id}`, { password: "open sesame" }).expect(429);
    expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
  });

  it("is not there before its hour, and nothing else has a lock", async () => {
    const { reader, sealed, post } = vault({ publishedAt: new Date("2026-03-02T00:00:00Z") });
    await reader.get(sealed.address).expect(404);
    await reader.post(`/unlock/${sealed.id}`, { password: "open sesame" }).expect(404);
    await reader.post(`/unlock/${post().id}`, { password: "" }).expect(404);
    await reader.post("/unlock/abc", { password: "x" }).expect(404);
  });

  it.each([
    ["post", /This post is protected[^]*Read the post/, "That is not the password of this post."],
    ["page", /This page is protected[^]*Read the page/, "That is not the password of this page."],
  ] as const)("is called a %s where it is one", async (kind, words, wrong) => {
    const { reader, sealed } = vault({ kind });
    expect((await reader.get(sealed.address)).text).toMatch(words);
    const answer = await reader.post(`/unlock/${sealed.id}`, { password: "x" }).expect(422);
    expect(answer.text).toMatch(words);
    expect(answer.text).toContain(wrong);
  });

  it("can be a page", async () => {
    const { reader, sealed } = vault({ kind: "page" });
    expect(sealed.address).toBe("/sealed");
    expect((await reader.get("/sealed")).text).not.toContain("Treasure");
    await reader.post(`/unlock/${sealed.id}`, { password: "open sesame" }).expect(303);
    expect((await reader.get("/sealed")).text).toContain("Treasure map.");
  });
});
