import { describe, expect, it, vi } from "vitest";
import { newsroom } from "../support/newsroom.ts";

describe("a disk that is full", () => {
  it("is told to whoever saves, and readers do not notice", async () => {
    const { admin, reader, parts, post, log } = newsroom();
    const { address } = post();
    const pages = parts.content.pragma("page_count", { simple: true }) as number;
    parts.content.pragma(`max_page_count = ${pages}`);
    const words = { title: "A long story", body: "It went on and on. ".repeat(20_000) };
    const answer = await admin.post("/admin/posts", words).expect(503);
    expect(answer.headers["retry-after"]).toBe("30");
    expect(answer.text).toContain("Nothing can be saved just now");
    expect(answer.text).toContain("Your words are still in the form");
    expect(answer.text).not.toContain("SQLITE");
    expect(log.at(-1)?.message).toBe("request failed");
    await reader.get(address).expect(200);

    parts.content.pragma("max_page_count = 1000000");
    await admin.post("/admin/posts", words).expect(303);
  });

  it("is told to whoever uploads", async () => {
    const { admin, parts } = newsroom();
    const full = Object.assign(new Error("no space left on device, write"), { code: "ENOSPC" });
    vi.spyOn(parts.library, "add").mockRejectedValueOnce(full);
    const answer = await admin.upload("/admin/media").attach("files", Buffer.from("a"), "a.png").expect(503);
    expect(answer.headers["retry-after"]).toBe("30");
    expect(answer.text).toContain("Nothing can be saved just now");
  });
});

describe("an address of the admin that leads nowhere, or is not for an account", () => {
  it("is told beside the rail, from where the work goes on", async () => {
    const { admin, signedIn, reader, ben } = newsroom();
    const missing = await admin.get("/admin/posts/999").expect(404);
    expect(missing.text).toContain("Nothing is here");
    expect(missing.text).toContain('<a class="button" href="/admin">Go to the dashboard</a>');
    const closed = await signedIn(ben).get("/admin/users").expect(403);
    expect(closed.text).toContain("Your account may not do that.");
    for (const { text } of [missing, closed]) expect(text).toContain('class="rail__menu"');
    const outside = await reader.get("/nothing-here").expect(404);
    expect(outside.text).not.toContain('class="rail__menu"');
  });
});
