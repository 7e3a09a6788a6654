import { describe, expect, it } from "vitest";
import { newsroom } from "../support/newsroom.ts";

describe("a post's page", () => {
  it("is not found until the hour of publication", async () => {
    const { reader, post, at } = newsroom();
    const { address } = post({ title: "Embargo", publishedAt: new Date("2026-03-02T18:00:00Z") });
    await reader.get(address).expect(404);
    at("2026-03-02T18:00:00Z");
    const page = await reader.get(address).expect(200);
    expect(page.text).toContain("Embargo");
  });

  it.each(["draft", "pending", "private"] as const)("is not found while the post is %s", async (status) => {
    const { reader, post } = newsroom();
    await reader.get(post({ status }).address).expect(404);
  });

  it("gives anonymous readers no cookie", async () => {
    const { reader, post } = newsroom();
    const page = await reader.get(post().address).expect(200);
    expect(page.headers["set-cookie"]).toBeUndefined();
  });
});

describe("the front page", () => {
  it("names published posts and nothing else", async () => {
    const { reader, post } = newsroom();
    post({ title: "In print" });
    post({ title: "Half written", status: "draft" });
    post({ title: "Tomorrow's news", publishedAt: new Date("2026-03-02T00:00:00Z") });
    post({ title: "Behind a password", password: "sesame" });
    const page = await reader.get("/").expect(200);
    expect(page.text).toContain("In print");
    for (const hidden of ["Half written", "Tomorrow&#39;s news", "Behind a password"])
      expect(page.text).not.toContain(hidden);
  });

  it("has no page beyond the last", async () => {
    const { reader } = newsroom();
    await reader.get("/page/2").expect(404);
  });
});
