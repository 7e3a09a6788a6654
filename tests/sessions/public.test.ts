import { describe, expect, it } from "vitest";
import { hashPassword } from "../../src/users/password.ts";
import { newsroom } from "../support/newsroom.ts";

const password = "a horse that reads papers";
const DAY_MS = 86_400_000;

async function withPassword(options: Parameters<typeof newsroom>[0] = {}) {
  const room = newsroom(options);
  room.parts.users.setPasswordHash(room.ada.id, await hashPassword(password), room.now());
  return { ...room, browser: room.browser() };
}

describe("logging in", () => {
  it("opens the desk and gives a new session id", async () => {
    const { browser, ada } = await withPassword();
    const answer = await browser.post("/login", { email: ada.email, password, next: "/admin" }).expect(303);
    expect(answer.headers.location).toBe("/admin");
    expect(answer.headers["set-cookie"]?.[0]).toMatch(
      /^__Host-sid=.*Path=\/.*HttpOnly; Secure; SameSite=Lax/,
    );
    await browser.get("/admin").expect(200);
  });

  it("says the same for a wrong password and an unknown address", async () => {
    const { browser, ada } = await withPassword();
    const wrong = await browser.post("/login", { email: ada.email, password: "not this one" }).expect(422);
    const unknown = await browser.post("/login", { email: "zoe@news.example", password }).expect(422);
    expect(wrong.text.replace(ada.email, "")).toBe(unknown.text.replace("zoe@news.example", ""));
  });

  it.each([
    "//evil.example",
    "/\\evil.example",
    "https://evil.example",
    "/%09/evil.example/../..//x y",
    "javascript:alert(1)",
  ])("leads nowhere else: %s", async (next) => {
    const { browser, ada, baseUrl } = await withPassword();
    const answer = await browser.post("/login", { email: ada.email, password, next }).expect(303);
    expect(new URL(answer.headers.location!, baseUrl).origin).toBe(baseUrl);
  });

  it("refuses a form that another site sends", async () => {
    const room = newsroom();
    await room.browser({ "Sec-Fetch-Site": "cross-site" }).post("/login", {}).expect(403);
  });
});

describe("a session", () => {
  it("is not begun by a stranger's form, and signing out without one leads home", async () => {
    const browser = newsroom().browser();
    const answer = await browser.post("/logout").expect(303);
    expect(answer.headers.location).toBe("/");
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it("ends on logging out, and when the password changes", async () => {
    const { signedIn, ada, parts, now } = newsroom();
    const [here, elsewhere] = [signedIn(ada), signedIn(ada)];
    await here.post("/logout").expect(303);
    await here.get("/admin").expect(303);
    await elsewhere.get("/admin").expect(200);
    parts.users.setPasswordHash(ada.id, "another", now());
    await elsewhere.get("/admin").expect(303);
  });

  it("goes on while it is used, ends after two weeks without, and after ninety days however busy", async () => {
    const { browser, ada, later } = await withPassword();
    await browser.post("/login", { email: ada.email, password }).expect(303);
    for (let day = 0; day < 90; day += 10) {
      const { headers } = await browser.get("/admin").expect(200);
      expect(headers["set-cookie"]?.[0], "the browser keeps it as long").toMatch(/Expires=/);
      later(10 * DAY_MS);
    }
    later(DAY_MS);
    await browser.get("/admin").expect(303);
    await browser.post("/login", { email: ada.email, password }).expect(303);
    later(15 * DAY_MS);
    await browser.get("/admin").expect(303);
  });

  it("gets a new id at login, and the one before is worth nothing", async () => {
    const { browser, ada, signedIn, ben, baseUrl } = await withPassword();
    const planted = signedIn(ben);
    const before = planted.jar.get("__Host-sid")!;
    await planted.post("/login", { email: ada.email, password }).expect(303);
    expect(planted.jar.get("__Host-sid")).not.toBe(before);
    browser.jar.set("__Host-sid", before);
    await browser.get("/admin").expect(303);
    browser.jar.set("__Host-sid", "s%3Amade-up.signature");
    await browser.post("/login", { email: ada.email, password }).expect(303);
    expect(browser.jar.get("__Host-sid")).not.toContain("made-up");
    expect(baseUrl).toMatch(/^https:/);
  });

  it("that has just ended can still be left, and begun anew", async () => {
    const { signedIn, ada, parts } = await withPassword();
    for (const [path, form] of [
      ["/logout", {}],
      ["/login", { email: ada.email, password }],
    ] as const) {
      const browser = signedIn(ada);
      parts.accounts.endSessions(ada.id);
      await browser.post(path, form).expect(303);
    }
  });

  it("is not Secure where the site has no HTTPS, and gives readers no cookie", async () => {
    const { browser, reader, ada } = await withPassword({ baseUrl: "http://localhost:3000" });
    const { headers } = await browser.post("/login", { email: ada.email, password }).expect(303);
    expect(headers["set-cookie"]?.[0]).toMatch(/^sid=.*HttpOnly; SameSite=Lax$/);
    for (const path of ["/", "/login", "/nowhere", "/admin"])
      expect((await reader.get(path)).headers["set-cookie"], path).toBeUndefined();
  });
});
