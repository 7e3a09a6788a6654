import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

const form = {
  title: "The Daily Test",
  name: "Fay Founder",
  email: "fay@news.example",
  password: "ink on my fingers",
};

function emptySite() {
  const room = newsroom();
  room.parts.content.exec("DELETE FROM users");
  const token = room.parts.links.create("setup", null, new Date(room.now().getTime() + 3_600_000));
  return { ...room, token };
}

describe("the set-up", () => {
  it("creates the site and its first admin, once", async () => {
    const { reader, token, parts } = emptySite();
    await reader.get(`/setup?token=${token}`).expect(200);
    await reader.post("/setup", { ...form, token }).expect(303);
    await reader.get("/admin").expect(200);
    expect(parts.settings.get("general").title).toBe("The Daily Test");
    expect(parts.users.findByEmail("fay@news.example")?.role).toBe("admin");
    await reader.get(`/setup?token=${token}`).expect(404);
    await reader.post("/setup", { ...form, email: "eve@news.example", token }).expect(404);
  });

  it("comes back with the words typed and a message beside each field", async () => {
    const { reader, token } = emptySite();
    const page = await reader.post("/setup", { ...form, token, email: "fay", password: "short" }).expect(422);
    expect(page.text).toContain('value="The Daily Test"');
    expect(page.text).toContain("This is not an email address.");
    expect(page.text).toContain("Use at least 10 characters.");
    expect(page.text).not.toContain("short");
  });

  it("is not found without its link, or with an old one", async () => {
    const { reader, token, later } = emptySite();
    await reader.get("/setup").expect(404);
    await reader.get("/setup?token=guess").expect(404);
    later(3_600_001);
    await reader.get(`/setup?token=${token}`).expect(404);
  });
});
