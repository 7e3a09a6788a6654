import { describe, expect, it } from "vitest";
import { hashPassword } from "../../src/users/password.ts";
import { newsroom } from "../support/newsroom.ts";

const password = "a horse that reads papers";

async function withPassword() {
  const room = newsroom();
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
  it("ends on logging out, and when the password changes", async () => {
    const { signedIn, ada, parts, now } = newsroom();
    const [here, elsewhere] = [signedIn(ada), signedIn(ada)];
    await here.post("/logout").expect(303);
    await here.get("/admin").expect(303);
    await elsewhere.get("/admin").expect(200);
    parts.users.setPasswordHash(ada.id, "another", now());
    await elsewhere.get("/admin").expect(303);
  });

  it("ends after ninety days, however busy", async () => {
    const { admin, later } = newsroom();
    await admin.get("/admin").expect(200);
    later(91 * 86_400_000);
    await admin.get("/admin").expect(303);
  });
});
