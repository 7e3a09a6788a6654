import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

const password = "a horse that reads papers";

function linked(hours = 1) {
  const room = newsroom();
  const token = room.parts.accounts.createPasswordLink(room.ben.id, hours, room.now());
  return { ...room, token, link: `/password/${token}`, browser: room.browser() };
}

describe("a password link", () => {
  it("lets its owner choose a password, once, and signs them in", async () => {
    const { browser, reader, link, ben } = linked();
    const page = await browser.get(link).expect(200);
    expect(page.text).toContain(ben.email);
    await browser.post(link, { password }).expect(303);
    await browser.get("/admin").expect(200);
    const again = await reader.post(link, { password: "another horse entirely" }).expect(404);
    expect(again.text).toContain("has been used or has expired");
    await reader.get(link).expect(404);
    await reader.post("/login", { email: ben.email, password }).expect(303);
  });

  it("is used by nobody who only looks at it", async () => {
    const { reader, link } = linked();
    await reader.get(link).expect(200);
    await reader.head(link).expect(200);
    await reader.post(link, { password }).expect(303);
  });

  it("is told to no other site and kept in no cache", async () => {
    const { reader, link } = linked();
    for (const answer of [await reader.get(link), await reader.get("/password/nothing")]) {
      expect(answer.headers["referrer-policy"]).toBe("no-referrer");
      expect(answer.headers["cache-control"]).toContain("no-store");
    }
  });

  it("says what is wrong with a password, and still works then", async () => {
    const { reader, link } = linked();
    const short = await reader.post(link, { password: "short" }).expect(422);
    expect(short.text).toContain('id="error-field-password"');
    await reader.post(link, { password: "x".repeat(100_000) }).expect(422);
    await reader.post(link, { password }).expect(303);
  });

  it("ends all sessions of the person, and only theirs", async () => {
    const { author, admin, reader, link } = linked();
    await reader.post(link, { password }).expect(303);
    await author.get("/admin").expect(303);
    await admin.get("/admin").expect(200);
  });

  it("expires", async () => {
    const { reader, link, later } = linked();
    later(3_600_000);
    await reader.get(link).expect(404);
    await reader.post(link, { password }).expect(404);
  });

  it("is replaced by a newer one", async () => {
    const { reader, link, parts, ben, now } = linked();
    const newer = parts.accounts.createPasswordLink(ben.id, 1, now());
    await reader.get(link).expect(404);
    await reader.get(`/password/${newer}`).expect(200);
  });

  it("is not in the database as it is in the address", () => {
    const { parts, token } = linked();
    const rows = parts.content.prepare("SELECT hex(token_hash) AS hash FROM one_time_links").all();
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(Buffer.from(token).toString("hex").toUpperCase());
  });

  it("of a set-up opens no account", async () => {
    const { reader, parts, now } = newsroom();
    const token = parts.links.create("setup", null, new Date(now().getTime() + 3_600_000));
    await reader.get(`/password/${token}`).expect(404);
  });

  it("changes only the password, whatever else is sent", async () => {
    const { reader, link, parts, ben, ada } = linked();
    const extra = { role: "admin", id: String(ada.id), userId: String(ada.id), "__proto__[role]": "admin" };
    await reader.post(link, { password, ...extra }).expect(303);
    expect(parts.users.find(ben.id)).toMatchObject({ role: "author" });
    expect(parts.users.find(ada.id)?.sessionEpoch).toBe(0);
  });
});
