import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { hashPassword } from "../../src/users/password.ts";
import { newsroom } from "../support/newsroom.ts";

const password = "a horse that reads papers";
const stored = hashPassword(password);

/** Ben, logged in with a password. */
async function atOwnDesk() {
  const room = newsroom();
  room.parts.users.setPasswordHash(room.ben.id, await stored, room.now());
  const browser = room.browser();
  await browser.post("/login", { email: room.ben.email, password }).expect(303);
  const change = (form: Record<string, string>) =>
    browser.post("/account/access", { email: room.ben.email, newPassword: "", ...form });
  return { ...room, browser, change };
}
const profile = { name: "Ben Author", website: "", bio: "", links: "", picture: "" };

describe("one's own profile", () => {
  it("is changed by every role, with a picture of the library", async () => {
    const { user, signedIn, author, parts } = newsroom();
    const png = sharp({ create: { width: 40, height: 30, channels: 3, background: "#335577" } }).png();
    await author
      .upload("/admin/media")
      .attach("files", await png.toBuffer(), "me.png")
      .expect(303);
    const mediaId = parts.media.list(1)[0]!.media.id;
    const coco = user("Coco", "contributor");
    const browser = signedIn(coco);
    expect((await browser.get("/account").expect(200)).text).toContain(`name="picture" value="${mediaId}"`);
    const form = { ...profile, name: "Coco C.", bio: "Draws.", picture: String(mediaId) };
    await browser.post("/account", form).expect(303);
    expect(parts.users.find(coco.id)).toMatchObject({
      ...{ name: "Coco C.", bioSource: "Draws.", avatarMediaId: mediaId, role: "contributor", slug: "coco" },
    });
    await browser.post("/account", { ...form, picture: "999" }).expect(303);
    expect(parts.users.find(coco.id)?.avatarMediaId).toBeNull();
  });

  it("offers older pictures by their words, and saves and loses nothing for it", async () => {
    const { author, admin, ben, parts, picture } = newsroom();
    const old = picture("portrait");
    for (let index = 0; index < 24; index += 1) picture(`quay ${index}`);
    const choice = `name="picture" value="${old}"`;
    const before = parts.users.find(ben.id);
    const typed = { ...profile, bio: "Not saved yet.", slug: "ben", email: ben.email, role: "editor" };
    for (const [browser, address] of [
      [author, "/account"],
      [admin, `/admin/users/${ben.id}`],
    ] as const) {
      expect((await browser.get(address)).text).not.toContain(choice);
      const form = { ...typed, do: "edit", pictureQuery: "portr" };
      const { text } = await browser.post(address, form).expect(200);
      expect(text).toContain(choice);
      expect(text).not.toContain("quay 3");
      expect(text).toContain("Not saved yet.</textarea>");
      const none = await browser.post(address, { ...form, pictureQuery: "whale" });
      expect(none.text).toContain("No picture has these words");
    }
    expect(parts.users.find(ben.id)).toEqual(before);
    await author.post("/account", { ...typed, pictureQuery: "portr", picture: String(old) }).expect(303);
    expect(parts.users.find(ben.id)?.avatarMediaId).toBe(old);
  });

  it("says what is wrong beside the field", async () => {
    const { author } = newsroom();
    const page = await author
      .post("/account", { ...profile, name: "", website: "ftp://x.example" })
      .expect(422);
    expect(page.text).toContain('id="error-field-name"');
    expect(page.text).toContain('value="ftp://x.example"');
  });

  it("gives nobody another role, slug, address or account", async () => {
    const { author, ben, ada, parts } = newsroom();
    const before = { ben: parts.users.find(ben.id), ada: parts.users.find(ada.id) };
    const extra = {
      ...{
        role: "admin",
        slug: "boss",
        email: "boss@news.example",
        id: String(ada.id),
        userId: String(ada.id),
      },
      ...{ isDisabled: "", session_epoch: "9", "__proto__[role]": "admin", passwordHash: "x" },
    };
    await author.post("/account", { ...profile, ...extra }).expect(303);
    expect({ ben: parts.users.find(ben.id), ada: parts.users.find(ada.id) }).toEqual(before);
  });

  it("is nobody's who is not logged in", async () => {
    const { reader } = newsroom();
    const answer = await reader.get("/account").expect(303);
    expect(answer.headers.location).toBe("/login?next=%2Faccount");
    for (const path of ["/account", "/account/access", "/account/sessions"])
      expect((await reader.post(path, profile).expect(303)).headers.location).toBe("/login");
  });
});

describe("changing how one logs in", () => {
  it("takes a new password, ends the other sessions and goes on under a new id", async () => {
    const { browser, change, author, signedIn, ben } = await atOwnDesk();
    const elsewhere = signedIn(ben);
    const before = browser.jar.get("__Host-sid");
    await change({ newPassword: "another horse entirely", currentPassword: password }).expect(303);
    expect(browser.jar.get("__Host-sid")).not.toBe(before);
    await browser.get("/account").expect(200);
    await elsewhere.get("/account").expect(303);
    await author.get("/account").expect(303);
    await elsewhere.post("/login", { email: ben.email, password }).expect(422);
    await elsewhere.post("/login", { email: ben.email, password: "another horse entirely" }).expect(303);
  });

  it("takes another e-mail address, and ends a password link on its way", async () => {
    const { change, parts, ben, reader, now } = await atOwnDesk();
    const token = parts.accounts.createPasswordLink(ben.id, 1, now());
    await change({ email: "ben@elsewhere.example", currentPassword: password }).expect(303);
    expect(parts.users.find(ben.id)?.email).toBe("ben@elsewhere.example");
    await reader.get(`/password/${token}`).expect(404);
    await reader.post("/login", { email: "ben@elsewhere.example", password }).expect(303);
  });

  it("wants the current password", async () => {
    const { browser, change, parts, ben } = await atOwnDesk();
    const form = { email: "evil@elsewhere.example", newPassword: "another horse entirely" };
    const page = await change({ ...form, currentPassword: "not this one" }).expect(422);
    expect(page.text).toContain("This is not your password.");
    expect(page.text).toContain('value="evil@elsewhere.example"');
    expect(page.text).not.toContain("another horse entirely");
    await change(form).expect(422);
    expect(parts.users.find(ben.id)?.email).toBe(ben.email);
    await browser.get("/account").expect(200);
  });

  it("refuses a weak password and an address that is taken, beside the fields", async () => {
    const { change, ada, parts, ben } = await atOwnDesk();
    const page = await change({ email: ada.email, newPassword: "short", currentPassword: password }).expect(
      422,
    );
    expect(page.text).toContain('id="error-field-email"');
    expect(page.text).toContain('id="error-field-newPassword"');
    expect(parts.users.find(ben.id)?.sessionEpoch).toBe(1);
  });

  it("is slowed like a login for whoever guesses the current password", async () => {
    const { change } = await atOwnDesk();
    for (let time = 0; time < 5; time += 1) await change({ currentPassword: `guess ${time}` }).expect(422);
    const page = await change({ currentPassword: password }).expect(429);
    expect(page.text).toContain("Too many tries.");
  });
});

describe("logging out everywhere", () => {
  it("ends every session of the person, and nobody else's", async () => {
    const { signedIn, author, admin, ben } = newsroom();
    const elsewhere = signedIn(ben);
    expect((await author.get("/account")).text).toContain("In 2 browsers, this one among them.");
    await author.post("/account/sessions").expect(303);
    await author.get("/account").expect(303);
    await elsewhere.get("/account").expect(303);
    await admin.get("/account").expect(200);
  });
});
