import { afterEach, describe, expect, it, vi } from "vitest";
import { newsroom } from "../support/newsroom.ts";

const MINUTE_MS = 60_000;

afterEach(() => vi.useRealTimers());

/** Posts and a page that Ben throws away now. */
async function thrown() {
  const room = newsroom();
  const { author, admin, post, parts } = room;
  const story = post({ title: "Oops" });
  const page = post({ kind: "page", title: "Old page" });
  await author.post("/admin/posts/bulk", { do: "trash", ids: [story.id] }).expect(303);
  await admin.post("/admin/pages/bulk", { do: "trash", ids: [page.id] }).expect(303);
  const left = () => parts.desk.listByIds([story.id, page.id]).map(({ title }) => title);
  return { ...room, story, page, left };
}

describe("what happens by itself", () => {
  it("empties the trash after thirty days, though nobody opens a list", async () => {
    const { parts, at, left, reader, story } = await thrown();
    vi.useFakeTimers();
    parts.due.start();
    at("2026-03-31T11:59:59.999Z");
    vi.advanceTimersByTime(MINUTE_MS);
    expect(left()).toEqual(["Oops", "Old page"]);
    at("2026-03-31T12:00:00.001Z");
    vi.advanceTimersByTime(MINUTE_MS);
    expect(left()).toEqual([]);
    parts.due.stop();
    vi.useRealTimers();
    await reader.get(story.address).expect(410);
  });

  it("catches up at once after a time in which nothing ran", async () => {
    const { parts, at, left } = await thrown();
    at("2026-06-01T00:00:00Z");
    vi.useFakeTimers();
    parts.due.start();
    expect(left()).toEqual([]);
    parts.due.stop();
  });

  it("does no more once it is stopped", async () => {
    const { parts, at, left } = await thrown();
    vi.useFakeTimers();
    parts.due.start();
    parts.due.stop();
    at("2026-06-01T00:00:00Z");
    vi.advanceTimersByTime(60 * MINUTE_MS);
    expect(left()).toHaveLength(2);
  });

  it("leaves a full trash in pieces that nobody has to wait for", () => {
    const { parts, post, later, now } = newsroom();
    const ids = Array.from({ length: 150 }, (_, index) => post({ title: `Post ${index}` }).id);
    parts.publishing.trash(
      ids.map((id) => ({ id })),
      now(),
    );
    later(31 * 24 * 60 * MINUTE_MS);
    parts.due.look();
    expect(parts.desk.listByIds(ids)).toHaveLength(50);
    parts.due.look();
    expect(parts.desk.listByIds(ids)).toHaveLength(0);
  });

  it("keeps the pictures that a post alone used", async () => {
    const { parts, at, left, admin, story } = await thrown();
    await admin.post("/admin/posts/bulk", { do: "restore", ids: [story.id] });
    const picture = parts.media.create(
      {
        ...{ path: "quay.webp", mime: "image/webp", width: 900, height: 600, bytes: 9, alt: "A quay" },
        ...{ originalName: "quay", sha256: Buffer.from("quay"), caption: "", credit: "", uploadedBy: null },
        variants: [],
      },
      parts.clock(),
    );
    parts.content.prepare("UPDATE posts SET featured_media_id = ? WHERE id = ?").run(picture, story.id);
    await admin.post("/admin/posts/bulk", { do: "trash", ids: [story.id] });
    at("2026-06-01T00:00:00Z");
    parts.due.look();
    expect(left()).toEqual([]);
    expect(parts.media.find(picture)).toBeDefined();
  });

  it("tells why it could not be done, and goes on", async () => {
    const { parts, at, left, log } = await thrown();
    at("2026-06-01T00:00:00Z");
    parts.content.pragma("query_only = ON");
    parts.due.look();
    parts.content.pragma("query_only = OFF");
    expect(left()).toHaveLength(2);
    expect(log.map(({ message }) => message)).toContain("what was due at its hour could not be done");
    parts.due.look();
    expect(left()).toEqual([]);
  });
});
