import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

describe("a new site", () => {
  it("starts with a story that explains it, and with widgets beside it", async () => {
    const { reader, parts, now } = newsroom();
    parts.content.exec("DELETE FROM users");
    const token = parts.links.create("setup", null, new Date(now().getTime() + 1000));
    const founder = {
      title: "The Gazette",
      name: "Fay",
      email: "fay@news.example",
      password: "ink on my fingers",
    };
    await reader.post("/setup", { ...founder, token }).expect(303);
    const home = await reader.get("/").expect(200);
    expect(home.text).toContain("Welcome to your newspaper");
    const story = await reader.get("/2026/03/welcome").expect(200);
    expect(story.text).toContain("broadsheet import wordpress");
    expect(story.text).toContain('href="/about/counting"');
  });
});
