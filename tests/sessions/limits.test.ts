import { describe, expect, it } from "vitest";
import { loginLimits } from "../../src/sessions/login-limits.ts";
import { loginTriesRepository } from "../../src/sessions/login-tries-repository.ts";
import { hashPassword } from "../../src/users/password.ts";
import { newsroom } from "../support/newsroom.ts";

const password = "a horse that reads papers";
const stored = hashPassword(password);
const MINUTE_MS = 60_000;

async function guessed({ times, ...options }: { times: number; trustProxy?: string[] }) {
  const room = newsroom(options);
  room.parts.users.setPasswordHash(room.ada.id, await stored, room.now());
  const from = (ip: string) => room.browser({ "X-Forwarded-For": ip });
  const guesser = from("198.51.100.7");
  const guess = (email = room.ada.email) => guesser.post("/login", { email, password: "wrong words" });
  for (let time = 0; time < times; time += 1) await guess();
  return { ...room, from, guesser, guess };
}

describe("guessing a password", () => {
  it("is slowed after five tries, with the words kept and the time to wait", async () => {
    const { guess, ada } = await guessed({ times: 4 });
    await guess().expect(422);
    const slowed = await guess().expect(429);
    expect(slowed.headers["retry-after"]).toBe("60");
    expect(slowed.text).toContain("Too many tries. Wait a minute");
    expect(slowed.text).toContain(`value="${ada.email}"`);
  });

  it("does not even help with the right password while it is slowed", async () => {
    const { guesser, ada, later } = await guessed({ times: 5 });
    await guesser.post("/login", { email: ada.email, password }).expect(429);
    later(MINUTE_MS);
    await guesser.post("/login", { email: ada.email, password }).expect(303);
  });

  it("waits longer each time, up to a quarter of an hour", async () => {
    const { guess, later } = await guessed({ times: 5 });
    for (const minutes of [1, 2, 4, 8, 15, 15]) {
      const slowed = await guess().expect(429);
      expect(slowed.headers["retry-after"]).toBe(String(minutes * 60));
      later(minutes * MINUTE_MS);
      await guess().expect(422);
    }
  });

  it("is slowed the same for an account that does not exist", async () => {
    const { guess } = await guessed({ times: 0 });
    for (let time = 0; time < 5; time += 1) await guess("zoe@news.example").expect(422);
    await guess("zoe@news.example").expect(429);
  });

  it("is not quicker when many tries come at once", async () => {
    const { guess } = await guessed({ times: 0 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => guess()));
    expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
  });

  it("starts afresh after a login", async () => {
    const { guess, guesser, ada } = await guessed({ times: 4 });
    await guesser.post("/login", { email: ada.email, password }).expect(303);
    for (let time = 0; time < 5; time += 1) await guess().expect(422);
    await guess().expect(429);
  });

  it("at one account after the other is slowed as a whole", async () => {
    const { guess } = await guessed({ times: 0 });
    for (let time = 0; time < 20; time += 1) await guess(`person${time}@news.example`).expect(422);
    await guess("one-more@news.example").expect(429);
  });

  it("is not made quicker by inventing addresses", async () => {
    const { from, ada } = await guessed({ times: 5 });
    await from("203.0.113.9").post("/login", { email: ada.email, password }).expect(429);
  });

  it("locks nobody out who comes from elsewhere", async () => {
    const { from, guess, ada } = await guessed({ times: 5, trustProxy: ["loopback"] });
    await guess().expect(429);
    await from("203.0.113.9").post("/login", { email: ada.email, password }).expect(303);
  });

  it("is remembered through a restart", async () => {
    const { parts, ada, now } = await guessed({ times: 5 });
    const afterwards = loginLimits(loginTriesRepository(parts.activity), parts.keys.tokens);
    expect(afterwards.begin("127.0.0.1", ada.email, now())).toBe(MINUTE_MS);
    expect(afterwards.begin("192.0.2.1", ada.email, now())).toBe(0);
  });

  it("is forgotten after a day", async () => {
    const { parts, guess, later } = await guessed({ times: 5 });
    later(24 * 60 * MINUTE_MS + 1);
    await guess("somebody@news.example").expect(422);
    expect(parts.activity.prepare("SELECT count(*) FROM login_tries").pluck().get()).toBe(2);
  });
});

describe("a password", () => {
  it("of fifty kilobytes is refused without being hashed: even the right one", async () => {
    const { guesser, ada, parts, now } = await guessed({ times: 0 });
    const endless = "x".repeat(50_000);
    parts.users.setPasswordHash(ada.id, await hashPassword(endless), now());
    await guesser.post("/login", { email: ada.email, password: endless }).expect(422);
  });

  it("counts to its last character", async () => {
    const { guesser, ada, parts, now } = await guessed({ times: 0 });
    const long = `${"papers ".repeat(73)}.`;
    expect(long).toHaveLength(512);
    parts.users.setPasswordHash(ada.id, await hashPassword(long), now());
    await guesser.post("/login", { email: ada.email, password: long.replace(".", "!") }).expect(422);
    await guesser.post("/login", { email: ada.email, password: long }).expect(303);
  });
});
